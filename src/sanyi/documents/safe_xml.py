"""XML parsed without entities, network or unbounded depth."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sanyi.documents.limits import LIMITS
from sanyi.documents.problems import fail

Element = etree._Element


def parse_xml(data: bytes, name: str, part: str) -> Element:
    """The root of a part of an office file; such parts never declare entities of their own."""
    if len(data) > LIMITS.xml_bytes:
        raise fail("DOC-008", name=name, detail=f"{part} 过大")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
            raise fail("DOC-010", name=name, detail=f"{part} 自带实体定义") from problem
        if "depth" in str(problem).casefold():
            raise fail("DOC-010", name=name, detail=f"{part} 嵌套过深") from problem
        raise fail("DOC-004", name=name, detail=f"{part} 不是完整的 XML") from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise fail("DOC-010", name=name, detail=f"{part} 自带实体定义")
    _measure(root, name, part)
    return root


def local_name(element: Element) -> str:
    """Tag without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Elements of a local name below ``element``, in document order, itself included."""
    return (e for e in element.iter() if local_name(e) == name)


def _measure(root: Element, name: str, part: str) -> None:
    """Refuse a tree that is deeper or larger than any office document."""
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        count += 1
        if depth > LIMITS.xml_depth:
            raise fail("DOC-010", name=name, detail=f"{part} 嵌套过深")
        if count > LIMITS.xml_elements:
            raise fail("DOC-008", name=name, detail=f"{part} 元素过多")
