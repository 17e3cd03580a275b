"""Build the sample documents from their sources; see README.md. Same sources, same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import wordprocessing as word

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
TARGET = HERE.parent / "src" / "sanyi" / "samples"


def build(target: Path = TARGET) -> list[Path]:
    """Write all sample documents into ``target`` and return what was written."""
    written = []
    for source in sorted(SOURCES.glob("*.txt")):
        text = source.read_text("utf-8")
        docx = target / f"{source.stem}.docx"
        write_docx(text, docx)
        written.append(docx)
        if not re.search(r"\{[+~#-]|^#", text, re.MULTILINE):
            plain = target / f"{source.stem}.txt"
            plain.write_bytes(as_plain_text(text).encode("utf-8"))
            written.append(plain)
    return written


def as_plain_text(source: str) -> str:
    """The same document as an office would paste it: one paragraph a line, tables with tabs."""
    lines: list[str] = []
    above: list[str] = []
    for line in source.splitlines():
        if line in ("[table]", "[/table]"):
            continue
        if " | " in line:
            cells = [c.strip() for c in line.split("|")]
            if "=" in cells:
                cells = cells[: cells.index("=")]
            else:
                # a text file has no joined cells: the value is repeated
                cells = [above[i] if c == "^" else c for i, c in enumerate(cells)]
                above = cells
            lines.append("\t".join(cells))
        else:
            lines.append(re.sub(r"^[!><] ", "", line))
    return "\n".join(lines).strip() + "\n"


def write_docx(source: str, path: Path) -> None:
    """Write a source as a Word document in the layout of official documents."""
    word.restart_revisions()
    comments: list[tuple[str, str]] = []
    body = "".join(_blocks(source, comments))
    parts = word.package(body, comments)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def _blocks(source: str, comments: list[tuple[str, str]]) -> Iterator[str]:
    rows: list[list[str]] | None = None
    for line in source.splitlines():
        if line == "[table]":
            rows = []
        elif line == "[/table]":
            assert rows is not None
            yield word.table(rows)
            rows = None
        elif rows is not None:
            rows.append([c.strip() for c in line.split("|")])
        elif line.strip():
            mark, _, rest = line.partition(" ")
            if mark in word.PARAGRAPHS:
                yield word.paragraph(mark, _runs(rest, comments))
            else:
                yield word.paragraph("", _runs(line, comments))


_MARK = re.compile(
    r"\{\+(?P<ins_by>[^|}]*)\|(?P<ins>.*?)\+\}"
    r"|\{-(?P<del_by>[^|}]*)\|(?P<gone>.*?)-\}"
    r"|\{~(?P<struck>.*?)~\}"
    r"|\{#(?P<said_by>[^|}]*)\|(?P<remark>[^|]*)\|(?P<anchor>.*?)#\}"
)


def _runs(text: str, comments: list[tuple[str, str]]) -> str:
    """The runs of a paragraph, its marks turned into revisions and comments."""
    out: list[str] = []
    at = 0
    for found in _MARK.finditer(text):
        out.append(word.run(escape(text[at : found.start()])))
        at = found.end()
        if found["ins"] is not None:
            out.append(word.inserted(found["ins_by"], escape(found["ins"])))
        elif found["gone"] is not None:
            out.append(word.deleted(found["del_by"], escape(found["gone"])))
        elif found["struck"] is not None:
            out.append(word.run(escape(found["struck"]), struck=True))
        else:
            comments.append((found["said_by"], found["remark"]))
            out.append(word.commented(len(comments) - 1, escape(found["anchor"])))
    out.append(word.run(escape(text[at:])))
    return "".join(out)


if __name__ == "__main__":
    for made in build():
        print(made.relative_to(HERE.parent))
