"""What must and what must not be found: units, cells, text against annex.

Each kind has texts in which it is found, and near misses in which it is not.
"""

from __future__ import annotations

from examined import DRAFT, FINAL, TEXT_ONLY, changed

_LEAD_1 = "责任单位：县卫生健康局\n\n配合单位：县财政局\n\n（二）"
_LEAD_2 = "责任单位：县人力资源社会保障局\n\n配合单位：县卫生健康局\n\n二、增强"
_ROW_2 = "规范大型设备采购流程。\t县卫生健康局\t县财政局\t12月底"
_ROW_4 = "上门服务。\t县卫生健康局\t县医疗保障局\t12月底"
_ROW_5 = "出具报告。\t县卫生健康局\t县数据局\t12月底"
_OVERVIEW = (
    "一、总体要求\n\n（一）指导思想。坚持公益性。\n\n（二）基本原则。坚持政府主导。\n\n二、健全公立"
)

CASES: dict[str, tuple[list[str], list[str]]] = {
    "LED-001": (
        [
            changed(TEXT_ONLY, (_LEAD_2, "二、增强")),
            changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t\t\t12月底")),
        ],
        [
            # a section without any unit is written that way
            changed(TEXT_ONLY, ("一、健全公立", _OVERVIEW), ("二、增强", "三、增强")),
        ],
    ),
    "LED-002": (
        [changed(TEXT_ONLY, (_LEAD_1, _LEAD_1.replace("责任单位", "配合单位")))],
        [changed(TEXT_ONLY, (_LEAD_1, _LEAD_1.replace("责任单位", "牵头单位")))],
    ),
    "LED-003": (
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t——\t县卫生健康局\t12月底"))],
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局\t——\t12月底"))],
    ),
    "LED-004": (
        [
            changed(
                FINAL,
                (_ROW_2, "规范大型设备采购流程。\t县卫生健康局\t县财政局、县卫生健康局\t12月底"),
            ),
            changed(TEXT_ONLY, (_LEAD_1, _LEAD_1.replace("县财政局", "县财政局、卫生健康局"))),
        ],
        [
            changed(
                FINAL,
                (_ROW_2, "规范大型设备采购流程。\t县卫生健康局\t县财政局、县医疗保障局\t12月底"),
            )
        ],
    ),
    "LED-005": (
        [
            changed(
                TEXT_ONLY, (_LEAD_1, _LEAD_1.replace("县财政局", "县财政局、县数据局、县财政局"))
            ),
            changed(
                FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局\t县财政局、县财政局\t12月底")
            ),
        ],
        # one unit in two clauses, and two units that share words
        [
            changed(
                TEXT_ONLY,
                (_LEAD_1, _LEAD_1.replace("县财政局", "县财政局、县医疗保障局、县疾控局")),
            )
        ],
    ),
    "LED-006": (
        [changed(FINAL, (_ROW_4, "上门服务。\t县卫生健康局\t县保障局\t12月底"))],
        [changed(TEXT_ONLY, (_LEAD_1, _LEAD_1.replace("县财政局", "县数据局、财政局")))],
    ),
    "LED-007": (
        [changed(TEXT_ONLY, ("配合单位：县医疗保障局", "配合单位：县医保局、县医疗保障局"))],
        [
            changed(TEXT_ONLY, ("配合单位：县医疗保障局", "配合单位：县医疗保障局、市医保局")),
            changed(TEXT_ONLY, ("配合单位：县医疗保障局", "配合单位：县人民医院、安禾县人民医院")),
        ],
    ),
    "LED-008": (
        ["安禾县医改工作情况\n\n全县医改工作平稳推进。\n"],
        [TEXT_ONLY],
    ),
    "LED-009": (
        [
            changed(
                TEXT_ONLY,
                ("一、健全公立", "一、工作目标\n\n县域就诊率达到90%以上。\n\n二、健全公立"),
                ("二、增强", "三、增强"),
            )
        ],
        [
            changed(
                TEXT_ONLY,
                ("一、健全公立", "一、工作目标\n\n医改任务全面完成。\n\n二、健全公立"),
                ("二、增强", "三、增强"),
            )
        ],
    ),
    "LED-011": (
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局 县财政局\t12月底"))],
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局 县财政局\t\t12月底"))],
    ),
    "LED-012": (
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局\t县卫生健康局\t—— 12月底"))],
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局\t——\t12月底"))],
    ),
    "LED-013": (
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局 —— 标\t12月底"))],
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局 ——\t12月底"))],
    ),
    "LED-014": (
        [
            changed(
                FINAL,
                (
                    "开展总会计师委派试点，规范大型设备采购流程。\t",
                    "<p>开展总会计师委派试点，规范大型设备采购流程。</p>\t",
                ),
            ),
            changed(TEXT_ONLY, ("一线和儿科", "一线&nbsp;和儿科")),
        ],
        [changed(TEXT_ONLY, ("一线和儿科", "一线（床位数<500张的）和儿科"))],
    ),
    "CMP-001": (
        [
            changed(
                FINAL,
                (
                    "开展总会计师委派试点，规范大型设备采购流程。\t",
                    "推广村级中药房智能配送，遴选名老中医传承人。\t",
                ),
            )
        ],
        [
            changed(
                FINAL,
                (
                    "开展总会计师委派试点，规范大型设备采购流程。\t",
                    "开展公立医院总会计师委派制试点工作，规范大型医用设备采购流程。\t",
                ),
            )
        ],
    ),
    "CMP-002": (
        [
            changed(
                FINAL,
                (
                    "二、增强",
                    "（五）培养儿科人才。选送骨干医师赴三级专科医院进修学习，设立带教津贴。\n\n责任单位：县卫生健康局\n\n二、增强",
                ),
                ("（三）", "（六）"),
                ("（四）", "（七）"),
                ("（五）", "（三）"),
                ("（六）", "（四）"),
                ("（七）", "（五）"),
            )
        ],
        [FINAL],
    ),
    "CMP-003": (
        [
            changed(FINAL, ("倾斜。\n", "倾斜。建立院长目标年薪与党建考评挂钩办法。\n")),
            changed(  # a ledger that is a summary: one finding for all
                FINAL,
                ("倾斜。\n", "倾斜。建立院长目标年薪与党建考评挂钩办法。\n"),
                ("出具报告。\n", "出具报告。培训村医使用便携式检查箱。\n"),
            ),
        ],
        [
            changed(FINAL, ("分配向临床", "建立年薪考评挂钩办法，分配向临床")),
            # what a bracket explains is no work of its own
            changed(
                FINAL, ("分配向临床", "分配（指基础工资以外由医院自主发放的奖励性部分）向临床")
            ),
        ],
    ),
    "CMP-004": (
        [changed(FINAL, ("和儿科倾斜。\t", "和儿科倾斜，建立院长目标年薪与党建考评挂钩办法。\t"))],
        [changed(FINAL, ("和儿科倾斜。\t", "和儿科适当倾斜。\t"))],
    ),
    "CMP-005": (
        [
            changed(FINAL, ("上门服务。\t", "上门服务，续约率不低于60%。\t")),
            changed(FINAL, ("上门服务。\n", "上门服务，全县续约率不低于60%。\n")),
        ],
        [
            changed(
                FINAL,
                (
                    "年内新建远程诊室12个，乡镇卫生院心电诊断由县级医院统一出具报告。\t",
                    "新建远程诊室12个，乡镇卫生院心电诊断由县级医院统一出具报告。\t",
                ),
            )
        ],
    ),
    "CMP-006": (
        [
            changed(
                FINAL,
                (
                    "重点人群签约率达到75%以上，优先为失能老年人上门服务。\t",
                    "重点人群签约率达到80%以上，优先为失能老年人上门服务。\t",
                ),
            )
        ],
        [FINAL],
    ),
    "CMP-007": (
        [
            changed(
                FINAL,
                (
                    "家庭医生签约服务重点人群签约率达到75%以上，优先为失能老年人上门服务。\t",
                    "家庭医生签约服务人群签约率达到75%以上，优先为失能老年人上门服务。\t",
                ),
            )
        ],
        [
            changed(
                FINAL,
                (
                    "重点人群签约率达到75%以上，优先为失能老年人上门服务。\t",
                    "重点人群签约率力争达到75%以上，优先为失能老年人上门服务。\t",
                ),
            ),
            # a row may leave out whose work it is
            changed(FINAL, ("4\t家庭医生签约服务重点", "4\t重点")),
        ],
    ),
    "CMP-008": (
        [
            changed(FINAL, (_ROW_5, "出具报告。\t县卫生健康局、县数据局\t——\t12月底")),
            changed(FINAL, (_ROW_5, "出具报告。\t县卫生健康局\t县数据局、县财政局\t12月底")),
        ],
        # a row may take a part of its clause's units
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局\t——\t12月底"))],
    ),
    "CMP-009": (
        [
            changed(
                FINAL,
                (
                    "乡镇卫生院心电诊断由县级医院统一出具报告。\t",
                    "乡镇卫生院心电检查由县级医院统一出具报告。\t",
                ),
            )
        ],
        [
            changed(FINAL, ("规范大型设备采购流程。\t", "进一步规范大型设备的采购流程。\t")),
            changed(
                FINAL,
                (
                    "乡镇卫生院心电诊断由县级医院统一出具报告。\n",
                    "10月底前乡镇卫生院心电诊断由县级医院统一出具报告。\n",
                ),
            ),
        ],
    ),
    "CMP-010": (
        [changed(FINAL, (_ROW_5, _ROW_5.replace("12月底", "10月底")))],
        [FINAL],
    ),
    "CMP-011": (
        [
            changed(
                FINAL,
                ("二、增强基层服务能力", "二、加快健康长沙建设"),
                ("二\t增强基层服务能力", "二\t加快健康株洲建设"),
            )
        ],
        [changed(FINAL, ("二\t增强基层服务能力", "二\t提升基层服务能力"))],
    ),
    "CMP-012": (
        [
            changed(
                FINAL,
                (
                    "附件：安禾县2025年深化医药卫生体制改革重点工作任务台账",
                    "附件：安禾县2025年深化医药卫生体制改革重点工作台账",
                ),
            )
        ],
        [
            changed(
                FINAL,
                (
                    "附件：安禾县2025年深化医药卫生体制改革重点工作任务台账",
                    "附件：《安禾县 2025 年深化医药卫生体制改革重点工作任务台账》",
                ),
            )
        ],
    ),
    "CMP-013": (
        [changed(FINAL, ("二\t增强基层服务能力", "二\t提升基层服务能力"))],
        [changed(FINAL, ("二\t增强基层服务能力", "二\t增强基层 服务能力"))],
    ),
    "CMP-014": (
        [changed(FINAL, (_ROW_2, "规范大型设备采购流程。\t县卫生健康局\t——\t12月底"))],
        [FINAL],
    ),
    "DUE-001": (
        [changed(FINAL, (_ROW_5, _ROW_5.replace("12月底", "2月底")))],
        [changed(FINAL, (_ROW_5, _ROW_5.replace("12月底", "3月底")))],
    ),
    "DUE-002": (
        [changed(FINAL, ("2025年3月18日", "2025年9月24日"))],
        [changed(FINAL, ("2025年3月18日", "2025年9月22日"))],
    ),
    "DUE-003": (
        [changed(TEXT_ONLY, ("年内新建远程诊室12个", "力争3年内建成远程诊室12个"))],
        [
            changed(TEXT_ONLY, ("年内新建远程诊室12个", "自印发之日起3年内建成远程诊室12个")),
            changed(TEXT_ONLY, ("统一出具报告", "在30分钟内、夜间2天内出具报告")),
            changed(TEXT_ONLY, ("年内新建远程诊室12个", "从2025年起，3年内建成远程诊室12个")),
            changed(
                TEXT_ONLY,
                ("制定本任务。", "制定本任务。2025年起3年内，完成全部任务。"),
                ("年内新建远程诊室12个", "3年内建成远程诊室12个"),
            ),
        ],
    ),
    "DUE-004": (
        [changed(FINAL, (_ROW_5, _ROW_5.replace("12月底", "视情况而定")))],
        [
            changed(FINAL, (_ROW_5, _ROW_5.replace("12月底", "长期"))),
            changed(FINAL, (_ROW_5, _ROW_5.replace("12月底", "——"))),
        ],
    ),
    "DUE-005": (
        [changed(DRAFT, ("请认真贯彻落实。", "请于2025年3月25日（周三）前反馈意见。"))],
        [changed(DRAFT, ("请认真贯彻落实。", "请于2025年3月25日（周二）前反馈意见。"))],
    ),
    "DUE-006": (
        [changed(DRAFT, ("请认真贯彻落实。", "请于2025年3月10日前将修改意见反馈至县医改办。"))],
        [changed(DRAFT, ("请认真贯彻落实。", "请于2025年3月25日前将修改意见反馈至县医改办。"))],
    ),
    "DUE-007": (
        [changed(TEXT_ONLY, ("年内新建", "2025年6月31日前新建"))],
        [changed(TEXT_ONLY, ("年内新建", "2025年6月30日前新建"))],
    ),
    "TGT-001": (
        [
            changed(TEXT_ONLY, ("和儿科倾斜。", "和儿科倾斜。提高5个百分点。")),
            changed(TEXT_ONLY, ("和儿科倾斜。", "和儿科倾斜。力争年底达到60%以上。")),
        ],
        [
            changed(TEXT_ONLY, ("分配向临床", "县域就诊率提高5个百分点，分配向临床")),
            changed(TEXT_ONLY, ("分配向临床", "县域就诊率稳步提升，达到90%以上，分配向临床")),
        ],
    ),
}
