"""What supervision refuses, with article and reason, whatever a diagram would allow (A6, A61, A76–A78)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.trial.world import World, instant
from handlers import supervision
from handlers.catalogue import PREFILLS, display, holder
from handlers.evidence.subjects import load
from handlers.evidence.supervision import bodies, counting, letters
from handlers.handler import Actor
from handlers.records.committees import Committee
from handlers.records.organisations import Organisation
from handlers.records.supervision import SupervisionCase
from handlers.rules.article import Unlawful
from handlers.rules.oversight import Standing, Supervisor
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationKind, OrganisationLevel

NOW = instant(2026, 9, 9)
CYCLE = date(2026, 1, 1)
PAPERS = [{"number": "核查记录1"}]


def case_of(world: World, codes: list[str], committee: Committee | None = None, at: str = "region_hr") -> Any:
    """A case of this body with these items verified."""
    actor = supervisor(world, at)
    person = world.people[Role.SUPERVISOR, actor.organisation_id, 1]
    opened = supervision.open(
        person, actor=actor, now=NOW, committee=(committee or world.committee).id, facts="线索", code="V65.3"
    )
    case: Any = load(world.session, opened["subject"])
    items = [{"code": c, "facts": "事实", "happened_on": "2026-09-01", "evidence": "笔录1、名册"} for c in codes]
    supervision.verify(case, actor=actor, now=NOW, outcome="verified", items=items)
    return case


def supervisor(world: World, at: str = "region_hr") -> Actor:
    return world.act(Role.SUPERVISOR, getattr(world, at))


def draft(world: World, case: SupervisionCase, kind: str = "reminder", at: str = "region_hr") -> dict[str, Any]:
    answers: dict[str, Any] = {"choice": "draft", "number": "文1", "orders": "整改", "due_on": date(2026, 10, 9)}
    if kind == "interview":
        return supervision.draft_interview(
            case, actor=supervisor(world, at), now=NOW, talk="记录", stops_review=True, **answers
        )
    return supervision.draft_reminder(case, actor=supervisor(world, at), now=NOW, **answers)


def reminded(world: World, code: str = "V65.3") -> Any:
    case = case_of(world, [code])
    if counting.proposal(case, NOW).row == 8:
        find(world, case, "not_lax")
    draft(world, case)
    supervision.issue(case, now=NOW)
    return case


def interviewed(world: World) -> Any:
    case = case_of(world, ["V65.3", "V65.8"])
    find(world, case, "lax")
    draft(world, case, "interview")
    supervision.issue(case, now=NOW)
    return case


def find(world: World, case: SupervisionCase, finding: str) -> None:
    supervision.find_laxity(case, actor=supervisor(world), now=NOW, finding=finding, reason="理由", evidence=PAPERS)


def checked(world: World, case: SupervisionCase, improvement: str) -> None:
    office = world.act(Role.OFFICE_CHIEF, world.office)
    supervision.report(case, actor=office, now=NOW, text="已整改", evidence=PAPERS)
    supervision.check(case, actor=supervisor(world), now=NOW, improvement=improvement, text="核查", evidence=PAPERS)


def ids(refused: pytest.ExceptionInfo[Unlawful]) -> list[str]:
    return [breach.id for breach in refused.value.breaches]


def test_A6_3_the_forming_unit_opens_no_case_against_its_own_committee(world: World) -> None:
    with pytest.raises(Unlawful) as refused:
        case_of(world, ["V65.3"], at="region_industry")

    assert "A6.3a" in ids(refused)
    assert "组建单位" in str(refused.value)


def test_A6_1_two_departments_supervise_what_the_region_filed_and_sign_each(world: World) -> None:
    committee = world.other_committee("院所", formed_by="region_unit", filed_by="region_hr")
    case = case_of(world, ["V65.3"], committee, at="region_industry")

    told = draft(world, case, at="region_industry")

    assert told["others"] == [world.region_hr.id]
    with pytest.raises(Unlawful) as refused:
        supervision.issue(case, now=NOW)
    assert ids(refused) == ["A61.1"]


def test_A6_1_of_several_industry_departments_the_forming_unit_s_own_supervises(world: World) -> None:
    world.session.add(
        Organisation(
            code="aaa", name="自治区交通运输厅", kind=OrganisationKind.INDUSTRY, level=OrganisationLevel.REGION,
            area="150000", industry="transport",
        )
    )  # fmt: skip
    committee = world.other_committee("院所", formed_by="region_unit", filed_by="region_hr")

    named = bodies.departments(committee)

    assert named[Supervisor.REGION_INDUSTRY] is world.region_industry


def test_A6_2_a_county_s_committee_is_supervised_by_the_county_s_departments(world: World) -> None:
    committee = world.other_committee("县域", formed_by="county_unit", filed_by="county_hr")

    assert set(bodies.departments(committee).values()) == {world.county_hr, world.county_industry}


def test_A77_1_a_withdrawn_reminder_feeds_no_counter_and_no_revocation(world: World) -> None:
    first = reminded(world)
    second = reminded(world, "V65.8")
    checked(world, second, "not_improved")
    assert counting.tally(world.committee, CYCLE).revocable
    person = world.people[Role.SUPERVISOR, world.region_hr.id, 1]
    what = f"measure:{first.measures[0].id}"
    supervision.withdraw(person, actor=supervisor(world), now=NOW, what=what, reason="事实有误", paper="撤1")

    with pytest.raises(Unlawful) as refused:
        supervision.revoke(
            second, actor=world.act(Role.CONFIRMATION_OFFICER, world.region_hr), now=NOW, choice="revoke",
            number="收1", reason="无改善", evidence=PAPERS,
        )  # fmt: skip

    assert ids(refused) == ["A78.3"]
    assert "提醒 1 次" in str(refused.value)
    assert counting.tally(world.committee, CYCLE).reminders == 1
    assert world.committee.status == "active"


def test_A77_1_nothing_is_withdrawn_twice(world: World) -> None:
    case = reminded(world)
    person = world.people[Role.SUPERVISOR, world.region_hr.id, 1]
    answers: dict[str, Any] = {"what": f"measure:{case.measures[0].id}", "reason": "有误", "paper": "撤1"}
    supervision.withdraw(person, actor=supervisor(world), now=NOW, **answers)

    with pytest.raises(Unlawful) as refused:
        supervision.withdraw(person, actor=supervisor(world), now=NOW, **answers)

    assert ids(refused) == ["A77.1b"]


def test_A78_1_no_rectification_is_found_without_a_report_before_or_after_the_day(world: World) -> None:
    case = reminded(world)

    for now, improvement in ((NOW, "not_improved"), (instant(2026, 10, 12), "improved")):
        with pytest.raises(Unlawful) as refused:
            supervision.check(
                case, actor=supervisor(world), now=now, improvement=improvement, text="核查", evidence=PAPERS
            )
        assert ids(refused) == ["A78.1a"]

    supervision.check(
        case, actor=supervisor(world), now=instant(2026, 10, 10), improvement="not_improved", text="核查",
        evidence=PAPERS,
    )  # fmt: skip


def test_A78_1_work_does_not_resume_without_consent(world: World) -> None:
    case = interviewed(world)
    checked(world, case, "improved")

    with pytest.raises(Unlawful) as refused:
        supervision.resume(case, now=NOW)

    assert "A78.1b" in ids(refused)
    assert "同意" in str(refused.value)
    assert world.committee.status == "suspended"


def test_A78_1_work_does_not_resume_before_every_interview_is_answered(world: World) -> None:
    one, other = interviewed(world), interviewed(world)
    checked(world, one, "improved")
    supervision.consent(one, actor=supervisor(world), now=NOW, choice="draft", number="同1", reason="到位")

    with pytest.raises(Unlawful) as refused:
        supervision.resume(one, now=NOW)

    assert ids(refused) == ["A78.1b"]
    assert counting.current_measure(other) is not None


def test_A78_2_an_interview_lists_the_committee_for_the_next_calendar_year(world: World) -> None:
    case = interviewed(world)

    assert letters.listed_years(world.committee) == (2027,)
    assert world.committee.status == "suspended"
    assert counting.standing(case) is Standing.SUSPENDED


def test_A78_3_another_department_does_not_take_the_power_back(world: World) -> None:
    case = interviewed(world)
    checked(world, case, "not_improved")

    with pytest.raises(Unlawful) as refused:
        supervision.revoke(
            case, actor=world.act(Role.CONFIRMATION_OFFICER, world.league_hr), now=NOW, choice="revoke",
            number="收1", reason="无改善", evidence=PAPERS,
        )  # fmt: skip

    assert ids(refused) == ["A78.3a"]


def test_A78_3_a_revocation_closes_the_calls(world: World) -> None:
    case = interviewed(world)
    checked(world, case, "not_improved")
    officer = world.act(Role.CONFIRMATION_OFFICER, world.region_hr)
    supervision.revoke(case, actor=officer, now=NOW, choice="revoke", number="收1", reason="无改善", evidence=PAPERS)

    assert world.committee.status == "revoked"
    assert world.call.closes_at == NOW
    assert counting.proposal(case, NOW).row == 1


def test_A76_1_some_items_open_an_assessment_of_their_own_and_no_other_does(world: World) -> None:
    case = case_of(world, ["V65.2", "V65.3", "V65.6"])

    told = supervision.open_assessments(case, now=NOW)

    assert [a.item.code for a in case.assessments] == ["V65.2", "V65.6"]
    assert told["count"] == 2
    assert supervision.open_assessments(case, now=NOW)["recipients"] == []


def test_a_letter_s_day_that_passed_meanwhile_is_refused_when_it_goes_out(world: World) -> None:
    case = case_of(world, ["V65.3"])
    draft(world, case)

    with pytest.raises(Unlawful) as refused:
        supervision.issue(case, now=instant(2026, 10, 9))

    assert ids(refused) == ["A77.1a"]


def test_who_holds_the_tasks_and_what_lists_show(world: World) -> None:
    case = interviewed(world)

    assert holder(case, Role.SUPERVISOR).organisation_id == world.region_hr.id
    assert holder(case, Role.SUPERVISOR, "another").organisation_id == "another"
    assert holder(case, Role.OFFICE_CHIEF).organisation_id == world.office.id
    assert holder(case, Role.CONFIRMATION_OFFICER).organisation_id == world.region_hr.id
    assert display(case).number == case.number


def test_forms_show_counters_evidence_numbers_and_the_row(world: World) -> None:
    case = interviewed(world)
    later = NOW + timedelta(days=40)

    shown = PREFILLS["supervision.check"](case, supervisor(world), later, None)

    assert "约谈 1 次，**已达到可收回评审权的次数**" in shown["counters"]
    assert "证据 笔录1、名册" in shown["items"]
    assert "文1" in shown["letters"]
    assert "逾期未报告" in shown["letters"]
    assert "第 6 行" in shown["proposal"]
    assert "建议认定为整改后仍无明显改善" in shown["proposal"]
