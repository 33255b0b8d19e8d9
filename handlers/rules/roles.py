"""The roles of the regulation. A lane of a diagram carries one of these titles as its name."""

from __future__ import annotations

from handlers.rules.terms import Term


class Role(Term):
    """Who may do what; the value is stored, the label is the lane's name."""

    APPLICANT = "applicant", "申报人"
    UNIT_CLERK = "unit_clerk", "用人单位经办"
    UNIT_HEAD = "unit_head", "用人单位负责人"
    USING_UNIT_CLERK = "using_unit_clerk", "用工单位经办"
    INDUSTRY_CLERK = "industry_clerk", "主管部门经办"
    HR_CLERK = "hr_clerk", "人社部门经办"
    CENTRE_SORTER = "centre_sorter", "服务中心分类岗"
    OFFICE_CLERK = "office_clerk", "办事机构经办"
    OFFICE_CHIEF = "office_chief", "办事机构负责人"
    FORMING_MANAGER = "forming_manager", "组建单位管理员"
    INVESTIGATOR = "investigator", "组建单位调查员"
    CHAIR = "chair", "主任委员"
    VICE_CHAIR = "vice_chair", "副主任委员"
    EXPERT = "expert", "评审专家"
    OBSERVER = "observer", "纪检监察观察员"
    FILING_OFFICER = "filing_officer", "核准备案人员"
    CONFIRMATION_OFFICER = "confirmation_officer", "核准确认人员"
    SEAL_OFFICER = "seal_officer", "用印人员"
    SUPERVISOR = "supervisor", "监管人员"
    DESIGNER = "designer", "流程设计师"
    RULE_KEEPER = "rule_keeper", "规则与日历管理员"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDITOR = "auditor", "审计员"


BY_TITLE = {role.label: role for role in Role}
