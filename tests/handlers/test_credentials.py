"""Facts about a person that records must show: probation, qualification, permit, integrity, service (A21, A72)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from app.trial.world import World, instant
from handlers import ballot, review_session
from handlers.evidence import applicants, confirmations
from handlers.records.certificates import ConfirmationBatch
from handlers.records.declarations import Declaration
from handlers.records.integrity import IntegrityRecord
from handlers.records.people import Assessment, Person, Qualification, WorkPermit
from handlers.rules import eligibility
from handlers.rules.article import Unlawful, Verdict
from handlers.rules.terms import AssessmentGrade, DeclarationStatus, EmploymentKind, IntegritySubject, Level
from tests.story import Story

D = date
GRADE = AssessmentGrade


@pytest.fixture
def story(world: World) -> Story:
    return Story(world)


def ids(refusal: pytest.ExceptionInfo[Unlawful]) -> set[str]:
    """The requirement ids a refusal cites."""
    return {breach.id for breach in refusal.value.breaches}


def record(world: World, person: Person, **changes: object) -> IntegrityRecord:
    """A decision of the region against an applicant that is effective from 2026-03-15."""
    facts = {
        "subject": IntegritySubject.APPLICANT, "violation": "V62.2", "facts": "论文抄袭", "basis": "第七十二条",
        "measure": "记入诚信档案", "effective_on": D(2026, 3, 15), "ends_on": D(2029, 3, 14), "number": "〔2026〕5号",
    }  # fmt: skip
    made = IntegrityRecord(
        person=person, decided_by=world.region_hr, recorded_at=instant(2026, 3, 15), **{**facts, **changes}
    )
    world.session.add(made)
    world.session.flush()
    return made


def beginner(story: Story) -> Declaration:
    """A bachelor newly 员级 who drafts a declaration for 助理级, which the table opens after a probation only."""
    person = story.world.applicant("申报人甲", level=Level.MEMBER, held_since=D(2026, 7, 1))
    return story.begun(person, level="assistant")


@pytest.mark.parametrize(
    ("assessed", "verdict"),
    [
        ([], Verdict.FAIL),
        ([(2009, GRADE.QUALIFIED, False)], Verdict.FAIL),
        ([(2009, GRADE.QUALIFIED, True)], Verdict.PASS),
        ([(2009, GRADE.UNQUALIFIED, True)], Verdict.FAIL),
        ([(2010, GRADE.QUALIFIED, True), (2009, GRADE.UNQUALIFIED, True)], Verdict.PASS),
        ([(2009, GRADE.BASIC, True)], Verdict.REVIEW),
        ([(2026, GRADE.QUALIFIED, True)], Verdict.PASS),
        ([(2027, GRADE.QUALIFIED, True)], Verdict.FAIL),
    ],
    ids=["none", "yearly only", "passed", "failed", "passed later", "between", "reference year", "after it"],
)
def test_A21_2_a_probation_counts_as_the_unit_recorded_it(
    story: Story, assessed: list[tuple[int, GRADE, bool]], verdict: Verdict
) -> None:
    draft = beginner(story)
    draft.person.assessments += [Assessment(year=y, grade=g, probation=p) for y, g, p in assessed]

    candidacy = applicants.candidacy(draft, D(2026, 9, 10))

    assert eligibility.conditions_of_the_standard_are_met(candidacy.career).verdict is verdict


def test_a_year_is_assessed_once(story: Story) -> None:
    person = story.world.applicant("申报人甲")
    person.assessments += [Assessment(year=2025, grade=grade) for grade in (GRADE.QUALIFIED, GRADE.EXCELLENT)]

    with pytest.raises(IntegrityError):
        story.world.session.flush()


@pytest.mark.parametrize(
    ("held", "verdict"),
    [
        ([], Verdict.FAIL),
        ([("医师执业证书", "health", D(2010, 1, 1), None)], Verdict.PASS),
        ([("医师执业证书", "health", D(2010, 1, 1), D(2026, 9, 10))], Verdict.PASS),
        ([("医师执业证书", "health", D(2010, 1, 1), D(2026, 9, 9))], Verdict.FAIL),
        ([("医师执业证书", "health", D(2010, 1, 1), D(2020, 1, 1)),
          ("医师执业证书", "health", D(2020, 1, 1), D(2030, 1, 1))], Verdict.PASS),
        ([("医师执业证书", "health", D(2026, 9, 10), None)], Verdict.PASS),
        ([("医师执业证书", "health", D(2026, 9, 11), None)], Verdict.FAIL),
        ([("一级建造师", "engineering", D(2010, 1, 1), None)], Verdict.FAIL),
    ],
    ids=["none", "without end", "last day", "expired", "renewed", "today", "tomorrow", "another"],
)  # fmt: skip
def test_A21_9_a_physician_holds_the_licence_on_the_day(
    story: Story, held: list[tuple[str, str, date, date | None]], verdict: Verdict
) -> None:
    draft = story.begun(story.world.applicant("申报人甲"))
    draft.series, draft.title = "health", "副主任医师"
    draft.person.qualifications += [Qualification(name=n, series=s, from_on=f, valid_to=t) for n, s, f, t in held]

    licence = applicants.candidacy(draft, D(2026, 9, 10)).licence

    assert eligibility.qualification_is_held(licence).verdict is verdict


def test_A21_9_engineers_need_none_and_nurses_are_left_to_a_person(story: Story) -> None:
    draft = story.begun(story.world.applicant("申报人甲"))
    engineer = applicants.candidacy(draft, D(2026, 9, 10)).licence
    draft.series, draft.title = "health", "副主任护师"
    nurse = applicants.candidacy(draft, D(2026, 9, 10)).licence

    assert eligibility.qualification_is_held(engineer).verdict is Verdict.PASS
    assert eligibility.qualification_is_held(nurse).verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("permits", "verdict"),
    [
        ([], Verdict.REVIEW),
        ([(D(2025, 1, 1), D(2026, 9, 10))], Verdict.PASS),
        ([(D(2025, 1, 1), D(2026, 9, 9))], Verdict.REVIEW),
        ([(D(2026, 9, 10), D(2028, 1, 1))], Verdict.PASS),
        ([(D(2026, 9, 11), D(2028, 1, 1))], Verdict.REVIEW),
    ],
    ids=["none", "last day", "expired", "today", "tomorrow"],
)
def test_A21_6_a_foreigner_s_permit_is_read_from_the_record(
    story: Story, permits: list[tuple[date, date]], verdict: Verdict
) -> None:
    person = story.world.applicant("申报人甲", kind=EmploymentKind.FOREIGN)
    person.permits += [WorkPermit(number="许可1", from_on=f, valid_to=t) for f, t in permits]
    draft = story.begun(person)

    employment = applicants.candidacy(draft, D(2026, 9, 10)).employment

    assert eligibility.foreigner_holds_a_permit(employment).verdict is verdict


def test_A72_3_a_running_integrity_record_bars_the_submission(story: Story) -> None:
    person = story.world.applicant("申报人甲")
    record(story.world, person)

    with pytest.raises(Unlawful) as refusal:
        story.submitted(person)

    assert ids(refusal) == {"A72.3"}


@pytest.mark.parametrize(
    ("changes", "barred_to"),
    [
        ({"ends_on": D(2026, 9, 10)}, D(2026, 9, 10)),
        ({"effective_on": D(2026, 9, 11)}, None),
        ({"effective_on": D(2026, 9, 10)}, D(2029, 3, 14)),
        ({"bars": False}, None),
        ({"subject": IntegritySubject.STAFF, "violation": "V64.1"}, None),
    ],
    ids=["last day", "effective tomorrow", "effective today", "cancel only", "as staff"],
)
def test_A72_3_the_record_that_counts(story: Story, changes: dict[str, object], barred_to: date | None) -> None:
    draft = story.begun(story.world.applicant("申报人甲"))
    record(story.world, draft.person, **changes)

    assert applicants.discipline(draft, D(2026, 9, 10)).barred_to == barred_to


def test_A72_3_a_later_decision_replaces_an_earlier_one_which_stays_on_record(story: Story) -> None:
    draft = story.begun(story.world.applicant("申报人甲"))
    first = record(story.world, draft.person)
    record(story.world, draft.person, effective_on=D(2025, 1, 1), ends_on=D(2026, 12, 31), number="〔2025〕1号")

    record(story.world, draft.person, number="〔2026〕9号", bars=False, replaces_id=first.id)

    assert applicants.discipline(draft, D(2026, 9, 10)).barred_to == D(2026, 12, 31)
    assert first.bars


def test_A71_2_a_record_without_its_basis_is_not_kept(story: Story) -> None:
    person = story.world.applicant("申报人甲")

    with pytest.raises(IntegrityError):
        record(story.world, person, basis="")


@pytest.fixture
def batch(story: Story) -> ConfirmationBatch:
    """A batch whose result notice is over, not handed in yet."""
    declaration = story.submitted(story.world.applicant("申报人甲"))
    story.accepted(declaration)
    posted = story.announced(story.voted([declaration]))
    story.result_posted(posted)
    (batch,) = story.result_closed(posted)
    return batch


def test_A53_2_A72_3_who_is_barred_after_the_vote_is_not_confirmed(story: Story, batch: ConfirmationBatch) -> None:
    story.handed_in(batch)
    declaration = batch.confirmations[0].declaration
    record(story.world, declaration.person, effective_on=D(2026, 11, 10), ends_on=D(2029, 11, 9))

    with pytest.raises(Unlawful) as refusal:
        story.decided(batch)

    assert ids(refusal) == {"A53.2", "A72.3"}
    assert confirmations.standing_of(batch.session, declaration, D(2026, 11, 9)).barred_to is None


def test_A53_2_who_is_barred_is_not_handed_in(story: Story, batch: ConfirmationBatch) -> None:
    record(story.world, batch.confirmations[0].declaration.person, effective_on=D(2026, 11, 9), ends_on=D(2029, 11, 8))

    with pytest.raises(Unlawful) as refusal:
        story.handed_in(batch)

    assert ids(refusal) == {"A53.2"}


def test_A21_4_who_retires_after_declaring_is_accepted_and_confirmed_with_a_doubt(story: Story) -> None:
    declaration = story.submitted(story.world.applicant("申报人甲"))
    declaration.person.retired_on = D(2026, 9, 30)

    story.accepted(declaration)
    story.certified(story.voted([declaration]))

    later = applicants.in_service(declaration, D(2026, 11, 11))
    assert declaration.status is DeclarationStatus.CERTIFIED
    assert later.declared_on == D(2026, 9, 10)
    assert eligibility.applicant_is_not_excluded(later).verdict is Verdict.REVIEW


@pytest.mark.parametrize("field", ["retired_on", "to_on"])
def test_A21_3_A21_4_who_was_gone_when_declaring_is_not_confirmed(
    story: Story, batch: ConfirmationBatch, field: str
) -> None:
    story.handed_in(batch)
    person = batch.confirmations[0].declaration.person
    setattr(person if field == "retired_on" else person.employments[0], field, D(2026, 9, 9))

    with pytest.raises(Unlawful) as refusal:
        story.decided(batch)

    assert ids(refusal) == {"A21.4" if field == "retired_on" else "A21.3"}


def test_A42_3_a_vote_on_the_second_day_belongs_to_the_meeting_that_was_consented_to(story: Story) -> None:
    declaration = story.submitted(story.world.applicant("申报人甲"))
    story.accepted(declaration)
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    story.signed_in(review)
    story.opened(review)

    opened = ballot.open(review, actor=story.chair(review), now=instant(2026, 10, 29, 9))

    assert opened["ballot"]


def test_A42_3_a_meeting_is_not_opened_on_another_day_than_was_consented_to(story: Story) -> None:
    declaration = story.submitted(story.world.applicant("申报人甲"))
    story.accepted(declaration)
    review = story.planned()
    story.drawn(review)
    story.consented(review)
    story.signed_in(review)

    with pytest.raises(Unlawful) as refusal:
        review_session.open(review, actor=story.chair(review), now=instant(2026, 10, 29, 9))

    assert ids(refusal) == {"A42.3"}
