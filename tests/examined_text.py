"""What must and what must not be found: residues of editing, places, marks, numbers, persons."""

from __future__ import annotations

from examined import DRAFT, FINAL, TEXT_ONLY, changed

_AT = "优先为失能老年人上门服务"


def _said(text: str, words: str) -> str:
    return changed(text, (_AT, words))


def _front(words: str) -> str:
    return changed(DRAFT, ("请认真贯彻落实。", f"请认真贯彻落实。\n\n{words}"))


def _at_home(text: str) -> str:
    """The text in the name of a county that the register of divisions holds."""
    return text.replace("安禾县", "湘潭县")


CASES: dict[str, tuple[list[str], list[str]]] = {
    "RES-001": (
        [
            _said(TEXT_ONLY, "结合我市县实际上门服务"),
            _said(TEXT_ONLY, "提升全市县卫生健康服务水平"),
            _said(TEXT_ONLY, "落实省级市实施意见"),
            _said(TEXT_ONLY, "核定市属县级公立医院薪酬总量"),
            _said(TEXT_ONLY, "鼓励各级县级公立医院参加"),
            _at_home(_said(DRAFT, "鼓励各县加强协作")),
        ],
        [
            _said(text, words)
            for text in (TEXT_ONLY, DRAFT)
            for words in (
                "邀请省市三甲医院专家坐诊",
                "建立市县两级会诊制度",
                "健全省、市、县三级平台",
                "衔接省级市场监管平台",
                "落实省市有关部门部署",
                "各级县级以上医院参加",
                "提升全市县域服务水平",
                "参加全市县处级干部培训",
                "争取省市县三级财政支持",
                "服务全省市民",
                "学习省内各县经验",
                "完善安全县区创建办法",
            )
        ],
    ),
    "RES-002": (
        [
            _said(TEXT_ONLY, "争创加快示范县建设"),
            _said(DRAFT, "推进按照全省统一规划"),
            _said(DRAFT, "完善优化依托市全民健康信息平台"),
            _said(DRAFT, "积极开展巩固示范县创建成效"),
            _said(DRAFT, "培育一批若干名中医"),
            _said(DRAFT, "成立指导委员会领导小组"),
        ],
        [
            _said(DRAFT, "争创示范县"),
            _said(DRAFT, "加快推进按病种付费"),
            _said(DRAFT, "积极开展巩固提升行动"),
            _said(DRAFT, "健全根据疾病谱调整病种的机制"),
            _said(DRAFT, "鼓励依托县级医院建设中心"),
            _said(DRAFT, "培育一批名中医"),
        ],
    ),
    "RES-003": (
        [
            _said(TEXT_ONLY, "完善乡镇卫生院夜间急诊制度。完善乡镇卫生院夜间急诊制度"),
            _said(DRAFT, "推进“云药房”建设，实现处方流转乡镇全覆盖。2025年实现“云药房”建设全覆盖"),
            _said(
                DRAFT,
                "培养的骨干医师纳入“青苗计划”等重点人才计划管理。符合条件的纳入“青苗计划”等重点人才计划",
            ),
        ],
        [
            _said(DRAFT, "完善乡镇卫生院夜间急诊制度。健全村卫生室药品配送制度"),
            # the final text may say a name twice
            _said(
                TEXT_ONLY, "推进“云药房”建设，实现处方流转乡镇全覆盖。2025年实现“云药房”建设全覆盖"
            ),
        ],
    ),
    "RES-004": (
        [
            _said(TEXT_ONLY, "优先上门服务。~~制定推广~~“银铃”服务方案"),
            _said(TEXT_ONLY, "优先上门服务。指导安和镇~~开展试点~~，统筹推进"),
            changed(TEXT_ONLY, (_AT + "。", "优先上门服务，~~争取年内建成示范站。~~")),
        ],
        [
            _said(TEXT_ONLY, "优先上门服务。~~全面~~推进签约服务"),
            _said(TEXT_ONLY, "优先上门服务。~~支持设立工作室。~~规范签约服务"),
            _said(TEXT_ONLY, "优先上门服务~~和随访~~"),
        ],
    ),
    "RES-005": (
        [
            _said(TEXT_ONLY, "完成~~3~~个示范站评选"),
            _said(TEXT_ONLY, "完成~~16~~个2个示范站评选"),
        ],
        [_said(TEXT_ONLY, "完成~~3~~5个示范站评选"), _said(TEXT_ONLY, "完成~~3个~~示范站评选")],
    ),
    "RES-006": (
        [changed(TEXT_ONLY, ("配合单位：县财政局", "配合单位：县财政局、~~县数据局~~、县审计局"))],
        [changed(TEXT_ONLY, ("配合单位：县财政局", "配合单位：县财政局~~、县数据局~~"))],
    ),
    "RES-007": (
        [
            _said(
                TEXT_ONLY,
                "优先上门服务~~（县卫生健康局、县民政局，排在第一位的为牵头单位，下同）~~",
            )
        ],
        [_said(TEXT_ONLY, "优先上门服务（县卫生健康局、县民政局，排在第一位的为牵头单位，下同）")],
    ),
    "RES-008": ([_said(TEXT_ONLY, "优先~~为老年人~~上门服务")], [TEXT_ONLY]),
    "PLA-001": (
        [
            _at_home(_said(TEXT_ONLY, "督促醴陵市成立服务队")),
            _at_home(_said(TEXT_ONLY, "推进健康遵义建设")),
        ],
        [
            _at_home(_said(TEXT_ONLY, "学习借鉴醴陵市家庭医生服务")),
            _at_home(_said(TEXT_ONLY, "落实《醴陵市家庭医生服务规范》")),
            _at_home(_said(TEXT_ONLY, "与上海市第一人民医院合作")),
            _at_home(_said(TEXT_ONLY, "衔接湘潭市和湖南省平台")),
            _said(TEXT_ONLY, "督促醴陵市成立服务队"),  # nothing can be said of an unknown county
        ],
    ),
    "TXT-001": (
        [
            _said(TEXT_ONLY, "落实“两个允许要求"),
            _said(TEXT_ONLY, "覆盖签约居民（含流动人口"),
            _said(TEXT_ONLY, "落实签约服务规范》"),
        ],
        [
            _said(TEXT_ONLY, "落实“两个允许”要求（含《规范》)"),
            _said(TEXT_ONLY, "一是1）上门；2）随访"),
        ],
    ),
    "TXT-002": (
        [
            _said(TEXT_ONLY, "建成4=2个示范站"),
            _said(TEXT_ONLY, "建成16个2个示范站"),
            _said(TEXT_ONLY, "形成乡、村四三级网络"),
        ],
        [
            _said(TEXT_ONLY, "建成二三级示范站2个，一般站16个"),
            _said(TEXT_ONLY, "落实三二一行动和第十三次会议部署"),
            _said(TEXT_ONLY, "建成~~16个~~2个示范站"),  # the edit says which one holds
        ],
    ),
    "TXT-003": (
        [_said(TEXT_ONLY, "建成2一3个示范站"), _said(TEXT_ONLY, "建成10--15个示范站")],
        [
            _said(TEXT_ONLY, "建成2—3个示范站"),
            _said(TEXT_ONLY, "建成2至3个示范站，拨打0731-55550000"),
            _said(TEXT_ONLY, "2025年一季度完成"),
        ],
    ),
    "TXT-004": (
        [_said(TEXT_ONLY, "优先为失能老年人  上门服务"), _said(TEXT_ONLY, "优先服务， 提高质量")],
        [_said(TEXT_ONLY, "2025 年优先为 65 岁以上老年人服务")],
    ),
    "TXT-005": (
        [_said(TEXT_ONLY, "优先服务，，提高质量"), _said(TEXT_ONLY, "优先服务。—提高质量")],
        [_said(TEXT_ONLY, "优先服务……提高质量——确保安全")],
    ),
    "TXT-006": (
        [
            changed(
                FINAL,
                *((f"{n}月底", f"{n}月底") for n in (9,)),
                ("优先为失能老年人上门服务。\t", "优先为失能老年人上门服务\t"),
                (
                    "5\t年内",
                    "".join(
                        f"{n}\t任务{n}已经安排，按期完成。\t县财政局\t——\t12月底\n"
                        for n in range(5, 16)
                    )
                    + "16\t年内",
                ),
            )
        ],
        [
            # a ledger that goes without full stops
            FINAL.replace("。\t", "\t"),
        ],
    ),
    "TXT-007": (
        [_said(TEXT_ONLY, "优先服务,提高质量")],
        [_said(TEXT_ONLY, "优先服务，提高到1,200人次")],
    ),
    "NUM-001": (
        [changed(TEXT_ONLY, ("（四）", "（五）"))],
        [
            # each section counts from one again
            changed(TEXT_ONLY, ("（三）", "（一）"), ("（四）", "（二）")),
        ],
    ),
    "NUM-002": ([changed(TEXT_ONLY, ("（四）", "（三）"))], [TEXT_ONLY]),
    "NUM-003": (
        [changed(FINAL, ("\n5\t年内", "\n7\t年内"))],
        [FINAL],
    ),
    "NUM-004": (
        [changed(TEXT_ONLY, ("（四）", "(四)"))],
        [
            changed(
                TEXT_ONLY,
                *((f"（{n}）", f"({n})") for n in "一二三四"),
            )
        ],
    ),
    "CIT-001": (
        [
            _said(TEXT_ONLY, "落实《签约服务规范》（江卫发[2024]12号）"),
            _said(TEXT_ONLY, "落实《签约服务规范》（江卫发〔2024〕第12号）"),
            _said(TEXT_ONLY, "落实《签约服务规范》（江卫发〔2024〕012号）"),
            _said(TEXT_ONLY, "落实《签约服务规范》（江卫发12号）"),
        ],
        [
            _said(TEXT_ONLY, "落实《签约服务规范》（江卫发〔2024〕12号）"),
            _said(TEXT_ONLY, "落实《签约服务规范》"),
            _said(TEXT_ONLY, "落实《优化营商环境条例》（国令第722号）"),
        ],
    ),
    "PII-001": (
        [_front("联系人：赵小禾，联系电话：13900001234"), _front("赵小禾 0731-55550000")],
        [_front("联系人：县医改办，电话：0731-55550000"), _front("联系人：赵小禾")],
    ),
    "PII-002": ([_front("电话：13900001234")], [_front("编号：913900001234567")]),
    "PII-003": (
        [_front("电话：0731-55550000"), _front("值班电话：55550000")],
        [_front("预算：55550000元")],
    ),
    "PII-004": ([_front("邮箱：anhe_yigai@example.com")], [_front("转发@全体成员")]),
    "PII-005": ([_front("身份证号：11010519491231002X")], [_front("流水号：110105194912310021")]),
    "PII-006": ([_front("账号：6222021234567890128")], [_front("账号：6222021234567890123")]),
}
