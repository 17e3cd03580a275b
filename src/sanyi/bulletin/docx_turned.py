"""Page numbers of wide pages: they stand where a tall page has them, and are turned with it."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.section import Section, _Footer
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from sanyi.bulletin.docx_parts import page_number, spaced

# the tall page is turned clockwise: its foot becomes the left edge, its right edge the foot
_LEFT_MM = 22  # number 7 mm below the type area of the tall page, 35 mm from its foot
_WIDE_MM, _HIGH_MM = 8, 30
_ODD_TOP_MM = 184 - 5 - _HIGH_MM  # ends one character before the right edge of the type area
_EVEN_TOP_MM = 28 + 5  # begins one character after the left edge


def turn_page_numbers(section: Section) -> None:
    """Set the numbers of a wide section upright to the tall page."""
    section.footer.is_linked_to_previous = False
    section.even_page_footer.is_linked_to_previous = False
    _turned(section.footer, _ODD_TOP_MM, WD_ALIGN_PARAGRAPH.RIGHT)
    _turned(section.even_page_footer, _EVEN_TOP_MM, WD_ALIGN_PARAGRAPH.LEFT)


def _turned(footer: _Footer, top_mm: int, alignment: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = spaced(footer.paragraphs[0], line=2.0)
    run = paragraph.add_run()
    box = parse_xml(_BOX.format(x=Mm(_LEFT_MM), y=Mm(top_mm), wide=Mm(_WIDE_MM), high=Mm(_HIGH_MM)))
    run._r.append(box)
    inner = Paragraph(next(box.iter(f"{{{_W}}}p")), paragraph._parent)
    inner.alignment = alignment
    page_number(spaced(inner, line=18.0))


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BOX = """\
<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
  xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"
  locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="1" name="page number"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>
<wps:txbx><w:txbxContent><w:p/></w:txbxContent></wps:txbx>
<wps:bodyPr rot="0" vert="vert" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"""
