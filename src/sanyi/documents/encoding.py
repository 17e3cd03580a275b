"""bytes -> characters: UTF-8, UTF-16 and GB18030, also mixed within one file."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from sanyi.documents.problems import report
from sanyi.kernel import Finding, Span

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOST = re.compile("�+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SINGLE_REPORTS = 20
_LABELS = {"utf-8": "UTF-8", "gb18030": "GB18030", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


class Decoded(NamedTuple):
    """Text with line ends as ``\\n``, the encoding it was read in, and what was doubtful."""

    text: str
    encoding: str
    findings: tuple[Finding, ...]


def decode(data: bytes, name: str) -> Decoded:
    """Characters of a plain text file, whatever it is encoded in.

    Undecodable bytes become U+FFFD and a finding each; nothing is left out.
    """
    text, encoding, other_lines = _decode_any(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    findings = []
    controls = len(_CONTROL.findall(text))
    if other_lines:
        other = "gb18030" if encoding == "utf-8" else "utf-8"
        findings.append(
            report(
                "DOC-022",
                name,
                main=_LABELS[encoding],
                other=_LABELS[other],
                count=len(other_lines),
                line=other_lines[0],
            )
        )
    findings += _lost_characters(text, name)
    if controls:
        first = _CONTROL.search(text)
        assert first is not None
        findings.append(report("DOC-030", name, Span(*first.span()), count=controls))
        text = _CONTROL.sub("�", text)
    return Decoded(text, encoding, tuple(findings))


def looks_binary(data: bytes) -> bool:
    """Whether bytes are so unlike text in any supported encoding that no reading makes sense."""
    sample = data[:65536]
    if any(sample.startswith(bom) for bom, _ in _BOMS) or _utf16_without_bom(sample):
        return False
    text, _, _ = _decode_any(sample)
    bad = len(_CONTROL.findall(text)) + text.count("�")
    return bad * 10 > len(text) + 20


def decode_sample(data: bytes, size: int = 4096) -> str:
    """The beginning of a text, for a look at what it is."""
    return _decode_any(data[: size // 2 * 2])[0]


def _decode_any(data: bytes) -> tuple[str, str, list[int]]:
    """(text, main encoding, numbers of the lines in the other encoding)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            if encoding == "utf-8":
                return _decode_eight_bit(body)
            return body.decode(encoding, "replace"), encoding, []
    if utf16 := _utf16_without_bom(data):
        return data.decode(utf16, "replace"), utf16, []
    return _decode_eight_bit(data)


def _decode_eight_bit(data: bytes) -> tuple[str, str, list[int]]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_by_line(data)
    if _is_disguised_gb(text, data):
        return data.decode("gb18030"), "gb18030", []
    return text, "utf-8", []


def _decode_by_line(data: bytes) -> tuple[str, str, list[int]]:
    """Each line in the encoding that fits it; both encodings leave the byte 0x0A alone."""
    main = "utf-8" if _fits_utf8(data) else "gb18030"
    out: list[str] = []
    others: list[int] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        encoding = _encoding_of_line(line, main)
        if encoding != main and not line.isascii():
            others.append(number)
        out.append(line.decode(encoding, "replace"))
    return "\n".join(out), main, others


def _encoding_of_line(line: bytes, main: str) -> str:
    if line.isascii():
        return main
    if main == "utf-8":
        return "utf-8" if _fits_utf8(line) else "gb18030"
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    # Two-byte sequences alone are as likely to be a pair of GB bytes.
    return "utf-8" if any(c > "\u07ff" for c in text) else "gb18030"


def _fits_utf8(data: bytes) -> bool:
    """More three-byte characters than broken ones: damaged UTF-8 rather than another encoding."""
    text = data.decode("utf-8", "replace")
    bad = text.count("�")
    good = sum(1 for c in text if c > "\u07ff") - bad
    return good > bad or bad == 0


def _is_disguised_gb(text: str, data: bytes) -> bool:
    """Short GB text can be valid UTF-8 of two-byte letters that no Chinese office writes."""
    foreign = [c for c in text if c > "\x7f"]
    if not foreign or not all("\x80" <= c <= "\u07ff" for c in foreign):
        return False
    try:
        read = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return all("\u4e00" <= c <= "\u9fff" for c in read if c > "\x7f")


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 that only its zero bytes betray: ASCII characters and line ends have one each."""
    sample = data[:4096]
    zero_count = sample.count(0)
    if not zero_count or len(data) % 2:
        return None
    if zero_count * 5 < len(sample) and _is_utf8(data):
        return None  # a stray zero byte in a text of another encoding
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        others = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
        if zeros.count(0) <= 4 * others.count(0):
            continue
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        usual = sum(1 for c in text if c.isprintable() or c in "\r\n\t")
        if usual * 10 >= len(text) * 9:
            return encoding
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lost_characters(text: str, name: str) -> list[Finding]:
    lost = list(_LOST.finditer(text))
    findings = []
    line, scanned = 1, 0
    for match in lost[:_SINGLE_REPORTS]:
        line += text.count("\n", scanned, match.start())
        scanned = match.start()
        count = 1 if len(lost) <= _SINGLE_REPORTS or match is not lost[_SINGLE_REPORTS - 1] else 0
        count = count or len(lost) - _SINGLE_REPORTS + 1
        findings.append(report("DOC-021", name, Span(*match.span()), line=line, count=count))
    return findings
