"""Units of a list that is certainly one: a name nobody has seen before is a unit there too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sanyi.clauses.gazetteer import split_unit_list


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit as printed (white space removed) at ``start``..``end`` of the list."""

    name: str
    start: int
    end: int
    is_known: bool


_SEPARATOR = "、，,；;\n\v\t 　"
_NAME = re.compile(r"[\u4e00-\u9fff（）()A-Za-z0-9·“”]{3,30}")
_NO_NAME = re.compile(
    r"^等|等$|负责|牵头|配合|参与|落实|按照?|职责|分工|分别|其他|不再|列出|完成|推进|以下|下同|之前|月底|年底|^[0-9]"
    r"|责任|单位$|[。：:]"
)
# a name nobody has seen must at least end like the name of a body
_BODY = re.compile(
    r"(?:实验室|公司|集团|中心|协会|学会|商会|联盟|联社|合作社|银行|支行|分行|站|队|处|室|所|会|社|馆|台|校|院|库|网|部|组|委|办|局|厅|署|区|镇|乡"
    r"|街道|村|园|县|市|厂|企业|机构|部门|公会|法庭|支部|党委|工委|专班|基地)(?:[（(][^（）()]{2,16}[）)])?"
)
_LEVELS = re.compile(r"(?:县级市|市|县|区|旗|乡镇|乡|镇|街道|开发区|园区|高新区|功能区|管委会)")


def listed_units(text: str) -> tuple[list[ListedUnit], bool]:
    """The units of a list under a label, before a verb of responsibility or in a unit column.

    Returns:
        (units, is_open): units in printed order; whether 等 leaves the list open.
    """
    read = split_unit_list(text)
    units = [ListedUnit(i.name, i.start, i.end, True) for i in read.items]
    for start, end in (piece for r in read.leftover for piece in _pieces(text, r.start, r.end)):
        if not _is_whole_item(text, start, end):
            continue
        name = "".join(text[start:end].split())
        before = [u for u in units if u.end <= start]
        if _LEVELS.fullmatch(name) and before and before[-1].name.startswith("各"):
            # 各区、县级市 is one collective unit
            last = max(before, key=lambda u: u.end)
            joined = ListedUnit("".join(text[last.start : end].split()), last.start, end, True)
            units[units.index(last)] = joined
        elif _NAME.fullmatch(name) and _ends_like_a_body(name) and not _NO_NAME.search(name):
            units.append(ListedUnit(name, start, end, False))
    return sorted(units, key=lambda u: u.start), read.is_open


def _ends_like_a_body(name: str) -> bool:
    return any(m.end() == len(name) for m in _BODY.finditer(name))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch taken apart at its blanks; a line break may be inside a name and cuts nothing."""
    return [
        (start + m.start(), start + m.end())
        for m in re.finditer(r"[^ \t\v\u3000]+", text[start:end])
    ]


def _is_whole_item(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end:]
    opens = not before or before in _SEPARATOR + "（(：:"
    closes = not after or after[0] in _SEPARATOR + "）)。" or after.startswith("等")
    return opens and closes
