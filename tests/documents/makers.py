"""Real files of each format, written by hand for the tests; all texts are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A docx with the given body; ``parts`` are numbering, styles, comments, footnotes."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_REL}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(parts)
    )
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    for kind, content in parts.items():
        members[f"word/{kind}.xml"] = f"<w:{kind} {W}>{content}</w:{kind}>"
    return zipped(members)


def _content_types(parts: dict[str, str]) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": f"{main}.document.main+xml"} | {k: f"{main}.{k}+xml" for k in parts}
    overrides = "".join(
        f'<Override PartName="/word/{k}.xml" ContentType="{t}"/>' for k, t in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def p(content: str = "", properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def inserted(text: str, author: str = "甲") -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="{author}" w:date="2026-03-01T09:00:00Z">{r(text)}</w:ins>'


def deleted(text: str, author: str = "甲") -> str:
    """A tracked deletion."""
    run = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="{author}" w:date="2026-03-01T09:00:00Z">{run}</w:del>'


def mark(kind: str) -> str:
    """Paragraph properties with a revised paragraph mark: ``ins`` or ``del``."""
    return f'<w:rPr><w:{kind} w:id="3" w:author="甲" w:date="2026-03-01T09:00:00Z"/></w:rPr>'


def numbered(number_id: int, level: int = 0) -> str:
    """Paragraph properties with an automatic number."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def level(
    place: int, format_: str, text: str, *, start: int = 1, more: str = "", suffix: str = "nothing"
) -> str:
    """One level of an abstract numbering."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>{more}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, overrides: str = "", abstract: str = "") -> str:
    """numbering.xml with one abstract numbering; numId 1 is plain, 2 has the overrides."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{abstract}{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
    )


def tc(content: str, properties: str = "") -> str:
    """A table cell; plain words become a paragraph."""
    if not content.startswith("<"):
        content = p(r(content) if content else "")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


class PdfPage:
    """Content of one A4 page; coordinates in points from the top left corner."""

    def __init__(self) -> None:
        self._content: list[str] = []

    def text(self, left: float, top: float, words: str, size: float = 12) -> PdfPage:
        """A printed line whose top edge lies at ``top``."""
        code = words.encode("utf-16-be").hex()
        baseline = 842 - top - size * 0.88
        self._content.append(f"BT /F1 {size} Tf {left} {baseline} Td <{code}> Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        """A thin straight line."""
        self._content.append(f"0.5 w {x0} {842 - y0} m {x1} {842 - y1} l S")
        return self

    def grid(
        self, lefts: Sequence[float], tops: Sequence[float], rows: Sequence[Sequence[str]]
    ) -> PdfPage:
        """A ruled table: edges, and the words of each cell; a line feed starts a new line."""
        for x in lefts:
            self.rule(x, tops[0], x, tops[-1])
        for y in tops:
            self.rule(lefts[0], y, lefts[-1], y)
        for top, row in zip(tops, rows, strict=False):
            for left, words in zip(lefts, row, strict=False):
                for number, line in enumerate(words.split("\n")):
                    if line:
                        self.text(left + 5, top + 4 + 15 * number, line)
        return self

    def content(self) -> bytes:
        """The content stream."""
        return "\n".join(self._content).encode()


def pdf(*pages: PdfPage, encrypted: bool = False) -> bytes:
    """A PDF in the standard Chinese font, which is not embedded."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [4 0 R] >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 5 0 R >>"
    )
    descriptor = (
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] "
        b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font,
        descendant,
        descriptor,
    ]
    for number, page in enumerate(pages):
        content = page.content()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _pdf_file(objects, encrypted)


def _pdf_file(objects: Sequence[bytes], encrypted: bool) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    secret = b"<" + b"5a" * 32 + b">"
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -44 >> /ID [<00> <00>] " % (
        secret,
        secret,
    )
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        lock if encrypted else b"",
        start,
    )
    return bytes(out)


def ofd(*pages: str, template: str = "") -> bytes:
    """An OFD file; each page is the XML of its layer."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    use = '<ofd:Template TemplateID="900" ZOrder="Background"/>' if template else ""
    declared = '<ofd:TemplatePage ID="900" BaseLoc="Tpls/T.xml"/>' if template else ""
    members: dict[str, bytes | str] = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{declared}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, content in enumerate(pages):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {space}>{use}<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content>"
            "</ofd:Page>"
        )
    if template:
        members["Doc_0/Tpls/T.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content>"
            "</ofd:Page>"
        )
    return zipped(members)


def ofd_text(left: float, top: float, words: str, *, deltas: str = "", more: str = "") -> str:
    """A text object of 4 mm characters."""
    delta = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{left} {top} 180 5" Font="1" Size="4">{more}'
        f'<ofd:TextCode X="0" Y="4"{delta}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )
