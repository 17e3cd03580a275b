"""Whether a phrase is the name of a unit, and of which kind, place and level.

Three rules, in this order: the register of kinds, collective phrases, the grammar of suffixes.
A phrase that only looks like a name (不含药店, 新格局, a year, a document number) is no unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sanyi.clauses.gazetteer.collective import is_collective
from sanyi.clauses.gazetteer.divisions import divisions_named, is_common_word, is_short_name
from sanyi.clauses.gazetteer.register import unit_register

Rule = Literal["register", "suffix", "collective", "place"]
MAX_NAME = 48

OPENING, CLOSING = "（(〔[【［", "）)〕]】］"
_LEVEL_OF_SUFFIX = {
    "省": "province",
    "自治区": "province",
    "兵团": "province",
    "市": "city",
    "州": "city",
    "盟": "city",
    "地区": "city",
    "师": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
    "镇": "town",
    "乡": "town",
    "街道": "town",
    "苏木": "town",
    "村": "village",
    "社区": "village",
}
_NATIONAL_PLACES = frozenset({"国家", "全国", "中国", "国务院", "中央", "中华全国"})
_PLACE = re.compile(
    r"(?:中共)?(?:我|本|全)?(?P<name>\w{0,18}?)"
    r"(?P<suffix>自治区|自治州|自治县|自治旗|兵团|地区|街道|苏木|社区|[省市县区州盟旗师镇乡村])(?P<seat>委|人民政府|政府|党委)?"
)
_BAD_IN_PLACE = re.compile(
    r"\d|的|了|和|与|及|等|将|按|以|对|把|被|在|于|为|是|各|其|该|此|局|厅|委|部|院|医院|学校|政府|加强|推进|开展|建立|完善|提升|提高|支持|组织|牵头|负责|配合|参与|包括|包含|^含|^原|^如|^例如|^新建|^即|^设|^除|^由|^同|^并|地区域"
)
_TRAILING_BRACKET = re.compile(
    r"^(?P<base>.+?)(?P<bracket>[（(〔\[【［][^（）()〔〕]{1,30}[）)〕\]】］])$"
)
_NOT_IN_BRACKET = re.compile(r"牵头|配合|负责|参与|\d|以下|简称|下同|不含|第一位|试点|[%％]")
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"[0-9０-９%％]")
_STRONG = (
    "街道办事处|办事处|管理委员会|管委会|工作委员会|委员会|领导小组办公室|领导小组秘书处|领导小组|联席会议办公室|"
    "联席会议|指挥部办公室|指挥部|工作专班|秘书处|办公室|办公厅|分局|总局|局|厅|总队|支队|大队|中心支行|分行|支行|"
    "联合会|联合社|总工会|人民政府|政府|人民法院|人民检察院|检察院|法院|军分区|警备区|海关|管理处|协会|学会|商会|工委|党工委|管委"
)
_WEAK = (
    "中心|医院|卫生院|保健院|防治院|研究院|研究所|疗养院|福利院|护理院|科学院|社科院|设计院|院|学院|大学|学校|党校|"
    "中学|小学|幼儿园|公司|集团|银行|基金会|交易所|检验所|监督所|防治所|血站|监测站|服务站|工作站|图书馆|博物馆|"
    "档案馆|文化馆|报社|电视台|广播电视台|联社|合作社|开发区|高新区|经开区|新区|示范区|园区|产业园|工业园|"
    "管理区|试验区|合作区|功能区|度假区|大队|处|办|委|所|站|队|部|科|室|馆|社"
)
_NAMED_BY = re.compile(rf"(?P<stem>(?:\w|、){{1,24}}?)(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))")
# words that end like a unit and are none
_NO_UNIT = re.compile(
    r"(?:.*格局|.*布局|.*结局|大局|全局|开局|当局|邮局|大厅|客厅|餐厅|展厅|专家委员会|伦理委员会|村民委员会|居民委员会|"
    r"主办|承办|举办|交办|督办|协办|创办|经办|开办|社会办|政府办社区|统办|联办|公办|民办|兴办|常委|村委|居委|编委|"
    r"干部|全部|内部|外部|支部|总部|局部|一部|中西部|东部|西部|中部|俱乐部|科室|诊室|教室|实验室|发热门诊|专科|儿科|"
    r"外科|内科|学科|全科|妇产科|精神科|病房|处所|场所|诊所|厕所|用处|好处|团队|军队|梯队|队伍|专班机制|多点|"
    r"社会|机会|大会|城镇化|就医和诊疗.*|试点城市|国家队|党建|病区|社区|地区|片区|辖区|城区|山区|牧区|景区|校区|"
    r"小区|库区|灾区|林区|疫区|特区|市区|郊区|一体化|共同体|医共体|医联体|供给|出院|住院|入院|转院|在院|法定|"
    r"国家医学中心|区域医疗中心|国家区域医疗中心|以.*为中心|为中心|资源共享中心|诊疗中心|胸痛中心|卒中中心|创伤中心|"
    r"中心|医院|卫生院|学校|大学|学院|公司|集团|银行|政府|委员会|办公室|机构|企业|分院|三级医院|二级医院|基层医院)"
)
# particles, and the ends of other names
_BAD_IN_STEM = re.compile(
    r"^原|^如|^例如|^包括|^包含|^含|^新建|^除|[的了将按以由对把被并是在于其此该每某各让使从向或与]|(?<![高中初])等|[局厅](?!级)|委(?!托)|医院(?!集团|管理)|"
    r"学院(?!附属)|大学(?!附属|第|城)|办公室|政府(?!教育督导|投资|采购)|中心(?!医院|血站|支行|卫生院|城区)|管委会|"
    r"委员会|联合会|总工会|海关|负责|牵头|配合|下同|以下|简称|所有|不少|至少|年底|季度|达到|实现"
)
# verbs and ranks: a phrase of policy, unless a place stands before it
_BAD_WITHOUT_PLACE = re.compile(
    r"加强|推进|推动|开展|建立|完善|落实|做好|提升|提高|进一步|试点|鼓励|支持|探索|纳入|加快|强化|优化|促进|实施|统筹|"
    r"组建|成立|覆盖|拓展|完成|创建|指导|引导|整合|依托|发挥|参照|全面|积极|持续|深入|充分|二级|三级|一级|县级|"
    r"市级|省级|国家级|规范化|高水平"
)
_ORGAN = re.compile(
    r"(?:委员会办公室|领导小组(?:办公室|秘书处)?|联席会议(?:办公室)?|指挥部(?:办公室)?|专班|秘书处)$"
)
_INNER_OK = re.compile(
    r"(?:公安|税务|医疗保障|医保|自然资源|自然资源和规划|市场监管|市场监督管理|生态环境|规划|交通|国土资源)局(?=.{0,10}分局)|"
    r"(?:委员会|联席会议|领导小组)(?=(?:办公室|秘书处)$)"
)


@dataclass(frozen=True, slots=True)
class UnitName:
    """A phrase read as the name of a unit.

    Args:
        text: the name as printed, white space removed.
        kind: key in the register, or None.
        place: place the name begins with or holds, such as 市 or 某某县; empty if elided.
        level: national, province, city, county, town, village, or None if the name does not say.
        is_collective: one phrase for many units.
        rule: register, suffix, collective, or place (a named division standing as a unit).
        core: the name without its place and trailing bracket.
    """

    text: str
    kind: str | None
    place: str
    level: str | None
    is_collective: bool
    rule: Rule
    core: str = ""


def compact(text: str) -> str:
    """The text without any white space."""
    return _SPACE.sub("", text)


def recognise_unit(text: str, *, in_list: bool = False) -> UnitName | None:
    """Read ``text`` as one unit's name.

    Args:
        text: a candidate; white space inside (line wraps) is ignored.
        in_list: the phrase stands among units, so a name without its place (人民医院, 某某中心)
            is trusted; elsewhere it is not.

    Returns:
        The name, or None where the phrase is no unit.

    Example:
        >>> recognise_unit("市卫健委").kind
        'health'
        >>> recognise_unit("不含药店") is None
        True
    """
    name = compact(text)
    if not 1 < len(name) <= MAX_NAME:
        return None
    return _recognise(name, in_list)


@lru_cache(maxsize=8192)
def _recognise(name: str, in_list: bool) -> UnitName | None:
    found = _by_register(name, in_list)
    if found is not None:
        return found
    if is_collective(name):
        return UnitName(name, None, "", _collective_level(name), True, "collective", name)
    bracketed = _TRAILING_BRACKET.match(name)
    if bracketed and not _NOT_IN_BRACKET.search(bracketed["bracket"]):
        base = _recognise(bracketed["base"], in_list)
        if base is not None:
            return UnitName(
                name, base.kind, base.place, base.level, base.is_collective, base.rule, base.core
            )
    if _DIGIT.search(name):
        return None
    return _by_suffix(name, in_list) or _by_place(name)


def _by_register(name: str, in_list: bool) -> UnitName | None:
    register = unit_register()
    # 发展改革委 without a place may be any level's: only names no local unit bears are national
    if name in register.national and name not in register.after_place:
        key = register.national[name]
        return UnitName(name, key, "", _national_level(name), False, "register", name)
    return _by_pattern(name) or _by_names(name, in_list)


def _by_names(name: str, in_list: bool) -> UnitName | None:
    register = unit_register()
    # the whole name first: 市场监管局 is no 场监管局 of a city
    for cut in range(min(len(name), 24)):
        core = name[cut:]
        key = register.after_place.get(core)
        if key is None:
            continue
        if not cut:
            trusted = _is_trusted_alone(register.kinds[key].style, core, in_list)
            return UnitName(name, key, "", None, False, "register", core) if trusted else None
        place = read_place(name[:cut])
        # 村委 is a committee of villagers, no party seat
        if place is not None and (core != "委" or place[1] != "village"):
            return UnitName(name, key, place[0], place[1], False, "register", core)
    return None


def _by_pattern(name: str) -> UnitName | None:
    for pattern in unit_register().patterns:
        match = pattern.regex.fullmatch(name)
        if match:
            place_name = match["place"] or ""
            read = read_place(place_name) if place_name else None
            level = read[1] if read else None
            return UnitName(name, pattern.key, place_name, level, False, "register", name)
    return None


_VAGUE_ALONE = frozenset({"政府", "人民政府", "海关", "工会", "委员会", "党校", "商会"})


def _is_trusted_alone(style: str, core: str, in_list: bool) -> bool:
    """Whether a name without its place says enough: 财政局 does, 人民医院 only among units."""
    if style == "party_seat":
        return False
    return in_list or not (style == "institution" or core in _VAGUE_ALONE)


def _national_level(name: str) -> str:
    match = re.search(r"团([省市县区州旗])", name)
    return _LEVEL_OF_SUFFIX[match[1]] if match else "national"


def _collective_level(name: str) -> str | None:
    match = re.match(
        r"(?:各)?(国务院|国家|中央|省|市|县|区|州|旗|乡|镇)(?:直|级|属|政府|各|有关)", name
    )
    if not match:
        return None
    return _LEVEL_OF_SUFFIX.get(match[1], "national")


@lru_cache(maxsize=4096)
def read_place(text: str) -> tuple[str, str | None] | None:
    """Read ``text`` as the place before a unit's name: (place, level), or None."""
    if text in _NATIONAL_PLACES:
        return text, "national"
    match = _PLACE.fullmatch(text)
    if match and (_is_known_chain(text) or not _BAD_IN_PLACE.search(match["name"])):
        return text, _place_level(text, match["suffix"], match["name"])
    if is_short_name(text):
        levels = {found.level for found in divisions_named(text)}
        named = {"province": "province", "prefecture": "city", "county": "county"}
        return text, named.get(levels.pop()) if len(levels) == 1 else None
    return None


def _is_known_chain(text: str) -> bool:
    """Whether the text is divisions by their full names: 某省和县 holds no 和 that joins."""
    for cut in range(len(text), 1, -1):
        if divisions_named(text[:cut]) and not is_short_name(text[:cut]):
            return cut == len(text) or _is_known_chain(text[cut:])
    return False


def _place_level(text: str, suffix: str, name: str) -> str | None:
    # a named 市 may stand at county level, a named 区 or 自治区 above it
    if name:
        found = {place.level for place in divisions_named(text)}
        named = {"province": "province", "prefecture": "city", "county": "county", "zone": "county"}
        if len(found) == 1:
            return named[found.pop()]
    return _LEVEL_OF_SUFFIX.get(suffix) or _LEVEL_OF_SUFFIX.get(suffix[-1])


def _by_suffix(name: str, in_list: bool) -> UnitName | None:
    if _NO_UNIT.fullmatch(name):
        return None
    best: UnitName | None = None
    for cut in range(min(len(name) - 1, 20)):
        place = read_place(name[:cut]) if cut else ("", None)
        if place is None:
            continue
        core = name[cut:]
        match = _NAMED_BY.fullmatch(core)
        # 市委市政府 is two seats, a village has no offices
        if place[0][-1:] in ("委", "府") and core[0] in "省市县区州旗":
            continue
        if place[1] == "village" and match and match["weak"]:
            continue
        if not match or _is_phrase(match, core, bool(cut)):
            continue
        if not cut and not _stands_alone(match, core, in_list):
            continue
        if cut and _NO_UNIT.fullmatch(core) and core not in ("政府", "委员会"):
            continue
        # the longest place wins: 某市某区+局 reads as the district's
        best = UnitName(name, None, name[:cut], place[1], False, "suffix", core)
    return best


def _is_phrase(match: re.Match[str], core: str, placed: bool) -> bool:
    """Whether the words before the suffix are those of a sentence, not of a name."""
    stem = _stem(match, core)
    if _BAD_IN_STEM.search(stem):
        return True
    return not placed and not _ORGAN.search(core) and bool(_BAD_WITHOUT_PLACE.search(stem))


def _stem(match: re.Match[str], core: str) -> str:
    """What stands before the suffix, less the offices that may stand inside a name."""
    suffix = match["strong"] or match["weak"]
    return _INNER_OK.sub("", core)[: -len(suffix)]


def _stands_alone(match: re.Match[str], core: str, in_list: bool) -> bool:
    """Without a place only clear suffixes count; among units also names with a longer stem."""
    if match["strong"]:
        return len(match["stem"]) >= 2
    single = len(match["weak"]) == 1
    return in_list and not single and len(match["stem"]) >= 2


_ZONE = re.compile(
    r"\w{0,12}(?:高新区|经开区|开发区|新区|示范区|园区|产业园|工业园|管理区|试验区|合作区|度假区)"
)


def _by_place(name: str) -> UnitName | None:
    """A division or zone named by itself answers as its government."""
    found = () if is_common_word(name) else divisions_named(name)
    if found and name[-1] in "市县区州旗盟":
        read = read_place(name)
        return UnitName(name, None, name, read[1] if read else None, False, "place", "")
    if _ZONE.fullmatch(name) and not _BAD_IN_STEM.search(name) and len(name) <= 12:
        return UnitName(name, None, "", "county", False, "place", name)
    return None
