"""What follows a violation, by subject (A72–A80, table i).

Answers rows; takes no measure. Each measure is an act of its own that asks the law again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.rules.terms import Term

YEARS = 3


class Party(Term):
    """Who is sanctioned; table (i) tells employers by ownership."""

    APPLICANT = "applicant", "申报人"
    EXPERT = "expert", "评审专家"
    STAFF = "staff", "工作人员"
    COMMITTEE = "committee", "评委会"
    EMPLOYER = "employer", "用人单位"
    NON_PUBLIC = "non_public", "非公有制经济组织"
    AGENCY = "agency", "人事代理机构"
    OUTSIDER = "outsider", "社会中介机构、虚假网站"


class Sanction(Term):
    """The measure."""

    CANCELLATION = "cancellation", "取消申报资格"
    ANNULMENT = "annulment", "撤销职称"
    NOTIFICATION = "notification", "通报所在单位并建议处理"
    DISQUALIFICATION = "disqualification", "取消评审专家资格"
    STAFF_BAR = "staff_bar", "不得从事职称评审工作并通报批评"
    LADDER = "ladder", "提醒、约谈、收回评审权、不予认可"
    CRITICISM = "criticism", "批评教育、责令补救、限期整改，整改不力的通报批评"
    BLACKLISTING = "blacklisting", "列入失信黑名单"
    DISCIPLINE = "discipline", "移送追究党纪政务责任"
    POLICE = "police", "移送公安机关"
    JOINT_ACTION = "joint_action", "会同有关部门查处"


class SanctionDecider(Term):
    """Who decides the measure."""

    EMPLOYER = "employer", "用人单位"
    COMPETENT_HR = "competent_hr", "按职称管理权限的人社部门"
    FORMING_UNIT = "forming_unit", "评委会组建单位"
    RELEVANT_UNIT = "relevant_unit", "相关单位"
    SUPERVISORS = "supervisors", "监管部门"
    HR_OR_FORMING_UNIT = "hr_or_forming_unit", "人社部门或评委会组建单位"
    REGION_HR = "region_hr", "自治区人社厅"
    AUTHORITIES = "authorities", "有关部门"


class Told(Term):
    """Who is told besides the person."""

    NOBODY = "nobody", "无"
    FORMING_UNIT = "forming_unit", "评委会组建单位"
    UNIT = "unit", "所在单位"
    DEPARTMENT = "department", "主管部门"
    DISCIPLINE_BODY = "discipline_body", "纪检监察机关"
    POLICE_BODY = "police_body", "公安机关"


class Consequence(Term):
    """What the system does."""

    MAY_NOT_DECLARE = "may_not_declare", "记录期内不得申报"
    DECLARATIONS_CLOSED = "declarations_closed", "取消在办申报"
    CERTIFICATE_INVALID = "certificate_invalid", "证书失效，不得申报"
    OUT_OF_POOLS = "out_of_pools", "移出全部专家库"
    ROLES_LOCKED = "roles_locked", "停用职称工作岗位"
    LOGGED = "logged", "记入措施台账"
    FLAGGED = "flagged", "黑名单标记"
    DESTRUCTION_HELD = "destruction_held", "材料停止销毁"
    REFERRED = "referred", "移送登记"


@dataclass(frozen=True)
class Offence:
    """An established violation: by whom, and what a person found of it.

    `cancel_only`: the authority chose, with reasons, to cancel without a record (I-29); without a title only.
    """

    party: Party
    title_obtained: bool = False
    cancel_only: bool = False
    serious: bool = False
    dishonest: bool = False
    discipline: bool = False
    crime: bool = False


@dataclass(frozen=True)
class SanctionRow:
    """A row of table (i). `years`: how long the integrity record runs, 0 for none."""

    row: str
    sanction: Sanction
    decided_by: SanctionDecider
    years: int
    consequence: Consequence
    told: Told


_D, _C, _T, _S = SanctionDecider, Consequence, Told, Sanction
CANCELLED = SanctionRow("1", _S.CANCELLATION, _D.EMPLOYER, YEARS, _C.MAY_NOT_DECLARE, _T.FORMING_UNIT)
CANCELLED_ONLY = SanctionRow("1c", _S.CANCELLATION, _D.EMPLOYER, 0, _C.DECLARATIONS_CLOSED, _T.FORMING_UNIT)
ANNULLED = SanctionRow("2", _S.ANNULMENT, _D.COMPETENT_HR, YEARS, _C.CERTIFICATE_INVALID, _T.NOBODY)
NOTIFIED = SanctionRow("2s", _S.NOTIFICATION, _D.COMPETENT_HR, 0, _C.LOGGED, _T.UNIT)
BY_PARTY = {
    Party.EXPERT: SanctionRow("3", _S.DISQUALIFICATION, _D.FORMING_UNIT, YEARS, _C.OUT_OF_POOLS, _T.UNIT),
    Party.STAFF: SanctionRow("4", _S.STAFF_BAR, _D.RELEVANT_UNIT, YEARS, _C.ROLES_LOCKED, _T.NOBODY),
    Party.COMMITTEE: SanctionRow("5", _S.LADDER, _D.SUPERVISORS, 0, _C.LOGGED, _T.FORMING_UNIT),
    Party.EMPLOYER: SanctionRow("6", _S.CRITICISM, _D.HR_OR_FORMING_UNIT, 0, _C.LOGGED, _T.DEPARTMENT),
    Party.NON_PUBLIC: SanctionRow("7", _S.CRITICISM, _D.COMPETENT_HR, 0, _C.LOGGED, _T.DEPARTMENT),
    Party.AGENCY: SanctionRow("7", _S.CRITICISM, _D.COMPETENT_HR, 0, _C.LOGGED, _T.DEPARTMENT),
    Party.OUTSIDER: SanctionRow("10", _S.JOINT_ACTION, _D.AUTHORITIES, 0, _C.REFERRED, _T.NOBODY),
}
BLACKLISTED = SanctionRow("8", _S.BLACKLISTING, _D.REGION_HR, 0, _C.FLAGGED, _T.NOBODY)
DISCIPLINED = SanctionRow("9", _S.DISCIPLINE, _D.AUTHORITIES, 0, _C.DESTRUCTION_HELD, _T.DISCIPLINE_BODY)
PROSECUTED = SanctionRow("9c", _S.POLICE, _D.AUTHORITIES, 0, _C.DESTRUCTION_HELD, _T.POLICE_BODY)


def sanctions(offence: Offence) -> tuple[SanctionRow, ...]:
    """Every row of table (i) that applies, in the table's order (hit policy C)."""
    return tuple(_rows(offence))


def _rows(offence: Offence) -> Iterator[SanctionRow]:
    if offence.party is Party.APPLICANT:
        yield from _applicant(offence)
    else:
        yield BY_PARTY[offence.party]
    if offence.dishonest:
        yield BLACKLISTED
    if offence.discipline:
        yield DISCIPLINED
    if offence.crime:
        yield PROSECUTED


def _applicant(offence: Offence) -> Iterator[SanctionRow]:
    if offence.title_obtained:
        yield ANNULLED
    else:
        yield CANCELLED_ONLY if offence.cancel_only else CANCELLED
    if offence.serious:
        yield NOTIFIED
