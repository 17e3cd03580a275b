"""A zip archive opened with suspicion: counted, measured and read within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from types import TracebackType

from sanyi.documents.limits import LIMITS, Limits
from sanyi.documents.problems import fail

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    IndexError,
)


class Archive:
    """Members of a zip archive, found without regard to a leading slash or to case."""

    def __init__(self, data: bytes, name: str, limits: Limits = LIMITS) -> None:
        self._name = name
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as problem:
            raise fail("DOC-004", name=name, detail="压缩包不完整") from problem
        members = self._zip.infolist()
        if len(members) > limits.archive_members:
            raise fail("DOC-009", name=name, count=len(members), limit=limits.archive_members)
        declared = sum(m.file_size for m in members)
        self._refuse_bomb(declared, len(data))
        self._packed = len(data)
        self._members = {m.filename.lstrip("/").casefold(): m for m in members}

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the archive go."""
        self._zip.close()

    def __contains__(self, member: str) -> bool:
        return member.lstrip("/").casefold() in self._members

    def read(self, member: str) -> bytes:
        """The bytes of a member; what the directory declares about its size is not believed."""
        info = self._members.get(member.lstrip("/").casefold())
        if info is None:
            raise fail("DOC-004", name=self._name, detail=f"缺少 {member}")
        if info.flag_bits & 0x1:
            raise fail("DOC-006", name=self._name)
        limit = self._limits.member_bytes
        try:
            with self._zip.open(info) as stream:
                content = stream.read(limit + 1)
        except (*_BROKEN, RuntimeError) as problem:
            raise fail("DOC-004", name=self._name, detail=f"{member} 无法解压") from problem
        self._unpacked += len(content)
        if len(content) > limit:
            raise fail("DOC-008", name=self._name, detail=f"{member} 过大")
        self._refuse_bomb(self._unpacked, self._packed)
        return content

    def _refuse_bomb(self, unpacked: int, packed: int) -> None:
        limits = self._limits
        if unpacked > limits.archive_bytes:
            raise fail("DOC-008", name=self._name, detail=f"{unpacked // 2**20} MB")
        if unpacked > limits.ratio_floor_bytes and unpacked > packed * limits.archive_ratio:
            raise fail("DOC-008", name=self._name, detail=f"压缩比 {unpacked // max(packed, 1)}")
