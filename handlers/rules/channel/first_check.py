"""Who carries out the first check (A27.1, A28, A29, table b)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.article import Breaches, article
from handlers.rules.terms import EmploymentKind, Term


class Body(Term):
    """Who carries out the first check, publicity and recommendation."""

    NOBODY = "nobody", "不得申报"
    OWN_UNIT = "own_unit", "所在单位"
    DISPATCH_UNIT = "dispatch_unit", "劳务派遣单位会同用工单位"
    AGENCY = "agency", "人事代理机构"
    LOCAL_HR = "local_hr", "纳税或社保参保地人社部门或其指定单位"
    FALLBACK_HR = "fallback_hr", "居住地旗县人社部门（兜底）"


PRIVATE = (EmploymentKind.PRIVATE_ENTERPRISE, EmploymentKind.SOCIAL_ORGANISATION)
SPECIAL = (
    EmploymentKind.SKILLED_TALENT, EmploymentKind.RURAL_TALENT, EmploymentKind.HMT, EmploymentKind.FOREIGN,
)  # fmt: skip
EXCLUDED = (EmploymentKind.CIVIL_SERVANT, EmploymentKind.CIVIL_SERVICE_MANAGED, EmploymentKind.RETIRED)


@dataclass(frozen=True)
class Engagement:
    """How the applicant is employed: the inputs of table (b).

    `posted_a_year`: one year at the posting place is complete and the applicant chooses it.
    """

    kind: EmploymentKind
    employed: bool
    archived_at_agency: bool
    posted_a_year: bool


@dataclass(frozen=True)
class FirstCheckBody:
    """A row of table (b). `review`: a person looks at the choice."""

    row: int
    body: Body
    joint: bool
    review: bool


@dataclass(frozen=True)
class FirstCheckChoice:
    """What was chosen, against the engagement it was chosen for. `bodies`: how many bodies will sign."""

    engagement: Engagement
    body: Body
    joint: bool
    bodies: int


@dataclass(frozen=True)
class FirstCheckSignatures:
    """Who must sign the first check and who has (dispatch unit and using unit)."""

    required: tuple[str, ...]
    signed: tuple[str, ...]


def first_check_body(engagement: Engagement) -> FirstCheckBody:
    """Table (b): who checks first. The first matching row decides."""
    kind = engagement.kind
    if kind in EXCLUDED:
        return FirstCheckBody(1, Body.NOBODY, joint=False, review=False)
    if kind is EmploymentKind.POSTED and engagement.posted_a_year:
        return FirstCheckBody(2, Body.OWN_UNIT, joint=False, review=False)
    if kind is EmploymentKind.DISPATCHED:
        return FirstCheckBody(3, Body.DISPATCH_UNIT, joint=True, review=False)
    if kind in (EmploymentKind.INSTITUTION, EmploymentKind.INSTITUTION_CONTRACT):
        return FirstCheckBody(4, Body.OWN_UNIT, joint=False, review=False)
    if kind is EmploymentKind.STATE_ENTERPRISE:
        return FirstCheckBody(5, Body.OWN_UNIT, joint=False, review=False)
    if kind in PRIVATE:
        return FirstCheckBody(6, Body.OWN_UNIT, joint=False, review=False)
    if kind is EmploymentKind.FREELANCER:
        row, body = (7, Body.AGENCY) if engagement.archived_at_agency else (8, Body.LOCAL_HR)
        return FirstCheckBody(row, body, joint=False, review=False)
    if kind in SPECIAL and engagement.employed:
        return FirstCheckBody(9, Body.OWN_UNIT, joint=False, review=False)
    if kind in SPECIAL:
        body = Body.AGENCY if engagement.archived_at_agency else Body.LOCAL_HR
        return FirstCheckBody(10, body, joint=False, review=False)
    return FirstCheckBody(11, Body.FALLBACK_HR, joint=False, review=True)


def _body_is_lawful(choice: FirstCheckChoice, *rows: int) -> Breaches:
    lawful = first_check_body(choice.engagement)
    if lawful.row not in rows:
        return
    if lawful.body is Body.NOBODY:
        yield f"{choice.engagement.kind.label}不得申报职称，没有初审单位；请撤回申报"
    elif choice.body is not lawful.body:
        yield f"初审应由{lawful.body.label}办理，不得交{choice.body.label}；请按人员类别重新确定初审单位"
    elif choice.joint is not lawful.joint:
        yield "是否会同用工单位初审与人员类别不符；请重新确定初审单位"


@article("A27.1")
def own_unit_checks_first(choice: FirstCheckChoice) -> Breaches:
    """The applicant's unit checks the material (table b, rows 1, 2, 4, 5 and 9)."""
    if choice.engagement.kind is not EmploymentKind.INSTITUTION_CONTRACT:
        yield from _body_is_lawful(choice, 1, 2, 4, 5, 9)


@article("A28.1")
def private_unit_checks_its_staff(choice: FirstCheckChoice) -> Breaches:
    """A non-public employer checks, publicises and recommends its own staff."""
    yield from _body_is_lawful(choice, 6)


@article("A28.2")
def local_hr_checks_freelancers(choice: FirstCheckChoice) -> Breaches:
    """Freelancers are checked by the HR department of the tax or insurance place."""
    if not choice.engagement.archived_at_agency:
        yield from _body_is_lawful(choice, 8, 10)


@article("A28.3")
def agency_may_check_whose_archive_it_keeps(choice: FirstCheckChoice) -> Breaches:
    """An agency may check freelancers whose archive it keeps; the HR department still may."""
    if choice.engagement.archived_at_agency and choice.body is not Body.LOCAL_HR:
        yield from _body_is_lawful(choice, 7, 10)


@article("A28.4")
def dispatch_unit_checks_with_the_using_unit(choice: FirstCheckChoice) -> Breaches:
    """The dispatch unit checks together with the using unit."""
    yield from _body_is_lawful(choice, 3)
    if choice.engagement.kind is EmploymentKind.DISPATCHED and choice.bodies < 2:
        yield "劳务派遣人员须由派遣单位会同用工单位初审，未登记用工单位，不得办理；请先登记用工单位"


@article("A28.5")
def own_unit_checks_contract_staff(choice: FirstCheckChoice) -> Breaches:
    """An institution checks its contract staff."""
    if choice.engagement.kind is EmploymentKind.INSTITUTION_CONTRACT:
        yield from _body_is_lawful(choice, 4)


@article("A29.2")
def nobody_is_left_without_a_channel(choice: FirstCheckChoice) -> Breaches:
    """Where no row fits, the HR department of the place of residence takes the file."""
    yield from _body_is_lawful(choice, 11)


@article("A28.4a")
def every_first_checker_has_signed(signatures: FirstCheckSignatures) -> Breaches:
    """A joint first check is complete when both units have signed."""
    left = [body for body in signatures.required if body not in signatures.signed]
    if not signatures.required:
        yield "尚未确定初审单位，不得推荐；请先确定初审单位"
    elif left:
        yield f"初审须 {len(signatures.required)} 个单位签署，还有 {len(left)} 个未签署，不得推荐；请先完成会签"
