"""Cases against persons: what is refused by which article, what a decision leaves, until when (A62–A75, A80)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from app.accounts import appoint, open_account
from app.trial.world import EXPERT, World, instant
from handlers import violation
from handlers.evidence import bars, credentials, pool, suspects, violations
from handlers.handler import Actor
from handlers.records.committees import Expert, PoolMember
from handlers.records.integrity import IntegrityRecord
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.review_sessions import ReviewSession
from handlers.records.violations import BlacklistEntry, DestructionHold, SessionCheck, ViolationCase
from handlers.rules.article import Unlawful
from handlers.rules.draw import exclusion
from handlers.rules.roles import Role
from handlers.rules.terms import DeclarationStatus, IntegritySubject
from handlers.violation import texts
from tests.story import Story

D = date
DAY = instant(2026, 10, 12)
FOUND: dict[str, Any] = {
    "outcome": "established",
    "code": "V62.2",
    "facts": "任务书和编制组名单均无其姓名",
    "happened_on": D(2026, 9, 2),
    "evidence": "核查笔录1\n任务书复印件",
    "hearing": "held",
    "statement": "承认事实",
}


@pytest.fixture
def story(world: World) -> Story:
    return Story(world)


def refused(refusal: pytest.ExceptionInfo[Unlawful]) -> set[str]:
    return {breach.id for breach in refusal.value.breaches}


def supervisor(world: World, number: int = 1, body: Organisation | None = None) -> Actor:
    return world.act(Role.SUPERVISOR, body or world.region_hr, number)


def opened(world: World, named: str, now: datetime = DAY, **changes: Any) -> ViolationCase:
    """A case entered by a supervisor of the region."""
    actor = supervisor(world)
    person = world.session.get_one(Person, actor.person_id)
    given = {"subject": "applicant", "named": named, "code": "V62.2", "facts": "反映业绩系抄袭", **changes}
    answer = violation.open(person, actor=actor, now=now, **given)
    case = world.session.get_one(ViolationCase, answer["subject"].partition(":")[2])
    violation.register(case, now=now)
    return case


def investigated(world: World, case: ViolationCase, now: datetime = DAY, **changes: Any) -> ViolationCase:
    violation.investigate(case, actor=supervisor(world), now=now, **{**FOUND, **changes})
    return case


def verified(world: World, case: ViolationCase, now: datetime = DAY) -> ViolationCase:
    """Looked into by both bodies, each by a person of its own, and found established."""
    violation.verify_unit(case, actor=head(world, case), now=now, finding="established", text="属实")
    violation.verify_forming(case, actor=investigator(world), now=now, finding="established", text="属实")
    return case


def head(world: World, case: ViolationCase) -> Actor:
    return world.act(Role.UNIT_HEAD, world.session.get_one(Organisation, case.recommender_id))


def investigator(world: World) -> Actor:
    return world.act(Role.INVESTIGATOR, world.region_industry)


def assessed(world: World, case: ViolationCase, now: datetime = DAY, **changes: Any) -> ViolationCase:
    violation.assess(case, actor=supervisor(world), now=now, **{"serious_reason": "初次", **changes})
    return case


def ready(story: Story, name: str = "申报人甲", now: datetime = DAY, **changes: Any) -> ViolationCase:
    """A case against an applicant without a title, ready to be decided."""
    story.submitted(story.world.applicant(name))
    case = verified(story.world, investigated(story.world, opened(story.world, name, now), now), now)
    return assessed(story.world, case, now, **changes)


def titled(story: Story) -> ViolationCase:
    """The same against somebody who holds the title; a day after its seal."""
    declaration = story.submitted(story.world.applicant("申报人甲"))
    story.accepted(declaration)
    story.certified(story.voted([declaration]))
    now = instant(2026, 11, 20)
    return investigated(story.world, opened(story.world, declaration.number, now), now)


# --- opening and investigating ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("subject", "code"), [("applicant", "V62.5"), ("applicant", "V63.1"), ("staff", "V65.1")])
def test_A71_1c_a_case_is_opened_under_an_item_of_its_catalogue(story: Story, subject: str, code: str) -> None:
    story.submitted(story.world.applicant("申报人甲"))

    with pytest.raises(Unlawful) as refusal:
        opened(story.world, "申报人甲", subject=subject, code=code)

    assert refused(refusal) == {"A71.1c"}


@pytest.mark.parametrize(
    ("changes", "ids"),
    [
        ({"code": "V62.5"}, {"A62"}),
        ({"evidence": ""}, {"A62"}),
        ({"evidence": " \n "}, {"A62"}),
        ({"facts": " "}, {"A62"}),
        ({"happened_on": D(2025, 5, 11)}, {"A81.1", "A81.2"}),
        ({"statement": ""}, {"A71.1b"}),
        ({"hearing": "waived"}, {"A71.1b"}),
        ({"hearing": "ask", "hearing_due_on": D(2026, 10, 12)}, {"A71.1b"}),
    ],
)
def test_A62_a_finding_needs_an_item_facts_evidence_and_a_hearing(
    story: Story, changes: dict[str, Any], ids: set[str]
) -> None:
    story.submitted(story.world.applicant("申报人甲"))
    case = opened(story.world, "申报人甲")

    with pytest.raises(Unlawful) as refusal:
        investigated(story.world, case, **changes)

    assert refused(refusal) == ids


def test_a_name_outside_the_area_or_of_two_persons_is_asked_again(story: Story) -> None:
    world = story.world
    story.submitted(world.applicant("申报人甲"))
    story.submitted(world.applicant("申报人甲", world.league_unit))

    with pytest.raises(LookupError, match="有 2 人"):
        opened(world, "申报人甲")
    found = opened(world, "申报人甲", unit=world.league_unit.name)
    with pytest.raises(LookupError, match="没有找到"):
        suspects.found(
            world.session,
            IntegritySubject.APPLICANT,
            "申报人甲",
            world.league_unit.name,
            world.county_hr,
            D(2026, 10, 12),
        )

    assert found.unit_id == world.league_unit.id


# --- hearing and verification ----------------------------------------------------------------------------------------


def test_A71_1a_nothing_is_decided_before_the_person_was_heard(story: Story) -> None:
    case = ready(story)
    case.heard_at = None

    with pytest.raises(Unlawful) as refusal:
        violation.cancel(case, actor=head(story.world, case), now=DAY, number="取1")

    assert refused(refusal) == {"A71.1a"}


def test_A71_1a_silence_after_the_day_is_recorded_and_lets_the_case_go_on(story: Story) -> None:
    story.submitted(story.world.applicant("申报人甲"))
    case = opened(story.world, "申报人甲")
    investigated(story.world, case, hearing="ask", statement=None, hearing_due_on=D(2026, 10, 19))
    violation.lapse(case, now=instant(2026, 10, 20, 0))
    assessed(story.world, verified(story.world, case, instant(2026, 10, 20)), instant(2026, 10, 20))

    decided = violation.cancel(case, actor=head(story.world, case), now=instant(2026, 10, 20), number="取1")

    assert "2026-10-19" in case.unheard_reason
    assert decided["recorded"]


def test_A72_2b_one_person_does_not_verify_for_both_nor_for_another_body(story: Story) -> None:
    world = story.world
    story.submitted(world.applicant("申报人甲"))
    case = investigated(world, opened(world, "申报人甲"))
    violation.verify_unit(case, actor=head(world, case), now=DAY, finding="established", text="属实")
    same = Actor("a", head(world, case).person_id, "同一人", Role.INVESTIGATOR, world.region_industry.id)

    for actor in (same, world.act(Role.INVESTIGATOR, world.league_industry), supervisor(world)):
        with pytest.raises(Unlawful) as refusal:
            violation.verify_forming(case, actor=actor, now=DAY, finding="established", text="属实")
        assert refused(refusal) == {"A72.2b"}


# --- applicants ------------------------------------------------------------------------------------------------------


def test_A72_3_effective_2026_03_15_bars_through_2029_03_14(story: Story) -> None:
    case = ready(story, now=instant(2026, 10, 12))
    on = instant(2026, 3, 15)
    case.heard_at = on
    violation.cancel(case, actor=head(story.world, case), now=on, number="取1")
    story.world.session.expire(case.person, ["integrity"])

    record = story.world.session.scalars(select(IntegrityRecord)).one()

    assert (record.effective_on, record.ends_on, record.number) == (D(2026, 3, 15), D(2029, 3, 14), "取1")
    assert credentials.barred_to(case.person, D(2029, 3, 14)) == D(2029, 3, 14)
    assert bars.applicant_records(story.world.session, case.person_id, D(2029, 3, 14)) == ("取1",)
    assert bars.applicant_records(story.world.session, case.person_id, D(2029, 3, 15)) == ()


def test_A72_1_only_the_employer_cancels_and_every_running_declaration_is_told(story: Story) -> None:
    case = ready(story)
    other = story.world.act(Role.UNIT_HEAD, story.world.league_unit)

    with pytest.raises(Unlawful) as refusal:
        violation.cancel(case, actor=other, now=DAY, number="取1")
    violation.cancel(case, actor=head(story.world, case), now=DAY, number="取1")
    told = violation.tell_declarations(case)["messages"]

    assert refused(refusal) == {"A72.1"}
    assert [each["to"] for each in told] == [f"declaration:{case.declaration_id}"]
    assert (told[0]["number"], case.letters[0].to_id) == ("取1", case.forming_unit_id)


def test_A72_1a_cancel_only_leaves_no_record_and_gives_reasons(story: Story) -> None:
    with pytest.raises(Unlawful) as refusal:
        ready(story, cancel_only=True)
    case = story.world.session.scalars(select(ViolationCase)).one()
    assessed(story.world, case, cancel_only=True, cancel_only_reason="主动说明")
    violation.cancel(case, actor=head(story.world, case), now=DAY, number="取1")

    assert refused(refusal) == {"A72.1a"}
    assert story.world.session.scalars(select(IntegrityRecord)).all() == []
    assert bars.applicant_records(story.world.session, case.person_id, D(2026, 10, 12)) == ("取1",)


def test_A72_4_a_serious_case_is_told_to_the_unit_with_the_decision(story: Story) -> None:
    with pytest.raises(Unlawful) as refusal:
        ready(story, serious=True)
    case = story.world.session.scalars(select(ViolationCase)).one()
    assessed(story.world, case, serious=True, letter_number="函1", suggestion="建议处分")
    assert case.letters == []
    violation.cancel(case, actor=head(story.world, case), now=DAY, number="取1")

    assert refused(refusal) == {"A72.4"}
    assert [(each.kind, each.number) for each in case.letters] == [("told", "取1"), ("serious", "函1")]


def test_A72_2_a_title_falls_after_two_verifications_by_the_competent_department(story: Story) -> None:
    world, now = story.world, instant(2026, 11, 23)
    case = titled(story)
    officer = world.act(Role.CONFIRMATION_OFFICER, world.region_hr)
    violation.verify_unit(case, actor=head(world, case), now=now, finding="established", text="属实")
    assessed(world, case, now)

    with pytest.raises(Unlawful) as one:
        violation.annul(case, actor=officer, now=now, number="撤1", reason="抄袭")
    violation.verify_forming(case, actor=investigator(world), now=now, finding="established", text="属实")
    with pytest.raises(Unlawful) as county:
        violation.annul(
            case, actor=world.act(Role.CONFIRMATION_OFFICER, world.county_hr), now=now, number="撤1", reason="抄袭"
        )
    with pytest.raises(Unlawful) as cancelled:
        violation.cancel(case, actor=head(world, case), now=now, number="取1")
    done = violation.annul(case, actor=officer, now=now, number="撤1", reason="抄袭")

    assert refused(one) == {"A72.2"}
    assert refused(county) == {"A72.2a"}
    assert refused(cancelled) == {"A72.1"}
    assert (done["voided"], done["ends_on"]) == ([], "2029-11-22")
    assert case.certificate is not None and case.certificate.status == "revoked"
    assert case.declaration is not None and case.declaration.status is DeclarationStatus.ANNULLED


def test_A72_2_a_verification_that_found_nothing_is_none(story: Story) -> None:
    world, now = story.world, instant(2026, 11, 23)
    case = titled(story)
    violation.verify_unit(case, actor=head(world, case), now=now, finding="established", text="属实")
    violation.verify_forming(case, actor=investigator(world), now=now, finding="unfounded", text="不属实")
    assessed(world, case, now)

    with pytest.raises(Unlawful) as refusal:
        violation.annul(
            case, actor=world.act(Role.CONFIRMATION_OFFICER, world.region_hr), now=now, number="撤1", reason="抄袭"
        )

    assert refused(refusal) == {"A72.2"}


# --- experts ---------------------------------------------------------------------------------------------------------


def expert_case(world: World, now: datetime = DAY) -> ViolationCase:
    case = opened(world, f"{EXPERT}07", now, subject="expert", code="V63.4")
    return assessed(world, investigated(world, case, now, code="V63.4"), now)


def disqualified(world: World, case: ViolationCase, now: datetime = DAY, body: Organisation | None = None) -> None:
    actor = world.act(Role.FORMING_MANAGER, body or world.region_industry)
    violation.disqualify(case, actor=actor, now=now, number="取2", unit_letter_number="函2", suggestion="批评教育")


def test_A73_1_the_forming_unit_ends_an_expert_s_work_in_all_pools_and_opens_checks(story: Story) -> None:
    world = story.world
    declaration = story.submitted(world.applicant("申报人甲"))
    story.accepted(declaration)
    review = story.planned()
    story.drawn(review)
    seat = review.seats[0].expert
    case = opened(world, seat.person.name, subject="expert", code="V63.4")
    assessed(world, investigated(world, case, code="V63.4"))

    with pytest.raises(Unlawful) as refusal:
        disqualified(world, case, body=world.league_industry)
    disqualified(world, case)

    checks = world.session.scalars(select(SessionCheck)).all()
    pools = world.session.scalars(select(PoolMember).where(PoolMember.expert_id == seat.id)).unique().all()
    assert refused(refusal) == {"A73.1"}
    assert {check.session_id for check in checks} == {review.id}
    assert bars.expert_bars(world.session, [seat.id], D(2026, 10, 12)) == {seat.id: D(2029, 10, 11)}
    assert [member.term_to for member in pools] == [D(2026, 10, 11)]


def test_A73_1_a_disqualified_expert_is_not_drawn_in_the_second_year_nor_after_the_record(world: World) -> None:
    case = expert_case(world)
    disqualified(world, case)
    review = ReviewSession(number="P1", committee=world.committee, call=world.call, created_at=DAY)
    world.session.add(review)
    world.session.flush()
    expert = world.session.scalars(select(Expert).where(Expert.person_id == case.person_id)).one()

    for on in (D(2026, 10, 12), D(2027, 10, 12), D(2029, 10, 11), D(2029, 10, 12)):
        found = next(each for each in pool.pool_experts(review, on) if each.id == expert.id)
        assert exclusion(found, pool.need(review, on)) is not None, on


# --- staff -----------------------------------------------------------------------------------------------------------


def test_A74_1_staff_need_an_order_and_a_circular(world: World) -> None:
    actor = world.act(Role.OFFICE_CLERK, world.office)
    account = open_account(world.session, "clerk", "-", actor.person_id)
    world.session.flush()
    appoint(world.session, account, Role.OFFICE_CLERK, world.office.id, D(2026, 1, 1))
    case = ViolationCase.from_clue(
        None, IntegritySubject.STAFF, actor.person_id, "V64.1", "未打开附件即通过", world.region_hr.id, DAY
    )
    case.unit_id = world.office.id
    world.session.add(case)
    world.session.flush()
    violation.register(case, now=DAY)
    assessed(world, investigated(world, case, code="V64.1"))
    chief = world.act(Role.UNIT_HEAD, world.office)
    held = texts.bar_data(case, chief, DAY, None)["posts"]

    with pytest.raises(Unlawful) as refusal:
        violation.bar_staff(case, actor=chief, now=DAY, order_number="令1", circular_number=" ", circular="通报")
    done = violation.bar_staff(case, actor=chief, now=DAY, order_number="令1", circular_number="通1", circular="通报")

    assert refused(refusal) == {"A74.1"}
    assert "办事机构经办" in held
    assert done["ends_on"] == "2029-10-11"
    for on, lawful in ((D(2026, 10, 12), False), (D(2029, 10, 11), False), (D(2029, 10, 12), True)):
        world.session.expire(case.person, ["integrity"])
        if lawful:
            assert appoint(world.session, account, Role.HR_CLERK, world.region_hr.id, on)
            continue
        with pytest.raises(Unlawful) as grant:
            appoint(world.session, account, Role.HR_CLERK, world.region_hr.id, on)
        assert refused(grant) == {"A74.1a"}
    assert appoint(world.session, account, Role.APPLICANT, world.office.id, D(2026, 10, 12))


# --- what follows ----------------------------------------------------------------------------------------------------


def test_A75_2_only_the_region_blacklists_and_only_on_a_record(story: Story) -> None:
    world = story.world
    case = ready(story, dishonest=True)
    given = {"now": DAY, "decision": "list", "finding": "多次造假", "number": "黑1"}

    with pytest.raises(Unlawful) as early:
        violation.blacklist(case, actor=supervisor(world), **given)
    violation.cancel(case, actor=head(world, case), now=DAY, number="取1")
    violation.report_region(case)
    assert case.reported_to_id == world.region_hr.id
    with pytest.raises(Unlawful) as league:
        violation.blacklist(case, actor=supervisor(world, body=world.league_hr), **given)
    with pytest.raises(Unlawful) as unnumbered:
        violation.blacklist(case, actor=supervisor(world), **{**given, "number": None})
    violation.blacklist(case, actor=supervisor(world), **given)

    assert refused(early) == refused(league) == refused(unnumbered) == {"A75.2"}
    assert [entry.number for entry in world.session.scalars(select(BlacklistEntry))] == ["黑1"]


def test_A80_2_papers_handed_to_the_police_are_held(story: Story) -> None:
    case = ready(story, crime=True)
    given = {"actor": supervisor(story.world), "now": DAY, "to": "公安局", "basis": "涉嫌伪造证件", "number": "移1"}

    with pytest.raises(Unlawful) as refusal:
        violation.refer_police(case, papers=" \n", **given)
    violation.refer_police(case, papers="卷1\n卷2\n卷1", **given)

    assert refused(refusal) == {"A80.2"}
    assert {hold.paper for hold in story.world.session.scalars(select(DestructionHold))} == {"卷1", "卷2"}


# --- appeals ---------------------------------------------------------------------------------------------------------


def appealed(story: Story) -> ViolationCase:
    case = ready(story)
    violation.cancel(case, actor=head(story.world, case), now=DAY, number="取1")
    record = case.decisions[0].record
    assert record is not None
    return violation.file_appeal(story.world.session, record.id, case.person_id, "与事实不符，请求更正", DAY)


@pytest.mark.parametrize(
    ("ends_on", "barred_to"),
    [(D(2027, 10, 11), D(2027, 10, 11)), (None, None)],
    ids=["shortened", "withdrawn"],
)
def test_A71_2a_an_appeal_replaces_the_row_and_the_old_one_stays(
    story: Story, ends_on: date | None, barred_to: date | None
) -> None:
    case = appealed(story)
    given = {"now": DAY, "outcome": "corrected", "reason": "部分属实", "ends_on": ends_on}

    with pytest.raises(Unlawful) as same_person:
        violation.decide_appeal(case, actor=supervisor(story.world), number="复1", **given)
    with pytest.raises(Unlawful) as same_number:
        violation.decide_appeal(case, actor=supervisor(story.world, 2), number="取1", **given)
    case.appeals[0].decided_at = None
    violation.decide_appeal(case, actor=supervisor(story.world, 2), number="复1", **given)
    story.world.session.expire(case.person, ["integrity"])

    assert refused(same_person) == {"A33.3a"}
    assert refused(same_number) == {"A71.2a"}
    assert len(case.person.integrity) == 2
    assert credentials.barred_to(case.person, D(2026, 10, 13)) == barred_to
    assert [row.number for row in violations.standing_records(case)] == ["复1"]


def test_A71_2a_a_record_is_not_made_longer_on_appeal(story: Story) -> None:
    case = appealed(story)

    with pytest.raises(Unlawful) as refusal:
        violation.decide_appeal(
            case, actor=supervisor(story.world, 2), now=DAY, outcome="corrected", number="复1", reason="加重",
            ends_on=D(2029, 10, 12),
        )  # fmt: skip

    assert refused(refusal) == {"A71.2a"}


def test_an_appeal_is_one_s_own_and_one_at_a_time(story: Story) -> None:
    case = appealed(story)
    record, session = case.decisions[0].record, story.world.session
    assert record is not None

    with pytest.raises(LookupError, match="正在办理"):
        violation.file_appeal(session, record.id, case.person_id, "再次请求更正", DAY)
    with pytest.raises(LookupError, match="不能在这里申诉"):
        violation.file_appeal(session, record.id, "somebody-else", "请求更正", DAY)


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_A70_who_reported_is_shown_to_nobody_in_the_case(story: Story) -> None:
    declaration = story.submitted(story.world.applicant("申报人甲"))
    case = ViolationCase.from_clue(
        "clue-of-知情人",
        IntegritySubject.APPLICANT,
        declaration.person_id,
        "V62.2",
        "业绩存疑",
        story.world.region_hr.id,
        DAY,
    )
    story.world.session.add(case)
    story.world.session.flush()
    violation.register(case, now=DAY)
    assessed(story.world, verified(story.world, investigated(story.world, case)))

    actor = story.world.as_self(declaration.person)
    shown = [
        each(case, actor, DAY, None)
        for each in (texts.case_data, texts.hearing_data, texts.assess_data, texts.decide_data)
    ]

    assert "知情人" not in str(shown)
    assert declaration.number in str(shown)
