"""Qualified names and small look-ups in WordprocessingML."""

from __future__ import annotations

from sanyi.documents.safe_xml import Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """Qualified name in the main namespace."""
    return f"{{{_W}}}{name}"


def unify(root: Element) -> Element:
    """Give a file of the strict dialect the names of the usual one."""
    strict = f"{{{_STRICT_W}}}"
    if not (isinstance(root.tag, str) and root.tag.startswith(strict)):
        return root
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(strict):
            element.tag = w(element.tag[len(strict) :])
        for key, value in list(element.attrib.items()):
            if str(key).startswith(strict):
                element.set(w(str(key)[len(strict) :]), str(value))
    return root


def disunify(root: Element) -> Element:
    """Give a file of the strict dialect its own names back; others stay as they are."""
    if _STRICT_W not in root.nsmap.values():
        return root
    usual = f"{{{_W}}}"
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(usual):
            element.tag = f"{{{_STRICT_W}}}{element.tag[len(usual) :]}"
        for key, value in list(element.attrib.items()):
            if str(key).startswith(usual):
                del element.attrib[key]
                element.set(f"{{{_STRICT_W}}}{str(key)[len(usual) :]}", str(value))
    return root


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute of the main namespace."""
    return None if element is None else element.get(w(name))


def value_of(parent: Element | None, name: str) -> str | None:
    """``w:val`` of a child, or None without the child."""
    return None if parent is None else attribute(parent.find(w(name)), "val")


def number_of(parent: Element | None, name: str, default: int) -> int:
    """``w:val`` of a child as a whole number."""
    return to_int(value_of(parent, name), default)


def to_int(value: str | None, default: int) -> int:
    """A whole number of reasonable size, else ``default``; damaged files hold anything."""
    try:
        number = int(value or "")
    except ValueError:
        return default
    return number if abs(number) < 100_000 else default


def is_on(parent: Element | None, name: str) -> bool | None:
    """A switch: on, off, or not set."""
    if parent is None or (child := parent.find(w(name))) is None:
        return None
    return attribute(child, "val") not in ("0", "false", "off", "none")
