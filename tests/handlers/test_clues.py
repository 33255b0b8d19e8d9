"""Clues: registered, looked into by others, disposed of with reasons in ten working days; who reported stays sealed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.trial.world import World, instant
from handlers import clue as stage
from handlers.evidence import channels, clue_texts, clues, complainants
from handlers.handler import Actor
from handlers.records.clues import Clue
from handlers.records.people import Person
from handlers.records.supervision import SupervisionCase
from handlers.records.violations import ViolationCase
from handlers.rules.article import Unlawful
from handlers.rules.inspection import ClueSubject
from handlers.rules.roles import Role

NOW = instant(2026, 9, 7)
WHO = "王举报 13900001111"


def reported(world: World, about: ClueSubject = ClueSubject.COMMITTEE, name: str = "", reporter: str = WHO) -> Clue:
    return stage.receive(world.session, about, name or world.committee.name, "反映评审会议没有回避。", reporter, NOW)


def supervisor(world: World) -> Actor:
    return world.act(Role.SUPERVISOR, world.region_hr)


def verified(world: World) -> tuple[Clue, Actor]:
    taken, actor = reported(world), supervisor(world)
    stage.verify(taken, actor=actor, now=NOW, findings="情况具体")
    return taken, actor


def refusals(refused: pytest.ExceptionInfo[Unlawful]) -> set[str]:
    return {breach.id for breach in refused.value.breaches}


def test_A67_3_a_report_gets_a_number_ten_working_days_and_a_department_that_it_is_not_about(world: World) -> None:
    taken = reported(world)

    assert taken.number == "X2026-00001"
    assert taken.due_on == date(2026, 9, 20)  # a Sunday that is worked
    assert taken.handling_id == world.region_hr.id
    assert taken.committee_id == world.committee.id


def test_A67_3_a_report_about_a_county_unit_goes_to_the_league_and_one_about_the_league_one_level_up(
    world: World,
) -> None:
    assert reported(world, ClueSubject.UNIT, world.county_unit.name).handling_id == world.league_hr.id
    assert reported(world, ClueSubject.UNIT, world.league_hr.name).handling_id == world.region_hr.id
    assert reported(world, ClueSubject.WEBSITE, "假冒评审网").handling_id == world.region_hr.id


def test_A70_1_who_reported_is_sealed_for_this_clue_alone(world: World) -> None:
    taken, other = reported(world), reported(world, reporter="")

    assert stage.reporter_of(taken) == WHO
    assert stage.reporter_of(other) == ""
    assert WHO.encode() not in (taken.complainant_sealed or b"")
    other.complainant_sealed = taken.complainant_sealed
    with pytest.raises(LookupError, match="数据已变动"):
        complainants.unseal(other)


def test_A70_1_the_receipt_tells_the_state_and_cannot_be_guessed_from_the_number(world: World) -> None:
    taken = reported(world)
    receipt = clues.receipt_for(taken)
    world.session.flush()

    assert stage.asked(world.session, receipt.lower().replace("-", " ")) is taken
    assert stage.asked(world.session, taken.number) is None
    assert receipt not in str(vars(taken))
    assert taken.state == "正在核实"


def test_A67_3b_nobody_looks_into_a_clue_about_their_own_body(world: World) -> None:
    taken = reported(world)
    with pytest.raises(Unlawful) as refused:
        stage.verify(taken, actor=world.act(Role.SUPERVISOR, world.region_industry), now=NOW, findings="x")
    assert refusals(refused) == {"A67.3b"}


def test_A67_3a_a_clue_is_disposed_of_after_verification_with_a_reason_and_not_by_the_concerned(world: World) -> None:
    taken, actor = reported(world), supervisor(world)
    with pytest.raises(Unlawful):
        stage.dispose(taken, actor=actor, now=NOW, disposition="closed", reason="查无实据")
    stage.verify(taken, actor=actor, now=NOW, findings="情况具体")
    for by, reason in ((actor, " "), (world.act(Role.SUPERVISOR, world.region_industry), "查无实据")):
        with pytest.raises(Unlawful) as refused:
            stage.dispose(taken, actor=by, now=NOW, disposition="closed", reason=reason)
        assert refusals(refused) == {"A67.3a"}
    assert taken.disposition is None

    assert stage.dispose(taken, actor=actor, now=NOW, disposition="closed", reason="查无实据") == {"outcome": "closed"}
    assert taken.state == "已办结"


def test_A67_3a_a_late_disposition_is_possible_and_on_record(world: World) -> None:
    taken, actor = verified(world)

    stage.dispose(taken, actor=actor, now=instant(2026, 9, 22), disposition="recheck", reason="须复查")

    assert taken.state == "正在查办"


def test_A65_a_clue_that_proved_true_opens_a_case_that_says_what_is_suspected(world: World) -> None:
    taken, actor = verified(world)
    stage.dispose(taken, actor=actor, now=NOW, disposition="back_check", reason="须倒查")
    with pytest.raises(Unlawful):
        stage.open_case(taken, actor=actor, now=NOW, code="V65.7", facts="没有回避")
    stage.conclude(taken, actor=actor, now=NOW, conclusion="查明两次没有回避", outcome="violation")

    opened = stage.open_case(taken, actor=actor, now=NOW, code="V65.7", facts="没有回避")["case"]

    case = world.session.get_one(SupervisionCase, opened.partition(":")[2])
    assert (case.clue_id, case.committee_id, case.code) == (taken.id, world.committee.id, "V65.7")
    assert stage.tell_case(taken, now=NOW)["messages"] == [{"to": opened, "clue": taken.number}]
    assert world.committee.status == "active"


def test_A62_the_form_offers_only_items_of_those_whom_the_clue_names(world: World) -> None:
    actor, person = supervisor(world), world.applicant("申报人甲")
    by_committee = reported(world)
    by_person = reported(world, ClueSubject.WEBSITE, "某网站")
    by_person.person_id = person.id

    def offered(taken: Clue) -> set[str]:
        return {each["value"][:3] for each in clue_texts.to_open(taken, actor, NOW, None)["codes"]}

    assert offered(by_committee) == {"V65"}
    assert offered(by_person) == {"V63", "V64"}


def test_A64_a_clue_about_a_clerk_opens_a_case_against_the_person(world: World) -> None:
    taken, actor = verified(world)
    clerk = Person(name="经办甲")
    world.session.add(clerk)
    world.session.flush()
    taken.person_id = clerk.id
    stage.dispose(taken, actor=actor, now=NOW, disposition="inspection", reason="须督查")
    stage.conclude(taken, actor=actor, now=NOW, conclusion="查实", outcome="violation")

    opened = stage.open_case(taken, actor=actor, now=NOW, code="V64.1", facts="未审核材料")["case"]

    assert world.session.get_one(ViolationCase, opened.partition(":")[2]).subject == "staff"


def test_A68_1_a_referral_without_evidence_or_number_is_refused(world: World) -> None:
    taken, actor = verified(world)
    stage.dispose(taken, actor=actor, now=NOW, disposition="referred", reason="属公安职权")
    given = {"to": "police", "abuse": "fake_certificate", "facts": "贩卖假证"}
    for evidence, number in (([], "移1"), ([{"name": "截图"}], " ")):
        with pytest.raises(Unlawful) as refused:
            stage.refer(taken, actor=actor, now=NOW, evidence=evidence, number=number, **given)
        assert refusals(refused) == {"A68.1"}

    stage.refer(taken, actor=actor, now=NOW, evidence=[{"name": "截图"}], number="移1", **given)

    assert taken.referral is not None
    assert taken.state == "已办结"


def test_A70_1_a_body_without_a_channel_fails_the_check_and_one_with_it_does_not(
    world: World, session: Session
) -> None:
    actor = supervisor(world)
    before = {each.body for each in channels.lacking(session)}
    assert {world.region_hr.name, world.office.name, world.region_industry.name} <= before
    with pytest.raises(Unlawful):
        stage.publish_channel(session, world.office, [" "], True, actor, NOW)

    stage.publish_channel(session, world.office, ["电话 0471-12333"], True, actor, NOW)
    session.flush()

    assert before - {each.body for each in channels.lacking(session)} == {world.office.name}
