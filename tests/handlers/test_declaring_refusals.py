"""What the law refuses on the way from a draft to acceptance, and that a refusal names the article."""

from __future__ import annotations

from datetime import date

import pytest

from app.trial.world import World, instant
from handlers import complaint, declaration, first_check, publicity, reporting
from handlers.handler import Actor
from handlers.records.declarations import Declaration
from handlers.records.people import Sanction
from handlers.rules.article import Unlawful
from handlers.rules.roles import Role
from handlers.rules.terms import DeclarationStatus, EmploymentKind, Level
from tests.story import SEAL, Story


@pytest.fixture
def story(world: World) -> Story:
    return Story(world)


def ids(refusal: pytest.ExceptionInfo[Unlawful]) -> set[str]:
    """The requirement ids a refusal cites."""
    return {breach.id for breach in refusal.value.breaches}


def test_numbers_run_within_the_year(story: Story) -> None:
    drafts = [story.begun(story.world.applicant(f"申报人{n}")) for n in range(3)]

    assert [d.number for d in drafts] == ["2026-00001", "2026-00002", "2026-00003"]


def test_A26_2_without_a_commitment_nothing_is_submitted(story: Story) -> None:
    with pytest.raises(Unlawful) as refusal:
        story.submitted(story.world.applicant("申报人甲"), commitment=False)

    assert ids(refusal) == {"A26.2"}


def test_A26_1_the_window_closes_with_its_last_day(story: Story) -> None:
    last = story.submitted(story.world.applicant("申报人甲"), now=instant(2026, 9, 30, 23, 59))

    with pytest.raises(Unlawful) as refusal:
        story.submitted(story.world.applicant("申报人乙"), now=instant(2026, 10, 1, 0))

    assert last.status is DeclarationStatus.SUBMITTED
    assert ids(refusal) == {"A26.1"}


def test_A21_2_too_few_years_are_refused_with_the_numbers(story: Story) -> None:
    young = story.world.applicant("申报人甲", held_since=date(2022, 7, 1))

    with pytest.raises(Unlawful) as refusal:
        story.submitted(young)

    assert "A21.2" in ids(refusal)


def test_A21_5_a_running_demerit_bars_institution_staff(story: Story) -> None:
    person = story.world.applicant("申报人甲")
    person.sanctions.append(Sanction(kind="demerit", from_on=date(2026, 1, 10), to_on=date(2027, 1, 9)))

    with pytest.raises(Unlawful) as refusal:
        story.submitted(person)

    assert "A21.5" in ids(refusal)


def test_A21_4_civil_servants_may_not_declare(story: Story) -> None:
    with pytest.raises(Unlawful) as refusal:
        story.submitted(story.world.applicant("申报人甲", kind=EmploymentKind.CIVIL_SERVICE_MANAGED))

    assert "A21.4" in ids(refusal)


def test_A21_3_who_has_left_the_unit_does_not_submit_through_it(story: Story) -> None:
    person = story.world.applicant("申报人甲")
    draft = story.begun(person)
    person.employments[0].to_on = date(2026, 9, 9)

    with pytest.raises(Unlawful) as refusal:
        declaration.submit(
            draft, actor=story.world.as_self(person), now=instant(2026, 9, 10), title="高级工程师", kind="ordinary",
            summary="主持完成多项建筑工程质量监督工作。", achievement="项目一", commitment=True,
        )  # fmt: skip

    assert "A21.3" in ids(refusal)


def test_A23_2_a_second_declaration_of_the_level_is_refused_until_the_first_is_withdrawn(story: Story) -> None:
    person = story.world.applicant("申报人甲")
    first = story.submitted(person)

    with pytest.raises(Unlawful) as refusal:
        story.submitted(person)
    declaration.withdraw(first, now=instant(2026, 9, 12))
    second = story.submitted(person)

    assert "A23.2" in ids(refusal)
    assert second.status is DeclarationStatus.SUBMITTED


def test_A15_1_a_level_outside_the_committee_s_scope_is_refused(story: Story) -> None:
    person = story.world.applicant("申报人甲", level=Level.ASSISTANT)
    draft = story.begun(person, level="intermediate")

    with pytest.raises(Unlawful) as refusal:
        declaration.submit(
            draft,
            actor=story.world.as_self(person),
            now=instant(2026, 9, 10),
            title="工程师",
            kind="ordinary",
            summary="从事建筑工程质量监督工作八年。",
            achievement="项目一",
            commitment=True,
        )

    assert "A15.1" in ids(refusal)


def checked(story: Story) -> Declaration:
    d = story.submitted(story.world.applicant("申报人甲"))
    story.assigned(d)
    story.unit_checked(d)
    return d


def test_A27_2_the_notice_inside_the_unit_runs_five_working_days(story: Story) -> None:
    d = checked(story)
    posted = story.unit_posted(d, instant(2026, 9, 14))

    with pytest.raises(Unlawful) as refusal:
        story.unit_closed(d, instant(2026, 9, 20, 23, 59))
    with pytest.raises(Unlawful) as early:
        first_check.recommend(
            d,
            actor=story.world.act(Role.UNIT_HEAD, story.world.county_unit),
            now=instant(2026, 9, 19),
            how_chosen="评议",
            conditions="符合",
            publicity="无异议",
            commitment=True,
            seal_number=SEAL,
        )

    assert posted["over_on"] == "2026-09-20"  # the Sunday is a make-up workday
    assert ids(refusal) == {"A27.2"}
    assert "A27.2" in ids(early)
    assert story.unit_closed(d, instant(2026, 9, 21, 0)) == {"open_dissents": 0}


def test_A27_3_an_open_dissent_stops_the_recommendation_and_a_rejected_one_lets_it_go(story: Story) -> None:
    d = checked(story)
    posted = story.unit_posted(d)["publicity"]
    complaint.receive(story.world.session, posted, d.id, "未参加民主测评", "", instant(2026, 9, 18))
    assert story.unit_closed(d) == {"open_dissents": 1}

    with pytest.raises(Unlawful) as refusal:
        story.recommended(d)
    head = story.world.act(Role.UNIT_HEAD, story.world.county_unit)
    decided = complaint.decide_dissent(
        d, actor=head, now=instant(2026, 9, 21, 9), opinion="rejected", opinion_text="经核查已参加测评"
    )

    assert ids(refusal) == {"A27.3"}
    assert decided == {"outcome": "rejected"}
    assert story.recommended(d) == {"outcome": "recommended"}


def test_A27_3_an_upheld_dissent_ends_the_declaration(story: Story) -> None:
    d = checked(story)
    posted = story.unit_posted(d)["publicity"]
    complaint.receive(story.world.session, posted, d.id, "业绩不实", "", instant(2026, 9, 15))

    complaint.decide_dissent(
        d,
        actor=story.world.act(Role.UNIT_HEAD, story.world.county_unit),
        now=instant(2026, 9, 16),
        opinion="upheld",
        opinion_text="属实",
    )

    assert d.status is DeclarationStatus.NOT_RECOMMENDED
    with pytest.raises(Unlawful):
        story.recommended(d)


def test_A33_2_an_empty_part_of_the_recommendation_is_refused(story: Story) -> None:
    d = checked(story)
    story.unit_posted(d)

    with pytest.raises(Unlawful) as refusal:
        first_check.recommend(
            d,
            actor=story.world.act(Role.UNIT_HEAD, story.world.county_unit),
            now=instant(2026, 9, 21),
            how_chosen="评议",
            conditions="符合",
            publicity=" ",
            commitment=True,
            seal_number=SEAL,
        )

    assert ids(refusal) == {"A33.2"}


def test_A33_3a_the_checker_may_not_recommend(story: Story) -> None:
    d = checked(story)
    story.unit_posted(d)
    clerk = story.world.act(Role.UNIT_CLERK, story.world.county_unit)
    as_head = Actor(clerk.account_id, clerk.person_id, clerk.name, Role.UNIT_HEAD, clerk.organisation_id)

    with pytest.raises(Unlawful) as refusal:
        story.recommended(d, actor=as_head)

    assert ids(refusal) == {"A33.3a"}


def test_A33_3_an_applicant_may_not_check_the_own_file(story: Story) -> None:
    person = story.world.applicant("申报人甲")
    d = story.submitted(person)
    story.assigned(d)
    self = story.world.as_self(person, Role.UNIT_CLERK)
    actor = Actor(self.account_id, self.person_id, self.name, Role.UNIT_CLERK, story.world.county_unit.id)

    with pytest.raises(Unlawful) as refusal:
        first_check.check(
            d, actor=actor, now=instant(2026, 9, 11), opinion="approve", text="同意", conduct="qualified",
            checklist=[], seal_number=SEAL,
        )  # fmt: skip

    assert ids(refusal) == {"A33.3"}


def test_A28_4_the_dispatch_unit_recommends_only_with_the_using_unit(story: Story) -> None:
    world = story.world
    person = world.applicant("申报人甲", world.private_unit, kind=EmploymentKind.DISPATCHED, using=world.county_unit)
    d = story.submitted(person)
    story.assigned(d)
    story.unit_checked(d)
    story.unit_posted(d)

    with pytest.raises(Unlawful) as refusal:
        story.recommended(d)
    first_check.cosign(
        d,
        actor=world.act(Role.USING_UNIT_CLERK, world.county_unit),
        now=instant(2026, 9, 21, 9),
        opinion="approve",
        text="同意",
        seal_number=SEAL,
    )

    assert ids(refusal) == {"A28.4a"}
    assert story.recommended(d) == {"outcome": "recommended"}


def test_A30_1_no_level_of_the_way_up_is_skipped(story: Story) -> None:
    d = checked(story)
    story.unit_posted(d)
    story.recommended(d)

    with pytest.raises(Unlawful) as refusal:
        reporting.route(
            d, now=instant(2026, 9, 22), row="1", steps="county_industry,league_hr", roster="league_hr",
            hand_over="centre",
        )  # fmt: skip

    assert "A30.1" in ids(refusal)


def test_A30_1a_only_the_next_body_may_check(story: Story) -> None:
    d = checked(story)
    story.unit_posted(d)
    story.recommended(d)
    story.routed(d)
    reporting.next_step(d, now=instant(2026, 9, 22))

    with pytest.raises(Unlawful) as refusal:
        reporting.check_hr(
            d,
            actor=story.world.act(Role.HR_CLERK, story.world.league_hr),
            now=instant(2026, 9, 22),
            opinion="approve",
            text="同意",
            checklist=["posts", "quality", "scope"],
            seal_number=SEAL,
        )

    assert "A30.1a" in ids(refusal)


def test_A34_1_reporting_waits_for_the_roster(story: Story) -> None:
    d = checked(story)
    story.unit_posted(d)
    story.recommended(d)
    story.routed(d)
    story.gone_up(d)
    with pytest.raises(Unlawful) as without:
        reporting.report(d, now=instant(2026, 9, 22))
    posted = story.roster_posted(d)

    with pytest.raises(Unlawful) as early:
        publicity.close_roster(d, now=instant(2026, 9, 28))

    assert posted["over_on"] == "2026-09-30"  # 09-25 is Mid-Autumn Day
    assert ids(without) == ids(early) == {"A34.1"}


def test_a_file_returned_from_above_takes_the_whole_way_again(story: Story) -> None:
    d = checked(story)
    story.unit_posted(d)
    story.recommended(d)
    story.routed(d)
    reporting.next_step(d, now=instant(2026, 9, 22))
    story.level_checked(d, "industry", instant(2026, 9, 22, 10), "return")
    assert d.holder_id is None

    declaration.amend(d, now=instant(2026, 9, 23), summary="改写后的工作总结，内容更完整。", achievement="项目一")
    with pytest.raises(Unlawful) as refusal:
        reporting.route(
            d, now=instant(2026, 9, 23), row="1", steps="county_industry,county_hr,league_hr", roster="league_hr",
            hand_over="centre",
        )  # fmt: skip

    assert {"A27.2", "A28.4a", "A33.2"} <= ids(refusal)
    assert d.revisions[0].summary.startswith("主持完成")


def test_A35_2_a_second_notice_needs_defects_that_arose_from_the_first(story: Story) -> None:
    d = story.submitted(story.world.applicant("申报人甲"))
    story.to_the_office(d)
    told = story.office_checked(
        d, "correct", items=[{"text": "补充项目验收证明"}], due_on=date(2026, 10, 19), checklist=[]
    )
    assert told == {"outcome": "correct", "due_on": "2026-10-19"}
    declaration.correct(d, now=instant(2026, 10, 19, 23, 59), answer="已补充")

    with pytest.raises(Unlawful) as refusal:
        story.office_checked(
            d, "correct", items=[{"text": "补充论文"}], due_on=date(2026, 10, 30), now=instant(2026, 10, 20)
        )

    assert ids(refusal) == {"A35.2"}
    story.office_checked(d, now=instant(2026, 10, 20))
    assert d.status is DeclarationStatus.ACCEPTED


def test_A35_3_a_late_correction_is_refused_and_the_declaration_abandoned_only_after_the_day(story: Story) -> None:
    d = story.submitted(story.world.applicant("申报人甲"))
    story.to_the_office(d)
    story.office_checked(d, "correct", items=[{"text": "补充项目验收证明"}], due_on=date(2026, 10, 19))

    with pytest.raises(Unlawful) as early:
        declaration.abandon(d, now=instant(2026, 10, 19, 23, 59))
    with pytest.raises(Unlawful) as late:
        declaration.correct(d, now=instant(2026, 10, 20, 0), answer="已补充")
    declaration.abandon(d, now=instant(2026, 10, 20, 0))

    assert {b.article for r in (early, late) for b in r.value.breaches} == {35}
    assert d.status is DeclarationStatus.ABANDONED


def test_A36_5_non_acceptance_gives_its_ground_and_reason(story: Story) -> None:
    d = story.submitted(story.world.applicant("申报人甲"))
    story.to_the_office(d)

    with pytest.raises(Unlawful) as refusal:
        story.office_checked(d, "not_accepted", article="A36.2", reason="")
    story.office_checked(d, "not_accepted", article="A36.2", reason="代表性业绩与申报专业无关")

    assert ids(refusal) == {"A36.5"}
    assert d.status is DeclarationStatus.NOT_ACCEPTED
    assert d.decisions[-1].reason == "代表性业绩与申报专业无关"


def test_a_closed_declaration_does_not_move_again(story: Story) -> None:
    d = story.submitted(story.world.applicant("申报人甲"))
    story.to_the_office(d)
    story.office_checked(d, "not_accepted", article="A36.2", reason="材料与申报专业无关")

    with pytest.raises(ValueError, match="已办结"):
        story.office_checked(d)
