"""Drafts as offices have them: pictures, headers, numbering, merged cells, edits, notes, fields."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.shared import Mm
from lxml import etree

from documents.makers import W, deleted, inserted, level, mark, numbered, p, r, tbl, tc, tr

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_W = f"{{{NS['w']}}}"
BOLD = "<w:b/>"
KAI = '<w:rFonts w:eastAsia="楷体_GB2312"/><w:sz w:val="32"/>'


def picture(red: int) -> bytes:
    """A PNG of four pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = b"".join(b"\0" + bytes([red, 40, 40] * 2) for _ in range(2))
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, content)
        for kind, content in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def clauses(*, is_numbered: bool) -> list[str]:
    """Three tasks and a heading, typed or numbered by Word, with edits of the draft in them."""
    one, two = (numbered(77), numbered(77, 1)) if is_numbered else ("", "")
    heads = ["", "", "", ""] if is_numbered else ["一、", "（一）", "（二）", "（三）"]
    return [
        p(r(f"{heads[0]}完善运行机制", KAI), one),
        p(
            r(f"{heads[1]}提升服务能力。", BOLD) + r("县域就诊率稳定在") + deleted("85%")
            + inserted("90%") + r("以上", KAI) + r("，力争95%", "<w:strike/>") + r("。"),
            two,
        ),
        p(r(f"{heads[2]}已取消的任务（牵头单位：县民政局）。", "<w:strike/>"), two),
        p(
            '<w:bookmarkStart w:id="50" w:name="here"/>'
            + r(f"{heads[2]}推进结果互认。", BOLD)
            + '<w:commentRangeStart w:id="3"/>' + r("年底前互认项目达到60项") + note(2)
            + '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>'
            + '<w:bookmarkEnd w:id="50"/>' + r("（牵头单位：县卫生健康局）。"),
            two,
        ),
        p(r("第二段的前一半，"), mark("del")),
        p(r("后一半接在前一半之后。") + field("见第3页")),
        p(deleted("整段删去的话。"), mark("del")),
        p(r(f"{heads[3]}建立预付制度。") + "<w:r><w:br/></w:r>" + r("分行写的第二句。"), two),
    ]  # fmt: skip


def note(number: int) -> str:
    """A reference to a footnote."""
    return (
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )


def field(result: str) -> str:
    """A field with its result."""

    def part(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText xml:space="preserve"> PAGEREF here </w:instrText></w:r>'
    return part("begin") + code + part("separate") + r(result) + part("end")


def table() -> str:
    """Merged to the right and downwards; the second task's row is struck by the draft."""
    tall, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    gone = '<w:del w:id="9" w:author="甲" w:date="2026-03-01T09:00:00Z"/>'
    grid = "<w:tblGrid>" + '<w:gridCol w:w="2200"/>' * 4 + "</w:tblGrid>"
    border = '<w:{} w:val="double" w:sz="6" w:space="0" w:color="FF0000"/>'
    sides = "".join(border.format(s) for s in ("top", "left", "bottom", "right", "insideH"))
    head = f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{grid}"
    return tbl(
        head,
        tr(tc("序号"), tc("任务", '<w:gridSpan w:val="2"/>'), tc("单位")),
        tr(tc("1"), tc("分级诊疗", tall), tc(p(r("签约", BOLD) + r("率达到50%")) + p(r("履约提高"))),
           tc("县卫生健康局")),
        tr(tc("2"), tc("", goes_on), tc("下派医师20名"), tc("县人力资源局")),
        tr(tc("3"), tc("删去的"), tc("删去的行"), tc("县财政局"), properties=gone),
        tr(tc("4"), tc("支付方式"), tc(p(r("按床日付费") + inserted("试点"))), tc("")),
    )  # fmt: skip


def box(words: str) -> str:
    """A paragraph with a text box, stored for new and for old programs."""
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    content = f"<w:txbxContent>{p(r(words))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent {space}><mc:Choice Requires="wps">'
        f"<w:drawing>{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


@functools.cache
def rich_draft(*, is_numbered: bool = True, with_box: bool = False) -> bytes:
    """A whole draft."""
    docx = Document()
    section = docx.sections[0]
    section.left_margin = Mm(31)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = section.first_page_header.paragraphs[0].text = "内部资料"
    section.first_page_footer.paragraphs[0].add_run().add_picture(io.BytesIO(picture(10)), Mm(8))
    _number(docx)
    for xml in _opening():
        _append(docx, xml)
    docx.add_paragraph("图一：").add_run().add_picture(io.BytesIO(picture(200)), Mm(20))
    for xml in clauses(is_numbered=is_numbered):
        _append(docx, xml)
    if with_box:
        _append(docx, p(r("框外的话。") + box("框内的话。")))
    _append(docx, p(r("附件：任务表")))
    _append(docx, table())
    _append(docx, p(r("本表由县医改办解释。")))
    out = io.BytesIO()
    docx.save(out)
    return _with_notes(out.getvalue())


def _opening() -> Sequence[str]:
    return (
        p(r("安禾县2027年医改重点工作任务（征求意见稿）", '<w:sz w:val="44"/>'), '<w:jc w:val="center"/>'),
        p(r("各成员单位：")),
        p(r("　　根据省市部署，") + "<w:r><w:tab/></w:r>" + r("提出如下任务。")),
    )  # fmt: skip


def _append(docx: DocxDocument, xml: str) -> None:
    at = xml.index(">") if xml[xml.index(">") - 1] != "/" else xml.index("/>")
    docx.element.body.sectPr.addprevious(parse_xml(f"{xml[:at]} {W}{xml[at:]}"))


def _number(docx: DocxDocument) -> None:
    levels = level(0, "chineseCountingThousand", "%1、") + level(
        1, "chineseCountingThousand", "（%2）"
    )
    root = docx.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _with_notes(data: bytes) -> bytes:
    """Add the parts that the library for making files has no words for."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    note_text = p(r("互认项目见省级清单。"))
    parts = {
        "footnotes": f'<w:footnotes {W}><w:footnote w:id="2">{note_text}</w:footnote></w:footnotes>',
        "comments": f'<w:comments {W}><w:comment w:id="3" w:author="乙">{p(r("请核"))}</w:comment>'
        "</w:comments>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            for kind in parts:
                if name == "word/_rels/document.xml.rels":
                    link = f'<Relationship Id="x{kind}" Type="{kinds}/{kind}" Target="{kind}.xml"/>'
                    content = content.replace(
                        b"</Relationships>", f"{link}</Relationships>".encode()
                    )
                if name == "[Content_Types].xml":
                    own = (
                        f'<Override PartName="/word/{kind}.xml" ContentType="{types}.{kind}+xml"/>'
                    )
                    content = content.replace(b"</Types>", f"{own}</Types>".encode())
            target.writestr(name, content)
        for kind, content in parts.items():
            target.writestr(f"word/{kind}.xml", content.encode())
    return out.getvalue()


# --- a second hand that resolves tracked changes, as plain as can be


def resolved(data: bytes, *, is_accepted: bool) -> bytes:
    """The file with all tracked changes accepted, or all rejected."""
    gone, stays = ("del", "ins") if is_accepted else ("ins", "del")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name in ("word/document.xml", "word/footnotes.xml"):
                root = etree.fromstring(content)
                _resolve(root, gone, stays)
                _formats(root, is_accepted=is_accepted)
                content = etree.tostring(root)
            target.writestr(name, content)
    return out.getvalue()


def _resolve(root: etree._Element, gone: str, stays: str) -> None:
    for row in root.xpath(f"//w:tr[w:trPr/w:{gone}]", namespaces=NS):
        row.getparent().remove(row)
    marked = root.xpath(f"//w:p[w:pPr/w:rPr/w:{gone}]", namespaces=NS)
    for element in root.xpath(f"//w:{gone}", namespaces=NS):
        if element.getparent().tag != f"{_W}rPr":
            element.getparent().remove(element)
    for element in root.xpath(f"//w:{stays}", namespaces=NS):
        for child in list(element):
            element.addprevious(child)
        element.getparent().remove(element)
    for element in root.iter(f"{_W}delText"):
        element.tag = f"{_W}t"
    for paragraph in reversed(marked):
        following = paragraph.getnext()
        said = "".join(paragraph.xpath(".//w:t/text()", namespaces=NS))
        if following is not None and following.tag == f"{_W}p":
            behind = "".join(following.xpath(".//w:t/text()", namespaces=NS))
            assert not (said and behind)  # no two paragraphs of the draft are run together
            if said:
                following.getparent().remove(following)
                continue
        assert not said
        paragraph.getparent().remove(paragraph)


def _formats(root: etree._Element, *, is_accepted: bool) -> None:
    for change in root.xpath("//w:pPrChange", namespaces=NS):
        now = change.getparent()
        if is_accepted:
            now.remove(change)
        else:
            now.getparent().replace(now, change[0])
