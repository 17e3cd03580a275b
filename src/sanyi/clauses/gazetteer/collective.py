"""Collective units: one phrase that stands for many units, such as 各县（市、区）人民政府.

The phrase is one unit as printed; it is never expanded.
"""

from __future__ import annotations

import re

# \w and plain brackets: a wide set of Chinese characters costs a millisecond to compile
_PLAIN = str.maketrans("（〔[【［）〕]】］", "((((()))))")
_PLACE = "(?:省|市|县|区|州|旗|盟)"
_GEO = (
    "(?:地级以上市|省直管县|省直管市|省管县|设区的?市|地级市|县级市|自治区|自治州|自治县|旗县市?区|市州|市地|"
    "州市|地州市|盟市|县市区|市县区|区市县|区县市?|县区|县市|区市|市县|镇街道?|镇村|镇乡|乡镇街道|乡镇|街镇|街道|"
    "社区|村居|村组|园区|功能区|经济开发区|经济技术开发区|开发区|高新区|经开区|工业园区?|产业园区?|示范区|新区|"
    "管理区|师市|团场|团镇|苏木|林场|农场|特区|林区|直辖市|省|市|县|区|州|盟|旗|师|团|乡|镇|村)"
)
_BRACKET = r"(?:\([^()]{1,30}\))"
_GEOS = f"(?:(?:和|及|与)?{_GEO}{_BRACKET}?){{1,6}}"
_GEOS_LISTED = f"(?:(?:和|及|与|、)?{_GEO}{_BRACKET}?){{1,8}}"
_SEATS = (
    f"(?:人民)?政府{_BRACKET}?|管委会|管委|管理委员会|街道办事处|街道办|办事处|党工委|"
    "党委(?:和|、)?(?:人民)?政府|党委|党政|居?民?委员?会|级?人民政府|级政府|行政公署|行署|"
    "政府(?:和|、|，)?(?:各)?有关部门|政府办公室|财政"
)
_OFFICES = (
    r"\w{2,14}?(?:行政主管部门|主管部门|行政部门|部门|"
    "委员会|局|委|办|中心|医院|机构|卫生院|学校|单位|领导小组|中队|站|所)"
)
_EACH = "(?:各(?:有关|相关|级|设区)?|有关|相关|所有|其他|其余)"
_GEO_FORMS = (
    # 各县、区人民政府: a comma inside only where one seat of government closes the phrase
    f"{_EACH}{_GEOS_LISTED}(?:人民)?政府{_BRACKET}?",
    f"{_EACH}{_GEOS}(?:{_SEATS}|{_OFFICES})?",
    f"(?:地方)?各级(?:地方)?(?:{_SEATS}|{_OFFICES})",
    f"{_GEO}{_BRACKET}(?:{_SEATS}|{_OFFICES})?",
    "(?:县区|区县|县市区|市县区|市县|乡镇|镇街|旗县区|旗县|市州|盟市|村居)"
    "(?:人民政府|政府|管委会|党委|街道办)",
    f"(?:{_PLACE}|乡|镇|村|、){{2,8}}(?:两|三|四|五)?级(?:各级)?(?:人民)?(?:政府|党委政府|党委、政府|"
    r"医改领导小组|财政|(?:各|有关|相关|\w{2,10}?)?(?:部门|单位))",
    rf"{_PLACE}(?:、{_PLACE}){{1,4}}{_BRACKET}?\w{{2,12}}?(?:部门|政府|局|委)",
    r"\w{0,12}各(?:厅|委|部|办|局)(?:、(?:厅|委|部|办|局|室)){1,4}",
    rf"\w{{0,8}}{_PLACE}(?:各|所辖|辖区|所属)(?:县|市|区|旗|乡镇|镇|街道)\w{{0,8}}",
)
_SCOPE = (
    r"(?:\w{0,14}?(?:省|市|县|区|州|旗|盟|镇|乡|国|央|院|全|我|本|政府|府|委|"
    r"直|级|属|辖|和|及|驻|中|、))?"
)
_MANY = (
    "(?:各(?:有关|相关|责任|成员|职能|牵头|承担|直属|类|级|级各|试点|统筹|行业)?|其(?:他|它|余)(?:各)?(?:有关|相关)?|"
    r"有关|相关|所有|全部|涉及|承担\w{2,10}的|成员|直属|驻\w{1,4}|三大|职能)"
)
_MANY_HEAD = (
    "(?:部门(?:和|、|及)单位|单位(?:和|、|及)部门|部门|单位|医疗卫生机构|机构|委办局|委局办|委局|厅局|委、办、局|院校|"
    "高校|高等院校|高等学校|学校|中小学|幼儿园|企业|公司|医院|卫生院|医共体|医联体|集团|团体|协会|学会|商会|"
    "社会组织|组织|责任单位|部委|银行|运营商|科研院所|研究院所|媒体|派出所|办公室|街道|地区|地方|地|局|处室|科室|"
    "方面|工作组|专班|专项小组|管委会|牵头医院|总医院|药店|平台|行业协会|党组织|党委\\(党组\\)|党委|党组|基地|"
    "中心|站所|辖区)"
)
_DIRECT_HEAD = (
    "(?:部门|单位|机构|医院|学校|企业|医疗机构|"
    "医疗卫生机构|公立医院|医疗卫生单位|各部门|院校|高校|媒体)"
)
_MANY_FORMS = (
    rf"{_SCOPE}{_MANY}\w{{0,14}}?{_MANY_HEAD}{_BRACKET}?",
    rf"\w{{0,6}}?(?:{_PLACE}|镇)(?:直|级|属|属各|直属)\w{{0,10}}?{_DIRECT_HEAD}",
    r"\w{1,34}各?(?:有关|相关)?成员单位",
    r"\w{0,30}(?:领导小组|联席会议)(?:各)?(?:有关|相关)部门",
    "(?:医共体|医疗集团|医联体|总医院)(?:各)?(?:牵头|成员|分院)(?:医院|单位)?",
    r"(?:行业|属地|业务|职能|\w{2,10}行政)?(?:主管|行政|监管|职能)部门",
    "(?:商业|承保|合作)?保险(?:公司|机构)|(?:通信|电信)运营(?:企业|商)|基础电信企业",
)
_NOT = re.compile(
    r"[0-9A-Za-z%]|的|了|将|按|照|为|是|规定|要求|工作$|试点$|加强|推进|开展|建立|落实$|提升|完善|不少于|"
    r"(?<!地级)以上|以下|纳入|结果|鼓励|支持|实现|推动"
)
_WHOLE = tuple(re.compile(form) for form in (*_GEO_FORMS, *_MANY_FORMS))
# the only forms that may hold a 、
_AT_START = tuple(form for form in _WHOLE[: len(_GEO_FORMS)] if "、" in form.pattern)
_AFTER = re.compile(
    r"$|、|，|,|；|;|。|/|等|\(|和|及|与|以及|按|负责|牵头|配合|分别|参与|根据|共同|具体|落实|为|依"
)
_SIGN = re.compile(
    r"各|关|他|余|级|属|直|成员|部门|所有|全部|\(|涉及|承担|三大|政府|保险|运营|电信|、|"
    r"医院|单位"
)


def is_collective(name: str) -> bool:
    """Whether the whole of ``name`` is one collective unit."""
    plain = name.translate(_PLAIN)
    if not _SIGN.search(plain) or _NOT.search(plain):
        return False
    return any(form.fullmatch(plain) for form in _WHOLE)


def collective_end(text: str, start: int, limit: int) -> int | None:
    """End of the longest geographic collective at ``start`` that may hold a 、, or None."""
    if "、" not in text[start : start + 24]:
        return None
    plain = text[start : min(limit, start + 64)].translate(_PLAIN)
    best: int | None = None
    for form in _AT_START:
        match = form.match(plain)
        if match and "、" in match[0] and _AFTER.match(plain, match.end()):
            best = max(best or 0, start + match.end())
    return best
