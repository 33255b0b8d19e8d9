"""Clues and what becomes of them, referrals to other authorities, complaint channels (A67.3, A68, A70)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.article import Breaches, Doubt, article
from handlers.rules.terms import Term
from handlers.rules.workdays import Calendar, Limit

CLUE_WORKDAYS = 10


class ClueSource(Term):
    """Where a clue comes from."""

    PETITION = "petition", "来信来访"
    ONLINE_MESSAGE = "online_message", "网民留言"
    COMPLAINT = "complaint", "投诉举报"
    MEDIA = "media", "媒体报道"
    AUDIT = "audit", "巡视审计"
    INSPECTION = "inspection", "抽查巡查"
    SCREENING = "screening", "数据筛查"


class ClueSubject(Term):
    """What a clue is about. A name alone is enough: whoever reports need not know a record."""

    COMMITTEE = "committee", "评审委员会"
    UNIT = "unit", "用人单位"
    AGENCY = "agency", "人事代理机构"
    DECLARATION = "declaration", "个人申报"
    PERSON = "person", "工作人员或评审专家"
    WEBSITE = "website", "网站或中介"


class Disposition(Term):
    """What becomes of a clue."""

    INSPECTION = "inspection", "督查"
    BACK_CHECK = "back_check", "倒查"
    RECHECK = "recheck", "复查"
    REFERRED = "referred", "移送"
    CLOSED = "closed", "了结"


class Recipient(Term):
    """To whom a matter outside the HR departments' power is referred."""

    POLICE = "police", "公安机关"
    CYBERSPACE = "cyberspace", "网信部门"
    MARKET = "market", "市场监管部门"
    INDUSTRY = "industry", "行业主管部门"


class Abuse(Term):
    """What is cleaned up together with other authorities."""

    FAKE_REVIEW = "fake_review", "假冒职称评审"
    FAKE_CERTIFICATE = "fake_certificate", "制作贩卖假证"
    FAKE_SITE = "fake_site", "虚假网站"
    FALSE_ADVERTISING = "false_advertising", "虚假宣传"
    CONTRACT_TRAP = "contract_trap", "设置合同陷阱"
    UNLAWFUL_FEE = "unlawful_fee", "违规收费"
    PAPER_MILL = "paper_mill", "论文代写代发、虚假刊发"


@dataclass(frozen=True)
class Clue:
    """A clue in the register, seen on day `on`."""

    source: ClueSource | None
    content: str
    disposition: Disposition | None
    due_on: date
    on: date
    provisional: bool = False


@dataclass(frozen=True)
class Handling:
    """A clue about to be looked into. `concerned`: ids of the bodies and persons it is about."""

    person: str
    body: str
    concerned: tuple[str, ...]


@dataclass(frozen=True)
class Disposal:
    """A clue about to be disposed of. `subject` is the body or person the clue is about; ids are opaque."""

    disposition: Disposition | None
    reason: str
    disposed_by: str
    subject: str
    due_on: date
    disposed_on: date
    provisional: bool = False


@dataclass(frozen=True)
class Referral:
    """A matter about to be handed to another authority."""

    to: Recipient | None
    abuse: Abuse | None
    facts: str
    evidence: tuple[str, ...]
    number: str


@dataclass(frozen=True)
class ComplaintChannel:
    """How one body takes complaints: the places to complain, a receipt, and that the complainant is protected."""

    body: str
    places: tuple[str, ...]
    receipt: bool
    confidential: bool


def clue_due(received_on: date, calendar: Calendar) -> Limit:
    """Until when a clue is disposed of: ten working days after its receipt (I-40, not statutory)."""
    return calendar.maximum(received_on, CLUE_WORKDAYS)


@article("A67.3")
def clue_is_followed_up(clue: Clue) -> Breaches:
    """Every clue has its source and content on record and is disposed of within its term (I-40)."""
    if clue.source is None or not clue.content.strip():
        yield "线索没有来源或内容，不得登记；请写明来源和反映的问题"
    if clue.disposition is None and not clue.provisional and clue.on > clue.due_on:
        yield f"线索应于 {clue.due_on} 前处置，至 {clue.on} 仍未处置；请选择督查、倒查、复查、移送或了结"


@article("A67.3b")
def clue_is_looked_into_by_others(handling: Handling) -> Breaches:
    """Whom or what body a clue is about does not look into it."""
    if {handling.person, handling.body} & set(handling.concerned):
        yield "线索反映的对象不得核实、查办该线索；请由其他监管单位或人员办理"


@article("A67.3a")
def clue_is_disposed_of_with_reasons(disposal: Disposal) -> Breaches:
    """A clue ends with a disposition and its reason, by somebody it is not about; lateness is on record."""
    if disposal.disposition is None:
        yield "没有选定处置方式，不得办结线索；请选择督查、倒查、复查、移送或了结"
    if not disposal.reason.strip():
        yield "线索处置没有说明理由，不得办结；请写明理由"
    if disposal.disposed_by == disposal.subject:
        yield "线索反映的对象不得处置该线索；请由其他单位或人员处置"
    if not disposal.provisional and disposal.disposed_on > disposal.due_on:
        yield Doubt(f"线索应于 {disposal.due_on} 前处置，实际 {disposal.disposed_on}，已逾期")


@article("A68.1")
def referral_names_facts_and_recipient(referral: Referral) -> Breaches:
    """Fake reviews, certificates, sites and paper mills are referred to whom they concern, with facts and evidence."""
    missing = [
        name
        for name, given in (
            ("移送对象", referral.to is not None),
            ("问题类别", referral.abuse is not None),
            ("事实", bool(referral.facts.strip())),
            ("证据", any(each.strip() for each in referral.evidence)),
            ("移送文号", bool(referral.number.strip())),
        )
        if not given
    ]
    if missing:
        yield f"移送材料缺少：{'、'.join(missing)}，不得移送；请补充完整"


@article("A70.1")
def body_has_a_complaint_channel(channel: ComplaintChannel) -> Breaches:
    """Supervisors, departments, forming units and offices take complaints, give receipts and protect who complains."""
    if not any(place.strip() for place in channel.places):
        yield f"{channel.body}没有公布投诉举报渠道，不得开展评审工作；请先设立并公布"
    if not channel.receipt:
        yield f"{channel.body}的投诉举报没有回执，不得使用；请出具受理编号"
    if not channel.confidential:
        yield f"{channel.body}的投诉举报没有为举报人保密，不得使用；请限定查看人员"
