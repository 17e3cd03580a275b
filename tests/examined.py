"""A clean document of an invented county, with its ledger: nothing in it is to be found.

A test changes one place of it and expects one kind of finding.
"""

from __future__ import annotations

from reading import reading_of
from sanyi.kernel import Finding
from sanyi.ledger.build import build_ledger
from sanyi.ledger.examine import examine

FRONT = """安禾县人民政府办公室关于印发安禾县2025年深化医药卫生体制改革重点工作任务的通知

安政办发〔2025〕12号

各乡镇人民政府，县政府各部门：

《安禾县2025年深化医药卫生体制改革重点工作任务》已经县政府同意，现印发给你们，请认真贯彻落实。

安禾县人民政府办公室

2025年3月18日

安禾县2025年深化医药卫生体制改革重点工作任务

为做好2025年全县医改工作，结合实际，制定本任务。
"""

BODY = """
一、健全公立医院管理

（一）规范运营管理。县级公立医院落实全面预算管理，每月公布成本核算结果。开展总会计师委派试点，规范大型设备采购流程。

责任单位：县卫生健康局

配合单位：县财政局

（二）改革薪酬分配。县级公立医院薪酬总量按年度核定，分配向临床一线和儿科倾斜。

责任单位：县人力资源社会保障局

配合单位：县卫生健康局

二、增强基层服务能力

（三）做实签约服务。家庭医生签约服务重点人群签约率达到75%以上，优先为失能老年人上门服务。

责任单位：县卫生健康局

配合单位：县医疗保障局

（四）建设远程诊室。年内新建远程诊室12个，乡镇卫生院心电诊断由县级医院统一出具报告。

责任单位：县卫生健康局

配合单位：县数据局
"""

ANNEX = """
附件：安禾县2025年深化医药卫生体制改革重点工作任务台账

附件

安禾县2025年深化医药卫生体制改革重点工作任务台账

序号\t重点工作\t责任单位\t配合单位\t时限要求
一\t健全公立医院管理\t\t\t
1\t县级公立医院落实全面预算管理，每月公布成本核算结果。\t县卫生健康局\t县财政局\t9月底
2\t开展总会计师委派试点，规范大型设备采购流程。\t县卫生健康局\t县财政局\t12月底
3\t县级公立医院薪酬总量按年度核定，分配向临床一线和儿科倾斜。\t县人力资源社会保障局\t县卫生健康局\t12月底
二\t增强基层服务能力\t\t\t
4\t家庭医生签约服务重点人群签约率达到75%以上，优先为失能老年人上门服务。\t县卫生健康局\t县医疗保障局\t12月底
5\t年内新建远程诊室12个，乡镇卫生院心电诊断由县级医院统一出具报告。\t县卫生健康局\t县数据局\t12月底
"""

FINAL = FRONT + BODY + ANNEX
"""The issued document with its ledger."""

TEXT_ONLY = FRONT + BODY
"""The same without the annex."""

DRAFT = TEXT_ONLY.replace("重点工作任务\n\n为做好", "重点工作任务（征求意见稿）\n\n为做好")
"""The same as a consultation draft."""


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """The text with words replaced; a word that is not there is a mistake in the test."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def findings(text: str) -> tuple[Finding, ...]:
    """What the examination finds in a text."""
    reading = reading_of(text)
    return examine(reading, build_ledger(reading))


def codes(text: str) -> list[str]:
    """Codes of what is found, in order."""
    return [f.code for f in findings(text)]


def of_kind(text: str, code: str) -> list[Finding]:
    """Findings of one kind."""
    return [f for f in findings(text) if f.code == code]
