"""Who may do what: one matrix of role x relation of the person's unit to the entry x act.

Nobody may do what is not written here. The place is checked apart: all of it holds only within the
person's own place and those below it.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """One account has one role; the three administrators hold no other."""

    OFFICE = "office"
    HEAD = "head"
    LEADER = "leader"
    LIAISON = "liaison"
    ANALYST = "analyst"
    INSTITUTION = "institution"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


ROLE_LABELS = {
    Role.OFFICE: "医改办工作人员",
    Role.HEAD: "医改办负责人",
    Role.LEADER: "领导小组组长",
    Role.LIAISON: "成员单位联络员",
    Role.ANALYST: "数据分析人员",
    Role.INSTITUTION: "医疗机构（医共体）人员",
    Role.AUDITOR: "审计人员",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
}
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class Relation(StrEnum):
    """What a person's unit is to an entry; where an act is about no entry it is ``NONE``."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    NONE = "none"


RELATION_LABELS = {
    Relation.LEAD: "牵头",
    Relation.COOPERATING: "配合",
    Relation.NONE: "无关",
}


class Act(StrEnum):
    """Everything a person can do; the value is written in the event log."""

    VIEW_HOME = "view_home"
    VIEW_DOCUMENTS = "view_documents"
    UPLOAD_DOCUMENT = "upload_document"
    CORRECT_READING = "correct_reading"
    ISSUE_DOCUMENT = "issue_document"
    ARCHIVE_DOCUMENT = "archive_document"
    RESTORE_DOCUMENT = "restore_document"
    VIEW_LEDGER = "view_ledger"
    VIEW_ENTRY = "view_entry"
    EDIT_ENTRY = "edit_entry"
    EXPORT = "export"
    COMMENT = "comment"
    ASSIGN = "assign"
    START = "start"
    REPORT = "report"
    ATTACH_EVIDENCE = "attach_evidence"
    GO_ON = "go_on"
    RETURN = "return"
    VERIFY = "verify"
    CLOSE = "close"
    REOPEN = "reopen"
    ADJUST = "adjust"
    MERGE = "merge"
    TERMINATE = "terminate"
    VIEW_SUPERVISION = "view_supervision"
    REMIND = "remind"
    DRAFT_LETTER = "draft_letter"
    SEND_LETTER = "send_letter"
    ANSWER_LETTER = "answer_letter"
    CLOSE_LETTER = "close_letter"
    DRAFT_BULLETIN = "draft_bulletin"
    APPROVE_BULLETIN = "approve_bulletin"
    ISSUE_BULLETIN = "issue_bulletin"
    LOCK_PERIOD = "lock_period"
    REOPEN_PERIOD = "reopen_period"
    VIEW_CONSULTATION = "view_consultation"
    OPEN_CONSULTATION = "open_consultation"
    GIVE_OPINION = "give_opinion"
    DECIDE_OPINION = "decide_opinion"
    CLOSE_CONSULTATION = "close_consultation"
    VIEW_FIGURES = "view_figures"
    VIEW_RECORDS = "view_records"
    CONFIRM_BINDING = "confirm_binding"
    SET_PATH = "set_path"
    JUDGE = "judge"
    VIEW_MECHANISMS = "view_mechanisms"
    VIEW_DATA = "view_data"
    LOAD_DATA = "load_data"
    VIEW_SYSTEM = "view_system"
    MANAGE_UNITS = "manage_units"
    MANAGE_PEOPLE = "manage_people"
    BACKUP = "backup"
    SET_ROLE = "set_role"
    RESET_PASSWORD = "reset_password"
    UNLOCK = "unlock"
    MANAGE_CLIENTS = "manage_clients"
    VIEW_AUDIT = "view_audit"
    VERIFY_EVENTS = "verify_events"


ACT_LABELS = {
    Act.VIEW_HOME: "看首页",
    Act.VIEW_DOCUMENTS: "看文件",
    Act.UPLOAD_DOCUMENT: "上传文件",
    Act.CORRECT_READING: "校对文件",
    Act.ISSUE_DOCUMENT: "下达文件",
    Act.ARCHIVE_DOCUMENT: "归档文件",
    Act.RESTORE_DOCUMENT: "撤回归档",
    Act.VIEW_LEDGER: "看台账",
    Act.VIEW_ENTRY: "看一项任务",
    Act.EDIT_ENTRY: "修改台账",
    Act.EXPORT: "导出",
    Act.COMMENT: "留言",
    Act.ASSIGN: "分解交办",
    Act.START: "签收开展",
    Act.REPORT: "上报进展",
    Act.ATTACH_EVIDENCE: "上传佐证",
    Act.GO_ON: "采纳报告",
    Act.RETURN: "退回补充",
    Act.VERIFY: "核查通过",
    Act.CLOSE: "销号",
    Act.REOPEN: "恢复办理",
    Act.ADJUST: "调整任务",
    Act.MERGE: "合并任务",
    Act.TERMINATE: "终止任务",
    Act.VIEW_SUPERVISION: "看督办与通报",
    Act.REMIND: "催办提醒",
    Act.DRAFT_LETTER: "起草督办函",
    Act.SEND_LETTER: "发出督办函",
    Act.ANSWER_LETTER: "答复督办函",
    Act.CLOSE_LETTER: "办结督办函",
    Act.DRAFT_BULLETIN: "起草通报",
    Act.APPROVE_BULLETIN: "审定通报",
    Act.ISSUE_BULLETIN: "印发通报",
    Act.LOCK_PERIOD: "锁定期间",
    Act.REOPEN_PERIOD: "重开期间",
    Act.VIEW_CONSULTATION: "看征求意见",
    Act.OPEN_CONSULTATION: "发起征求意见",
    Act.GIVE_OPINION: "反馈意见",
    Act.DECIDE_OPINION: "处理意见",
    Act.CLOSE_CONSULTATION: "结束征求意见",
    Act.VIEW_FIGURES: "看指标",
    Act.VIEW_RECORDS: "看记录",
    Act.CONFIRM_BINDING: "确认对应指标",
    Act.SET_PATH: "设定进度路径",
    Act.JUDGE: "重新认定",
    Act.VIEW_MECHANISMS: "看机制",
    Act.VIEW_DATA: "看数据",
    Act.LOAD_DATA: "装入数据",
    Act.VIEW_SYSTEM: "看系统设置",
    Act.MANAGE_UNITS: "管理单位",
    Act.MANAGE_PEOPLE: "管理人员",
    Act.BACKUP: "备份",
    Act.SET_ROLE: "授予角色",
    Act.RESET_PASSWORD: "重设密码",
    Act.UNLOCK: "解除锁定",
    Act.MANAGE_CLIENTS: "管理接口令牌",
    Act.VIEW_AUDIT: "看审计记录",
    Act.VERIFY_EVENTS: "核验审计记录",
}

_ALL = frozenset(Relation)
_JOINS = frozenset({Relation.LEAD, Relation.COOPERATING})
_LEADS = frozenset({Relation.LEAD})
_OFFICE = (Role.OFFICE, Role.HEAD)
_READERS = (*_OFFICE, Role.LEADER, Role.ANALYST, Role.AUDITOR)

Grant = dict[Role, frozenset[Relation]]


def _to(*roles: Role, relations: frozenset[Relation] = _ALL) -> Grant:
    return dict.fromkeys(roles, relations)


MATRIX: dict[Act, Grant] = {
    Act.VIEW_HOME: _to(*_READERS, Role.LIAISON),
    Act.VIEW_DOCUMENTS: _to(*_READERS, Role.LIAISON),
    Act.UPLOAD_DOCUMENT: _to(*_OFFICE),
    Act.CORRECT_READING: _to(*_OFFICE),
    Act.ISSUE_DOCUMENT: _to(Role.HEAD),
    Act.ARCHIVE_DOCUMENT: _to(Role.HEAD),
    Act.RESTORE_DOCUMENT: _to(Role.HEAD),
    Act.VIEW_LEDGER: _to(*_READERS, Role.LIAISON),
    Act.VIEW_ENTRY: _to(*_READERS) | _to(Role.LIAISON, relations=_JOINS),
    Act.EDIT_ENTRY: _to(*_OFFICE),
    Act.EXPORT: _to(*_READERS, Role.LIAISON),
    Act.COMMENT: _to(*_OFFICE, Role.LEADER) | _to(Role.LIAISON, relations=_JOINS),
    Act.ASSIGN: _to(*_OFFICE),
    Act.START: _to(Role.LIAISON, relations=_LEADS),
    Act.REPORT: _to(Role.LIAISON, relations=_JOINS),
    Act.ATTACH_EVIDENCE: _to(*_OFFICE) | _to(Role.LIAISON, relations=_JOINS),
    Act.GO_ON: _to(*_OFFICE),
    Act.RETURN: _to(*_OFFICE),
    Act.VERIFY: _to(*_OFFICE),
    Act.CLOSE: _to(Role.HEAD),
    Act.REOPEN: _to(Role.HEAD),
    Act.ADJUST: _to(*_OFFICE),
    Act.MERGE: _to(Role.HEAD),
    Act.TERMINATE: _to(Role.HEAD),
    Act.VIEW_SUPERVISION: _to(*_READERS, Role.LIAISON),
    Act.REMIND: _to(*_OFFICE),
    Act.DRAFT_LETTER: _to(*_OFFICE),
    Act.SEND_LETTER: _to(Role.HEAD),
    Act.ANSWER_LETTER: _to(Role.LIAISON, relations=_JOINS),
    Act.CLOSE_LETTER: _to(*_OFFICE),
    Act.DRAFT_BULLETIN: _to(*_OFFICE),
    Act.APPROVE_BULLETIN: _to(Role.HEAD),
    Act.ISSUE_BULLETIN: _to(Role.HEAD),
    Act.LOCK_PERIOD: _to(Role.HEAD),
    Act.REOPEN_PERIOD: _to(Role.HEAD),
    Act.VIEW_CONSULTATION: _to(*_READERS, Role.LIAISON),
    Act.OPEN_CONSULTATION: _to(*_OFFICE),
    Act.GIVE_OPINION: _to(Role.LIAISON),
    Act.DECIDE_OPINION: _to(*_OFFICE),
    Act.CLOSE_CONSULTATION: _to(Role.HEAD),
    Act.VIEW_FIGURES: _to(*_READERS, Role.LIAISON, Role.INSTITUTION),
    Act.VIEW_RECORDS: _to(Role.ANALYST, Role.AUDITOR, Role.OFFICE, Role.HEAD),
    Act.CONFIRM_BINDING: _to(*_OFFICE, Role.ANALYST),
    Act.SET_PATH: _to(*_OFFICE),
    Act.JUDGE: _to(*_OFFICE, Role.ANALYST),
    Act.VIEW_MECHANISMS: _to(*_READERS, Role.INSTITUTION),
    Act.VIEW_DATA: _to(*_OFFICE, Role.ANALYST, Role.AUDITOR),
    Act.LOAD_DATA: _to(Role.ANALYST, Role.OFFICE),
    Act.VIEW_SYSTEM: _to(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR),
    Act.MANAGE_UNITS: _to(Role.SYSTEM_ADMIN),
    Act.MANAGE_PEOPLE: _to(Role.SYSTEM_ADMIN),
    Act.BACKUP: _to(Role.SYSTEM_ADMIN),
    Act.SET_ROLE: _to(Role.SECURITY_ADMIN),
    Act.RESET_PASSWORD: _to(Role.SECURITY_ADMIN),
    Act.UNLOCK: _to(Role.SECURITY_ADMIN),
    Act.MANAGE_CLIENTS: _to(Role.SECURITY_ADMIN),
    Act.VIEW_AUDIT: _to(Role.AUDIT_ADMIN, Role.AUDITOR),
    Act.VERIFY_EVENTS: _to(Role.AUDIT_ADMIN, Role.AUDITOR),
}


def may(role: str, act: Act, relation: Relation = Relation.NONE) -> bool:
    """Whether a role whose unit stands in a relation to the entry may do an act."""
    return any(r == role and relation in relations for r, relations in MATRIX[act].items())


def roles_of(act: Act) -> frozenset[str]:
    """Roles that may do an act in some relation."""
    return frozenset(role.value for role in MATRIX[act])
