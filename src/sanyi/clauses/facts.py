"""What the document says of itself: title, number, issuer, day of issue, status, place, year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sanyi.clauses.back_matter import ends_clauses, is_date_line, is_signature, is_title_like
from sanyi.clauses.citations import DOCUMENT_NUMBER, Citation, find_citations
from sanyi.clauses.gazetteer import Division, find_places, parents, recognise_unit
from sanyi.clauses.lines import TextLine
from sanyi.clauses.model import Outline
from sanyi.clauses.numerals import half_width, integer
from sanyi.kernel import Span


@dataclass(frozen=True, slots=True)
class Consultation:
    """What a draft asks: by when, from whom, and whether nil replies are wanted."""

    phrase: str
    reply_due_on: date | None
    addressees: str | None
    nil_reply_required: bool
    span: Span


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Facts read from the front and back matter; None where the document does not say."""

    title: str | None
    document_number: str | None
    issuer: str | None
    issued_on: date | None
    is_draft: bool
    jurisdiction: str | None
    place: Division | None
    year: int | None
    consultation: Consultation | None
    cites: tuple[Citation, ...] = ()


_DATE = re.compile(
    r"(?P<y>[0-9０-９]{4}|[二〇○零一九八七六五四三]{4})\s*年\s*(?P<m>[0-9０-９一二三四五六七八九十]{1,3})\s*月\s*"
    r"(?P<d>[0-9０-９一二三四五六七八九十]{1,3})\s*日"
)
_DRAFT = re.compile(r"征求意见|讨论稿|送审稿|草案|审议稿|初稿|修改稿")
_NOTICE = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff（）()·、\s]{0,60}?)关于(?:转发|印发|下发|发布|征求|公布)?(?P<rest>.+)$"
)
_QUOTED_TITLE = re.compile(
    r"关于(?:转发|印发|下发|发布|征求|公布)[^《》]{0,40}《(?P<title>[^《》]+)》"
)
_BARE_TITLE = re.compile(r"关于(?:印发|下发|发布|公布)(?P<title>[^《》]+?)的通知")


def read_facts(outline: Outline, *, is_edited: bool, full_text: str, name: str) -> DocumentFacts:
    """Read the facts from the lines around the clauses.

    Args:
        outline: the clauses and the lines outside of them.
        is_edited: whether the file holds insertions, deletions or struck text.
        full_text: the document's text, for the place when front and back do not tell.
        name: the file's name, a last hint for the status.
    """
    front = [li for li in outline.front if li.drafted.text.strip()]
    around = sorted([*front, *outline.back], key=lambda li: li.span.start)
    texts = [_one_line(li) for li in around]
    head = "\n".join(texts)
    title = _title(front, outline) or _quoted_title(head)
    issuer = _issuer(texts, head)
    issued_on = _issued_on(texts)
    place = _place(" ".join(filter(None, (title, issuer))) or head, head, full_text)
    number = _document_number(front)
    return DocumentFacts(
        title,
        number,
        issuer,
        issued_on,
        is_edited or _DRAFT.search((title or "") + "\n".join(texts[:12]) + name) is not None,
        "".join(p.name for p in (*reversed(parents(place)), place)) if place else None,
        place,
        _year(title, head, issued_on, number),
        _consultation(around, issued_on),
        tuple(c for c in find_citations("\n".join(t for t in texts if len(t) > 60))),
    )


def _one_line(line: TextLine) -> str:
    return re.sub(r"[ \t\u3000]+", " ", line.accepted.text or line.drafted.text).strip()


# --- title


def _title(front: Sequence[TextLine], outline: Outline) -> str | None:
    """The lines printed as title before the text of the part with the most clauses."""
    sizes: dict[int, int] = {}
    for clause in outline.clauses():
        sizes[clause.part] = sizes.get(clause.part, 0) + 1
    if not sizes:  # a ledger alone: its first title is the document's
        lines = [_one_line(li) for li in front]
        titled = [i for i, text in enumerate(lines) if _is_title_line(text) and _ends_title(text)]
        return _title_in(lines[: titled[0] + 1]) if titled else None
    main = max(sizes, key=lambda p: sizes[p])
    first = next(c for c in outline.clauses() if c.part == main)
    before = [
        li
        for li in sorted([*front, *outline.back], key=lambda li: li.span.start)
        if li.span.start < first.span.start
    ]
    return _title_in([_one_line(li) for li in before])


def _title_in(lines: list[str]) -> str | None:
    lines = [li for li in lines if li]
    index = len(lines) - 1
    while index >= 0 and not (_is_title_line(lines[index]) and _ends_title(lines[index])):
        index -= 1
    block: list[str] = []
    while index >= 0 and (_is_title_line(lines[index]) or (block and _goes_before(lines[index]))):
        if _is_unit_line(lines[index]):
            break
        block.insert(0, lines[index])
        if _begins_title(lines[index]) and not (index and lines[index - 1].startswith("关于")):
            break
        index -= 1
    title = "".join(block)
    title = re.sub(
        r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff\d])|(?<=\d)\s+(?=[\u4e00-\u9fff])", "", title
    )
    quoted = _QUOTED_TITLE.search(title) or _BARE_TITLE.search(title)
    return (quoted["title"] if quoted else title) or None


_TITLE_WORDS = re.compile(
    r"方案|任务|计划|意见|清单|台账|规划|要点|办法|措施|细则|分工|通知|纲要|行动|报告|稿[）)]?$|关于|深化|实施|工作|改革"
)


def _is_title_line(text: str) -> bool:
    tight = "".join(text.split())
    if (
        not 2 <= len(tight) <= 90
        or re.search(r"[。；;！？：:，,]$", tight)
        or tight.count("，") > 1
    ):
        return False
    if re.fullmatch(r"[（(].{0,12}(?:稿|试行|暂行|年|版)[）)]", tight):
        return True
    if is_date_line(tight) or (
        (ends_clauses(tight) or is_signature(tight)) and not _TITLE_WORDS.search(tight[-8:])
    ):
        return False
    if re.match(r"目录|各|附件|[（(]", tight) and not tight.startswith("各项"):
        return False
    return _TITLE_WORDS.search(tight) is not None and not re.search(
        r"发布(?:时间|日期|部门)|来源|浏览|打印", tight
    )


def _ends_title(text: str) -> bool:
    return is_title_like(text) or re.search(r"(?:稿|试行|暂行|年|版)[）)]$", text) is not None


def _goes_before(text: str) -> bool:
    """Whether a line may be an upper line of a title that runs over several."""
    tight = "".join(text.split())
    return (
        4 <= len(tight) <= 32
        and not re.search(r"[。；;！？：:，,、）)〕号】\d]$|[:：>]|^\d|^目录|^附件", tight)
        and not is_date_line(tight)
    )


def _is_unit_line(text: str) -> bool:
    tight = re.sub(r"[\s]+", " ", text)
    return all(
        recognise_unit(part) is not None or part.endswith(("委", "政府", "办公室", "文件"))
        for part in tight.split(" ")
    )


def _begins_title(text: str) -> bool:
    return bool(
        re.match(r"(?:[\u4e00-\u9fff]{2,12}?[省市县区州旗盟]|国务院|中共|中央|国家)", text)
    ) and ("关于" in text or _TITLE_WORDS.search(text) is not None)


def _quoted_title(head: str) -> str | None:
    match = _QUOTED_TITLE.search(head) or _BARE_TITLE.search(head)
    if match:
        return match["title"]
    run_on = re.match(
        r"[^\n。，：]{4,50}?(?:重点工作任务|工作任务|实施方案|工作要点|行动计划|任务清单|实施意见|工作方案|规划|纲要)",
        head.strip(),
    )
    if run_on:
        return run_on.group(0)
    line = re.search(
        r"[\u4e00-\u9fff]{2,30}关于[^\n。《》]{4,60}?(?:方案|意见|计划|任务|通知|要点|措施)", head
    )
    return line.group(0) if line else None


# --- number, issuer, dates


def _document_number(front: Sequence[TextLine]) -> str | None:
    """The first number that is not part of a citation and does not stand inside a sentence."""
    for line in front:
        text = _one_line(line)
        cited = [c for c in find_citations(text) if c.title]
        for match in DOCUMENT_NUMBER.finditer(text):
            in_citation = any(c.start <= match.start() < c.end for c in cited)
            if not in_citation and not text.endswith(("。", "：")):
                number = "".join(match.group(0).split())
                return re.sub(r"^(?:文号|发文字号|字号)", "", number)
    return None


def _issuer(lines: Sequence[str], head: str) -> str | None:
    for text in lines:
        match = _NOTICE.match(text.strip())
        if match and match["issuer"].strip():
            issuer = " ".join(match["issuer"].split())
            if recognise_unit(issuer.split(" ")[-1]) or issuer.endswith(
                ("政府", "办公室", "办公厅", "委员会", "局", "厅", "国务院", "委")
            ):
                return issuer
    for text, following in zip(lines, [*lines[1:], ""], strict=False):
        tight = " ".join(text.split())
        if is_date_line(following) and recognise_unit("".join(tight.split())):
            return "".join(tight.split())
    for text in lines[:6]:
        tight = " ".join(text.split())
        if tight.endswith("文件") and len(tight) <= 40:
            return tight.removesuffix("文件")
        if (
            len(tight) <= 40
            and _is_unit_line(tight)
            and tight.endswith(("政府", "办公室", "委员会", "局", "厅"))
        ):
            return tight
    return None


def _read_date(match: re.Match[str]) -> date | None:
    year, month, day = (integer(half_width(match[g])) for g in "ymd")
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def _dates(lines: Sequence[str]) -> Iterator[tuple[int, date]]:
    """(rank, date): the day of signing before the day of printing before any other."""
    for text in lines:
        tight = "".join(text.split())
        match = _DATE.search(tight)
        read = _read_date(match) if match else None
        if read is None or match is None:
            continue
        if is_date_line(tight) and not tight.endswith("印发"):
            yield 0, read
        elif tight.endswith("印发") or re.search(r"(?:成文|发文)日期", tight):
            yield 1, read
        elif len(tight) <= 60 and tight.endswith("日") and "：" not in tight:
            yield 2, read
        elif re.search(r"发布(?:时间|日期)", tight):
            yield 3, read


def _issued_on(lines: Sequence[str]) -> date | None:
    found = sorted(_dates(lines), key=lambda pair: pair[0])
    return found[0][1] if found else None


def _year(title: str | None, head: str, issued_on: date | None, number: str | None) -> int | None:
    for text in (title or "",):
        match = re.search(
            r"(20[0-9]{2}|２０[０-９]{2})\s*年?\s*(?:[-—–~至]+\s*(20[0-9]{2}))?\s*年", text
        )
        if match:
            return integer(match.group(1))
    if issued_on:
        return issued_on.year
    match = re.search(r"[〔\[［(（]\s*(20\d{2})\s*[〕\]］)）]", number or "")
    return int(match.group(1)) if match else None


# --- place


def _place(named: str, head: str, full_text: str) -> Division | None:
    """The place that title and issuer name; else the one the text names most often."""
    for text, is_full in ((named, True), (head, True), (named, False)):
        mentions = [m for m in find_places(text) if m.is_full is is_full]
        if mentions:
            lowest = max(
                (m.candidates for m in mentions), key=lambda cs: min(len(parents(c)) for c in cs)
            )
            above = {p.code for m in mentions for c in m.candidates for p in (c, *parents(c))}
            return max(lowest, key=lambda c: sum(p.code in above for p in parents(c)))
    counts: dict[str, tuple[int, Division]] = {}
    for mention in find_places(full_text[:20000]):
        if mention.is_full:
            place = mention.candidates[0]
            counts[place.code] = (counts.get(place.code, (0, place))[0] + 1, place)
    best = max(counts.values(), key=lambda c: c[0], default=None)
    return best[1] if best and best[0] >= 3 else None


# --- consultation

_REPLY = re.compile(
    r"(?:请|务必)?于(?P<when>[^，。；]{2,30}?)前[^。；]{0,60}?(?:反馈|报送|回复|报|返回)[^。；]{0,40}"
)
_NIL = re.compile(r"(?:无|没有|如无)(?:修改)?意见[^。；]{0,8}(?:反馈|回复|函复|说明)")


def _consultation(lines: Sequence[TextLine], issued_on: date | None) -> Consultation | None:
    addressees = None
    for line in lines:
        text = line.accepted.text
        if re.search(r"[：:]\s*$", text) and len(text) < 200 and addressees is None:
            addressees = "".join(text.split()).rstrip("：:")
        match = _REPLY.search(text)
        if match and "意见" in text:
            return Consultation(
                match.group(0),
                _reply_day(match["when"], issued_on),
                addressees,
                _NIL.search(text) is not None,
                line.accepted.span(match.start(), match.end()),
            )
    return None


def _reply_day(text: str, issued_on: date | None) -> date | None:
    match = re.search(
        r"(?:(?P<y>\d{4})\s*年)?\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日", half_width(text)
    )
    if match is None or (match["y"] is None and issued_on is None):
        return None
    year = int(match["y"]) if match["y"] else issued_on.year if issued_on else 0
    try:
        return date(year, int(match["m"]), int(match["d"]))
    except ValueError:
        return None
