"""Every kind of finding, written out by hand: search for a code and you are at its check."""

from __future__ import annotations

from sanyi.kernel import Severity
from sanyi.ledger.examine import (
    annex,
    annex_details,
    annex_wording,
    levels,
    limits,
    marked_edits,
    numbers,
    places,
    privacy,
    residues,
    roles,
    rows,
    whole,
    wording,
)
from sanyi.ledger.examine.kinds import FindingKind
from sanyi.ledger.mask import PersonalKind

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_ON_LEDGER = "请在台账上核对并确认。"
_ON_SOURCE = "请与起草单位核对原文。"
_PRIVATE = "对外发布或导出前请脱敏（导出时可选择脱敏）。"

FINDING_KINDS: dict[str, FindingKind] = {
    # who answers for it
    "LED-001": FindingKind(
        roles.without_lead,
        _W,
        "任务没有牵头（责任）单位",
        "同一部分的其他任务列有单位，本项没有；整部分都不列单位的（如组织保障）不报。",
        "请明确牵头单位后补入台账。",
    ),
    "LED-002": FindingKind(
        roles.two_cooperating_lines,
        _E,
        "两行配合单位而没有责任单位",
        "一条里两行都印作“配合单位”，第一行应为“责任单位”的误印；台账暂按第一行牵头。",
        _ON_SOURCE,
    ),
    "LED-003": FindingKind(
        roles.lead_in_other_cell,
        _E,
        "责任格为空、单位印在配合格",
        "责任单位格只有占位符，单位印在配合单位格，两格疑似错位。",
        _ON_LEDGER,
    ),
    "LED-004": FindingKind(
        roles.both_roles,
        _W,
        "同一单位既责任又配合",
        "同一件事里一个单位同时列为责任（牵头）单位和配合单位；按原文保留。",
        _ON_LEDGER,
    ),
    "LED-005": FindingKind(
        roles.unit_repeated,
        _W,
        "单位重复列出",
        "同一串单位里一个单位列了两次，可能漏列了另一个单位。",
        "请核对是否应为另一单位。",
    ),
    "LED-006": FindingKind(
        roles.damaged_name,
        _W,
        "单位名称残缺",
        "单位名称缺字，全文别处有完整名称；台账暂用完整名称，原文写法另存。",
        _ON_LEDGER,
    ),
    "LED-007": FindingKind(
        roles.two_names,
        _N,
        "同一单位两种名称",
        "两个名称可能是同一单位（简称、全称或旧称），系统不自动合并。",
        "请统一名称，或在单位表中登记别名。",
    ),
    "LED-008": FindingKind(
        whole.without_entries,
        _E,
        "没有读出任务",
        "文件里没有系统认识的编号条款，也没有表头写明任务和单位的表格。",
        "请核对文件是否完整；表格请保留表头，各列用制表符或表格线分开。",
    ),
    "LED-009": FindingKind(
        whole.targets_outside_entries,
        _N,
        "数字目标不在任务里",
        "总体目标一类段落写有数字，但不是编号任务，台账里没有它。",
        "需要考核的，请在台账中补列一行并明确责任单位。",
    ),
    # the cells of the ledger
    "LED-011": FindingKind(
        rows.missing_cell,
        _E,
        "台账行缺单元格",
        "单元格少于表头列数，相邻各列并在一格，单位与时限按内容拆开，可能拆错。",
        _ON_LEDGER,
    ),
    "LED-012": FindingKind(
        rows.placeholder_in_cell,
        _E,
        "占位符与别的内容并在一格",
        "“——”与时限等内容挤在一格，说明单元格错位。",
        _ON_LEDGER,
    ),
    "LED-013": FindingKind(
        rows.stray_text,
        _W,
        "单元格里有多余的字",
        "单元格里有不属于任何一列的字，没有读入台账。",
        "请对照原表删去或移到应在的单元格。",
    ),
    "LED-014": FindingKind(
        rows.tags,
        _W,
        "残留网页标记",
        "文中残留 <p> 一类网页标记，读取时已略去。",
        "请在原文中删去。",
    ),
    # text against annex
    "CMP-001": FindingKind(
        annex.row_without_basis,
        _W,
        "台账行在正文没有依据",
        "台账这一行的各句在正文都找不到对应的语句。",
        "请确认任务来源，或在正文补写。",
    ),
    "CMP-002": FindingKind(
        annex.clause_without_row,
        _W,
        "条款没有台账行",
        "正文这一条在附件台账中没有对应的行，可能无人督办。",
        "请补列台账。",
    ),
    "CMP-003": FindingKind(
        annex.sentence_without_row,
        _W,
        "条款中有内容没有列入台账",
        "正文这一条的部分语句在台账中没有对应的行。",
        "请确认是否需要补列台账。",
    ),
    "CMP-004": FindingKind(
        annex.row_adds,
        _N,
        "台账比正文多出内容",
        "台账这一行有正文没有的语句。",
        "请确认多出的内容是否有效。",
    ),
    "CMP-005": FindingKind(
        annex_details.target_in_one_only,
        _W,
        "目标只见于一处",
        "带数字的目标只写在正文或只写在台账。",
        "请确认该目标是否考核，并使两处一致。",
    ),
    "CMP-006": FindingKind(
        annex_details.target_values_differ,
        _E,
        "目标数值不一致",
        "同一指标在正文与台账的数值不同，无法确定按哪个考核。",
        "请确认以哪个数值为准。",
    ),
    "CMP-007": FindingKind(
        annex_details.target_objects_differ,
        _W,
        "目标口径用语不同",
        "数值相同，而衡量对象的写法不同，口径（分母）可能不同。",
        "请确认统计口径。",
    ),
    "CMP-008": FindingKind(
        annex_details.units_differ,
        _N,
        "单位或角色与正文不一致",
        "台账这一行的单位或角色与所属条款不同；台账可以更细，按行保留。",
        "请确认以台账还是正文为准。",
    ),
    "CMP-009": FindingKind(
        annex_wording.wording_differs,
        _N,
        "用语与正文不同",
        "台账这一行与正文几乎相同，只有个别字词不同。",
        "请确认是有意修改还是误写。",
    ),
    "CMP-010": FindingKind(
        annex_details.limits_differ,
        _W,
        "时限与正文不一致",
        "台账时限格与条文写明的时限不同。",
        "请确认以哪个时限为准。",
    ),
    "CMP-011": FindingKind(
        annex_wording.places_in_headings_differ,
        _W,
        "正文与台账的标题地名不同",
        "同一部分的标题在正文和台账写了不同的地名，多为套用别处文稿所致。",
        "请核对地名并统一标题。",
    ),
    "CMP-012": FindingKind(
        annex_wording.annex_title_differs,
        _N,
        "附件名称不一致",
        "正文所称附件名称与附件自身的标题不同。",
        "请统一附件名称。",
    ),
    "CMP-013": FindingKind(
        annex_wording.headings_differ,
        _N,
        "正文与台账的标题用语不同",
        "同一部分的标题在正文和台账用语不同。",
        "请统一标题。",
    ),
    "CMP-014": FindingKind(
        annex_details.units_left_out,
        _N,
        "条款单位没有列入台账行",
        "条款所列的单位，所属的台账行有的没有列入；台账可以更细，按行保留。",
        "请确认这些单位是否还有任务。",
    ),
    # time limits and targets
    "DUE-001": FindingKind(
        limits.due_before_issue,
        _W,
        "时限早于成文日期",
        "文件印发时该时限已过。",
        "请确认年份或时限是否写错。",
    ),
    "DUE-002": FindingKind(
        limits.due_soon_after_issue,
        _N,
        "时限距印发不足一周",
        "文件印发后七天内即到期，难以落实。",
        "请确认时限，或说明此前已经部署。",
    ),
    "DUE-003": FindingKind(
        limits.without_anchor,
        _W,
        "时限没有起算日",
        "“3年内”一类时限没有说明从何日起算，系统不猜测日期；同样的写法只报一次。",
        "请补写起算日期，或在台账中填写到期日。",
    ),
    "DUE-004": FindingKind(
        limits.unreadable_limit,
        _W,
        "时限读不出来",
        "时限格有内容，但不是能识别的时限写法。",
        "请在台账中填写到期日。",
    ),
    "DUE-005": FindingKind(
        limits.weekday_mismatch,
        _W,
        "星期与日期不符",
        "括注的星期不是该日的星期。",
        "请核对日期与星期。",
    ),
    "DUE-006": FindingKind(
        limits.reply_before_issue,
        _W,
        "反馈期限早于发函日期",
        "征求意见的反馈期限在发函之前。",
        "请核对反馈期限的年、月、日。",
    ),
    "DUE-007": FindingKind(
        limits.impossible_date, _W, "日期不存在", "日历上没有这一天。", "请核对日期。"
    ),
    "TGT-001": FindingKind(
        limits.target_without_object,
        _W,
        "目标没有可衡量的对象",
        "写了要达到的数值，没有写衡量的是什么。",
        "请补写指标名称和口径。",
    ),
    # residues of editing
    "RES-001": FindingKind(
        levels.levels_run_together,
        _W,
        "层级用语连在一起",
        "“我市县”“省级市”一类两级连用，多为套改上级文稿时旧字未删。"
        "省市三甲医院、市县两级等正常说法不报。",
        "请确认应为哪一级。",
    ),
    "RES-002": FindingKind(
        residues.words_run_together,
        _W,
        "词语叠用",
        "两个动词、两个数量词或两个机构名叠在一起，只应保留一个。",
        _ON_SOURCE,
    ),
    "RES-003": FindingKind(
        residues.sentence_twice,
        _W,
        "同一句重复或新旧两稿并存",
        "一条里同一句话出现两次，或新旧两种写法都留着。",
        "请删去多余的一句。",
    ),
    "RES-004": FindingKind(
        marked_edits.broken_sentence,
        _W,
        "删改后句子不完整",
        "按修订删去文字后，余下的句子缺少动词、谓语或结尾。",
        "请补全句子。",
    ),
    "RES-005": FindingKind(
        marked_edits.number_lost,
        _E,
        "删去数字而留下量词",
        "数字被删而量词还在，数量读不出来或重复。",
        "请填写数量或删去多余的量词。",
    ),
    "RES-006": FindingKind(
        marked_edits.left_over_marks,
        _N,
        "删改留下多余标点",
        "删去文字后，前后的顿号、逗号没有一并删去。",
        "定稿时请删去。",
    ),
    "RES-007": FindingKind(
        marked_edits.convention_deleted,
        _W,
        "全文约定写在已删除的文字里",
        "“第一位为牵头单位，下同”一类约定随所在条款被删，定稿后各条将失去依据。",
        "请把约定移到保留的条款或文末。",
    ),
    "RES-008": FindingKind(
        marked_edits.edit_statistics,
        _N,
        "文中有修订痕迹",
        "文件是带修订痕迹的稿子；台账按接受全部修订后的文字读取。",
        "请确认使用的是否为最新稿。",
    ),
    # places, words and marks
    "PLA-001": FindingKind(
        places.foreign_place,
        _W,
        "出现外地地名",
        "出现本辖区及其上级以外的地名，句中没有学习、协作、帮扶等缘由，多为套用别处文稿所致。",
        "请确认地名。",
    ),
    "TXT-001": FindingKind(
        wording.unbalanced, _W, "引号或括号不成对", "缺左或右引号、括号、书名号。", "请补全。"
    ),
    "TXT-002": FindingKind(
        wording.glued_numbers,
        _E,
        "数字粘连",
        "改动前后的两个数字连在一起，系统不取其中任何一个。",
        "请人工填写正确的数字。",
    ),
    "TXT-003": FindingKind(
        wording.broken_ranges,
        _W,
        "数字区间写法不规范",
        "区间的连接号误作“一”“--”等；按区间读取。",
        "请改用“—”或“至”。",
    ),
    "TXT-004": FindingKind(
        wording.stray_spaces, _N, "句中有多余空格", "句子中间有空格。", "定稿时请删去。"
    ),
    "TXT-005": FindingKind(
        wording.doubled_marks, _N, "标点重复", "两个标点连用，只应保留一个。", "定稿时请删去。"
    ),
    "TXT-006": FindingKind(
        wording.stop_missing,
        _N,
        "句末缺句号",
        "绝大多数任务以句号结尾，个别没有；可能漏印了文字。",
        "请确认末尾文字是否完整。",
    ),
    "TXT-007": FindingKind(
        wording.mixed_widths,
        _N,
        "半角、全角标点混用",
        "中文之间既有半角标点又有全角标点。",
        "定稿时请统一为全角。",
    ),
    # numbers of items and of documents
    "NUM-001": FindingKind(
        numbers.numbers_skipped, _W, "编号跳号", "编号中间缺号，可能漏印了条款。", "请核对编号。"
    ),
    "NUM-002": FindingKind(
        numbers.numbers_repeated, _W, "编号重复", "同一序列里编号重复或倒退。", "请核对编号。"
    ),
    "NUM-003": FindingKind(
        numbers.row_numbers, _N, "台账序号不连续", "台账序号跳号或重复。", "请核对是否缺行。"
    ),
    "NUM-004": FindingKind(
        numbers.bracket_widths, _N, "编号括号宽窄不一", "编号的括号有全角有半角。", "定稿时请统一。"
    ),
    "CIT-001": FindingKind(
        numbers.malformed_document_number,
        _N,
        "发文字号不规范",
        "发文字号应为“机关代字〔年份〕序号号”（GB/T 9704—2012 7.2.5）。",
        "请核对所引文件的发文字号。",
    ),
    # personal data
    "PII-001": FindingKind(
        privacy.personal_data(PersonalKind.NAME),
        _W,
        "联系人姓名与电话",
        "文中并列有个人姓名和电话。",
        _PRIVATE,
    ),
    "PII-002": FindingKind(
        privacy.personal_data(PersonalKind.MOBILE), _W, "手机号码", "文中有手机号码。", _PRIVATE
    ),
    "PII-003": FindingKind(
        privacy.personal_data(PersonalKind.LANDLINE),
        _N,
        "固定电话",
        "文中有固定电话号码。",
        _PRIVATE,
    ),
    "PII-004": FindingKind(
        privacy.personal_data(PersonalKind.EMAIL), _N, "电子邮箱", "文中有电子邮箱。", _PRIVATE
    ),
    "PII-005": FindingKind(
        privacy.personal_data(PersonalKind.ID_NUMBER),
        _E,
        "居民身份证号码",
        "文中有校验码正确的居民身份证号码。",
        _PRIVATE,
    ),
    "PII-006": FindingKind(
        privacy.personal_data(PersonalKind.BANK_CARD),
        _E,
        "银行卡号",
        "文中有校验码正确的银行卡号。",
        _PRIVATE,
    ),
}
