"""What will show that an entry is done: a proposal with its reason, by the words of the entry."""

from __future__ import annotations

import re

from sanyi.clauses import Basis
from sanyi.ledger.entry import Entry, Proof, ProofType

_ISSUED = re.compile(
    r"(?:出台|制定|印发|研究制定|修订|编制|起草|拟订|发布)[^，。；]{0,30}?(?:意见|方案|办法|细则|制度|清单|规划|计划|政策|目录|标准|文件|规定|措施)|出台文件"
)
_BUILT = re.compile(
    r"(?:建设|新建|改建|扩建|建成|改造)[^，。；]{0,20}?(?:项目|工程|大楼|综合楼|中心|基地|平台|系统|医院|实验室|病区)"
)
_HELD = re.compile(
    r"(?:召开|举办|组织|开展|举行)[^，。；]{0,20}?(?:会议|培训|演练|宣传|督查|检查|评审|评价|评估|考核|活动|行动)"
)


def propose_proof(entry: Entry) -> Proof:
    """Propose a proof type; the office confirms it.

    A number is proved by a figure, 全覆盖 by a register, an ordered document by its number and
    date, a project by its milestones, a meeting or training by its record.
    """
    bases = {t.basis for t in entry.targets}
    if bases & {Basis.NUMERIC, Basis.COUNT, Basis.DIRECTIONAL, Basis.MONITOR, Basis.CONSTRAINT}:
        return Proof(ProofType.COMPUTED, "有可计算的目标：" + entry.targets[0].phrase[:30])
    if Basis.COVERAGE in bases:
        return Proof(ProofType.COVERED, "要求全覆盖，逐一登记：" + entry.targets[0].phrase[:30])
    if Basis.FREQUENCY in bases:
        return Proof(
            ProofType.HELD, "规定次数，以会议或活动记录为证：" + entry.targets[0].phrase[:30]
        )
    text = entry.text + (entry.deadline.phrase if entry.deadline else "")
    for pattern, kind, reason in (
        (_ISSUED, ProofType.ISSUED, "要求出台文件，以文号和日期为证："),
        (_BUILT, ProofType.BUILT, "属建设任务，以项目节点为证："),
        (_HELD, ProofType.HELD, "属会议、培训、检查或活动，以记录为证："),
    ):
        if match := pattern.search(text):
            return Proof(kind, reason + match.group(0)[:30])
    return Proof(ProofType.REPORTED, "没有可核的目标、文件、项目或活动，只能由单位报告")
