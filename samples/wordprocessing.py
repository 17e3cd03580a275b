"""The few pieces of WordprocessingML that the sample documents need."""

from __future__ import annotations

from itertools import count
from xml.sax.saxutils import escape

_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REVISED_AT = "2026-02-11T09:30:00Z"

PARAGRAPHS = {
    "!": '<w:pStyle w:val="Title"/>',
    ">": '<w:ind w:right="640"/><w:jc w:val="right"/>',
    "<": '<w:ind w:firstLine="0"/>',
    "#": '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    "##": '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
    "": "",
}
_WIDTHS = (700, 4600, 1700, 1700, 1400)
_revision = count(1)


def restart_revisions() -> None:
    """Count revisions from 1 again, for the next document."""
    global _revision  # noqa: PLW0603 (a build script with one document at a time)
    _revision = count(1)


def paragraph(mark: str, runs: str) -> str:
    """A paragraph of the kind that ``mark`` names."""
    return f"<w:p><w:pPr>{PARAGRAPHS[mark]}</w:pPr>{runs}</w:p>"


def run(text: str, *, struck: bool = False) -> str:
    """A run of escaped text."""
    if not text:
        return ""
    properties = "<w:rPr><w:strike/></w:rPr>" if struck else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(author: str, text: str) -> str:
    """A tracked insertion."""
    return f"<w:ins {_revised(author)}>{run(text)}</w:ins>"


def deleted(author: str, text: str) -> str:
    """A tracked deletion."""
    content = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f"<w:del {_revised(author)}>{content}</w:del>"


def commented(number: int, text: str) -> str:
    """A passage with a comment."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{run(text)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def _revised(author: str) -> str:
    return f'w:id="{next(_revision)}" w:author="{escape(author)}" w:date="{REVISED_AT}"'


def table(rows: list[list[str]]) -> str:
    """A table; ``^`` joins a cell with the one above, ``=`` with the one to its left."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in _WIDTHS)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    drawn = "".join(_row(rows, i) for i in range(len(rows)))
    return f"<w:tbl>{head}{drawn}</w:tbl><w:p/>"


def _row(rows: list[list[str]], index: int) -> str:
    cells = rows[index]
    repeat = "<w:trPr><w:tblHeader/></w:trPr>" if index == 0 else ""
    out = []
    for column, text in enumerate(cells):
        if text == "=":
            continue
        span = 1
        while column + span < len(cells) and cells[column + span] == "=":
            span += 1
        width = sum(_WIDTHS[column : column + span])
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if span > 1:
            properties += f'<w:gridSpan w:val="{span}"/>'
        below = rows[index + 1][column] if index + 1 < len(rows) else ""
        if text == "^":
            properties += "<w:vMerge/>"
        elif below == "^":
            properties += '<w:vMerge w:val="restart"/>'
        out.append(
            f"<w:tc><w:tcPr>{properties}</w:tcPr>{_cell('' if text == '^' else text)}</w:tc>"
        )
    return f"<w:tr>{repeat}{''.join(out)}</w:tr>"


def _cell(text: str) -> str:
    """Each unit of a cell in a paragraph of its own, as offices write them."""
    parts = text.split(" ") if text.startswith("县") and "。" not in text else [text]
    style = '<w:pPr><w:pStyle w:val="Cell"/></w:pPr>'
    return "".join(f"<w:p>{style}{run(escape(part))}</w:p>" for part in parts)


def package(body: str, comments: list[tuple[str, str]]) -> dict[str, str]:
    """All parts of the file by name."""
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"'
        ' w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    remarks = "".join(
        f'<w:comment w:id="{i}" w:author="{escape(who)}" w:date="{REVISED_AT}">'
        f"<w:p>{run(escape(text))}</w:p></w:comment>"
        for i, (who, text) in enumerate(comments)
    )
    names = {"styles": _STYLES, "numbering": _NUMBERING}
    if comments:
        names["comments"] = f'{_HEAD}<w:comments xmlns:w="{_NS}">{remarks}</w:comments>'
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}+xml"/>'
        for name in names
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{_REL}/{name}" Target="{name}.xml"/>'
        for i, name in enumerate(names, start=1)
    )
    xml = "application/vnd.openxmlformats-package.relationships+xml"
    return {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{xml}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f"{types}</Types>"
        ),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
        ),
        "word/document.xml": (
            f'{_HEAD}<w:document xmlns:w="{_NS}"><w:body>{body}{page}</w:body></w:document>'
        ),
        **{f"word/{name}.xml": content for name, content in names.items()},
    }


def _fonts(name: str, half_points: int) -> str:
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{name}"/>'
        f'<w:sz w:val="{half_points}"/>'
    )


_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_NS}">'
    "<w:docDefaults><w:rPrDefault>"
    f"<w:rPr>{_fonts('仿宋', 32)}</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="240" w:after="240"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>'
    f"</w:pPr><w:rPr>{_fonts('宋体', 40)}<w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    f"<w:rPr>{_fonts('黑体', 32)}</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:line="280" w:lineRule="exact"/><w:ind w:firstLine="0"/></w:pPr>'
    f"<w:rPr>{_fonts('仿宋', 21)}</w:rPr></w:style></w:styles>"
)
_NUMBERING = (
    f'{_HEAD}<w:numbering xmlns:w="{_NS}"><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>'
    # the second level runs on over the sections, as such documents number their tasks
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
