"""Results to a file or to standard output: whole or not at all, and always UTF-8."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from rich.console import Console, RenderableType

from sanyi.kernel import InputError, SanyiError

_PAGE_WIDTH = 120


def use_utf8() -> None:
    """Make both standard streams UTF-8; what cannot be encoded is replaced, never raised."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def write_result(content: str | bytes, out: Path | None, *, source: Path | None = None) -> None:
    """Write a result to ``out``, or to standard output when there is none.

    Args:
        content: text is written as UTF-8 with its line ends as they are.
        out: the file to write; its folder is made when absent.
        source: the file the result was read from, which is never overwritten.

    Raises:
        InputError: CLI-003, CLI-004 or CLI-005.
    """
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    if out is not None:
        if source is not None and out.exists() and out.samefile(source):
            raise InputError("CLI-003", f"输出文件 {out.name} 就是原文件。", "请换一个文件名。")
        write_atomically(out, data)
        return
    if isinstance(content, bytes) and _is_terminal(sys.stdout):
        raise InputError("CLI-004", "这种格式不能显示在屏幕上。", "请用 -o 给出文件名。")
    binary = getattr(sys.stdout, "buffer", None)
    sys.stdout.flush()
    if binary is None:
        sys.stdout.write(data.decode("utf-8", errors="replace"))
    else:
        binary.write(data)
    if isinstance(content, str) and not content.endswith("\n") and _is_terminal(sys.stdout):
        print()
    sys.stdout.flush()


def show(content: RenderableType, out: Path | None, *, source: Path | None = None) -> None:
    """Show a table or styled text on the screen, or write it to ``out`` without colours."""
    if out is None:
        width = None if _is_terminal(sys.stdout) else _PAGE_WIDTH
        Console(file=sys.stdout, width=width, emoji=False, highlight=False).print(content)
        return
    drawn = io.StringIO()
    Console(file=drawn, width=_PAGE_WIDTH, emoji=False, highlight=False).print(content)
    lines = (line.rstrip() for line in drawn.getvalue().splitlines())
    write_result("\n".join(lines).rstrip() + "\n", out, source=source)


def write_atomically(out: Path, data: bytes) -> None:
    """Write ``data`` beside ``out`` first and rename: a reader sees the old file or the new one.

    Raises:
        InputError: CLI-005, the file cannot be written.
    """
    temporary = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(
            dir=out.parent, prefix=f".{out.name[:40]}.", suffix="~"
        )
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(out))
        Path(temporary).replace(out)
    except OSError as problem:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        reason = problem.strerror or type(problem).__name__
        raise InputError(
            "CLI-005", f"无法写入 {out}（{reason}）。", "请检查文件夹权限，或关闭正在使用它的程序。"
        ) from None


def _mode(out: Path) -> int:
    """The rights of the file that is replaced, else those of any new file."""
    with suppress(OSError):
        return out.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def print_error(problem: SanyiError) -> None:
    """One line on standard error: 错误 DOC-003 what it is, and what to do next."""
    line = " ".join(f"{problem.message}{problem.hint}".split())
    print(f"错误 {problem.code} {line}", file=sys.stderr)


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty()
