"""Bars, stops and a power taken back reach cases under way, wherever they stand, and no order of steps gets past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import FixedClock
from app.database import Database
from app.engine import Engine
from app.engine.store import Incident, ProcessInstance, Work
from app.trial.stage import Stage, setting
from app.trial.story import Story, Turn
from handlers import ballot, certificate
from handlers.evidence import stopping, voiding
from handlers.evidence.display import whereabouts
from handlers.handler import SYSTEM
from handlers.records.ballots import Ballot
from handlers.records.certificates import Certificate, ConfirmationBatch, Voiding
from handlers.records.committees import Committee, Expert
from handlers.records.declarations import Declaration
from handlers.records.integrity import IntegrityRecord
from handlers.records.people import Person
from handlers.records.review_sessions import ReviewSession, Seat
from handlers.records.supervision import Measure, ResumeConsent, RevocationDecision, SupervisionCase
from handlers.rules import acts
from handlers.rules.article import Unlawful
from handlers.rules.eligibility import integrity_record_ends_on
from handlers.rules.oversight import Letter, RevocationGround
from handlers.rules.terms import DeclarationStatus as Status
from handlers.rules.terms import IntegritySubject, VoidKind
from handlers.rules.workdays import local_date
from tests.conftest import START
from tests.rules import lawful_oversight as lawful

PAPER = {"reason": "两次提醒后仍无明显改善", "number": "内人社收〔2026〕1号"}


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))


@pytest.fixture
def stage(sqlite_database: Database, tmp_path: Path) -> Stage:
    clock = FixedClock(START)
    story = Story("在办", tmp_path, {"张明": {}, "李华": {}}, (), {}, {})
    return setting(sqlite_database, Engine(sqlite_database, clock), clock, story)


def play(stage: Stage, *turns: tuple[str, Any, dict[str, Any]]) -> None:
    for verb, what, more in turns:
        stage.play(Turn(verb, what, more))


def until(stage: Stage, target: str, of: str = "张明", **more: Any) -> None:
    play(stage, ("until", target, {"of": of, **more}))


def convened(stage: Stage, target: str) -> None:
    """Two declarations accepted, a session convened, everything done until somebody may do `target`."""
    for name in ("张明", "李华"):
        play(stage, ("declare", name, {}))
    for name in ("张明", "李华"):
        until(stage, "accepted", name)
    play(stage, ("convene", "评审会", {}), ("until", target, {}))


def changed(stage: Stage, change: Callable[[Session, Committee], None]) -> None:
    with stage.database.transaction() as session:
        change(session, session.get_one(Committee, stage.world.committee.id))
    stage.settle()


def case_of(session: Session, committee: Committee, stage: Stage) -> SupervisionCase:
    case = SupervisionCase.from_clue(None, committee.id, "V65.3", "线索", stage.world.region_hr.id, stage.clock.now())
    session.add(case)
    session.flush()
    return case


def suspend(stage: Stage) -> None:
    def change(session: Session, committee: Committee) -> None:
        clerk, now = person(session), stage.clock.now()
        case = case_of(session, committee, stage)
        case.measures.append(
            Measure(
                position=1, letter=Letter.INTERVIEW, number="内人社约〔2026〕1号", orders="停止评审并整改",
                stops_review=True, due_on=local_date(now) + timedelta(days=30), cycle_on=date(2026, 1, 1),
                drafted_at=now, drafted_by_id=clerk, body_id=stage.world.region_hr.id, issued_at=now,
            )
        )  # fmt: skip
        committee.status = "suspended"
        session.flush()
        for to in stopping.stopped_cases(committee):
            stage.engine.send(session, "committee_suspended", to, {"reason": "约谈", "number": "内人社约〔2026〕1号"})

    changed(stage, change)


def resume(stage: Stage) -> None:
    def change(session: Session, committee: Committee) -> None:
        measure = session.scalars(select(Measure)).one()
        session.add(
            ResumeConsent(
                case_id=measure.case_id, measure=measure, number="同意1", reason="整改到位", given_at=stage.clock.now(),
                drafted_at=stage.clock.now(), drafted_by_id=person(session), body_id=stage.world.region_hr.id,
            )
        )  # fmt: skip
        committee.status = "active"
        session.flush()
        for to in stopping.stopped_cases(committee):
            stage.engine.send(session, "committee_resumed", to, {"reason": "同意恢复", "number": "同意1"})

    stage.clock.advance(timedelta(minutes=1))
    changed(stage, change)


def revoke(stage: Stage) -> None:
    def change(session: Session, committee: Committee) -> None:
        case = case_of(session, committee, stage)
        session.add(
            RevocationDecision(
                case=case, ground=RevocationGround.LADDER, **PAPER, evidence=["核1"], decided_at=stage.clock.now(),
                decided_by_id=person(session), body_id=stage.world.region_hr.id,
            )
        )  # fmt: skip
        committee.status = "revoked"
        session.flush()
        for to in (*stopping.returned_declarations(committee), *stopping.ended_sessions(committee)):
            stage.engine.send(session, "committee_revoked", to, PAPER)

    changed(stage, change)


def person(session: Session) -> str:
    clerk = Person(name="监管人员")
    session.add(clerk)
    session.flush()
    return clerk.id


def record(stage: Stage, person_id: str, subject: IntegritySubject, effective_on: date | None = None) -> None:
    """A standing entry of the integrity archive; the message of an applicant's goes to the running declarations."""
    on = effective_on or local_date(stage.clock.now())
    with stage.database.transaction() as session:
        session.add(
            IntegrityRecord(
                subject=subject, person_id=person_id, violation="V62.2", facts="业绩造假", basis="第七十二条",
                measure="记入诚信档案", effective_on=on, ends_on=integrity_record_ends_on(on), number="记1",
                decided_by_id=stage.world.region_hr.id, recorded_at=stage.clock.now(),
            )
        )  # fmt: skip
        session.flush()
        if subject is IntegritySubject.APPLICANT:
            mine = select(Declaration).where(Declaration.person_id == person_id)
            for declaration in session.scalars(mine):
                if not declaration.status.over:
                    to = f"declaration:{declaration.id}"
                    stage.engine.send(session, "applicant_barred", to, {"reason": "业绩造假", "number": "记1"})
    stage.settle()


def status(stage: Stage, name: str) -> Status:
    with stage.database.reading() as session:
        return session.get_one(Declaration, stage.cases[name].partition(":")[2]).status


def statuses(stage: Stage, name: str) -> list[str]:
    with stage.database.reading() as session:
        cases = select(ProcessInstance.status).where(ProcessInstance.subject == stage.cases[name])
        return list(session.scalars(cases))


def elements(stage: Stage) -> set[str]:
    return {item.element for item in stage.open_items()}


def incidents(stage: Stage) -> list[str]:
    with stage.database.reading() as session:
        return list(session.scalars(select(Incident.error)))


def kept(stage: Stage) -> list[str | None]:
    with stage.database.reading() as session:
        return list(session.scalars(select(Work.message).where(Work.status == "kept")))


def refused(stage: Stage, element: str) -> set[str]:
    """The requirements with which the task is refused."""
    with pytest.raises(Unlawful) as error:
        stage.complete(next(item for item in stage.open_items() if item.element == element))
    return {breach.id for breach in error.value.breaches}


# --- a bar ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["submit", "unit_check", "wait_unit", "check_hr", "office_check", "accepted"])
def test_I_29_a_bar_cancels_the_declaration_wherever_it_stands(stage: Stage, where: str) -> None:
    play(stage, ("declare", "张明", {}))
    if where == "wait_unit":
        until(stage, "post_unit")
        play(stage, ("do", "post_unit", {"of": "张明"}))
    else:
        until(stage, where)

    record(stage, stage.people["张明"], IntegritySubject.APPLICANT)

    assert status(stage, "张明") is Status.CANCELLED_BY_SANCTION
    assert statuses(stage, "张明") == ["ended"]
    assert [item for item in stage.open_items() if item.subject == stage.cases["张明"]] == []
    assert incidents(stage) == kept(stage) == []
    with stage.database.reading() as session:
        (decision,) = session.get_one(Declaration, stage.cases["张明"].partition(":")[2]).decisions
        assert (decision.article, decision.reason, decision.number) == ("A72.3", "业绩造假", "记1")


def test_I_29_a_bar_that_comes_while_the_vote_is_open_is_felt_before_confirmation(stage: Stage) -> None:
    convened(stage, "count_ballot")

    record(stage, stage.people["张明"], IntegritySubject.APPLICANT)
    until(stage, "certified", "李华")

    assert status(stage, "张明") is Status.CANCELLED_BY_SANCTION
    assert incidents(stage) == kept(stage) == []
    with stage.database.reading() as session:
        certified = session.scalars(select(Certificate)).all()
        assert [c.declaration.person.name for c in certified] == ["李华"]


@pytest.mark.parametrize("where", ["post_result", "submit", "decide", "seal"])
def test_I_29_a_bar_after_the_vote_takes_the_person_off_notices_and_batches(stage: Stage, where: str) -> None:
    convened(stage, "post_result")
    play(stage, ("until", where, {}))

    record(stage, stage.people["张明"], IntegritySubject.APPLICANT)
    until(stage, "certified", "李华")

    assert status(stage, "张明") is Status.CANCELLED_BY_SANCTION
    assert incidents(stage) == kept(stage) == []
    with stage.database.reading() as session:
        certificates = session.scalars(select(Certificate)).all()
        assert {c.declaration.person.name for c in certificates if c.status == "valid"} == {"李华"}


def test_A72_3b_a_message_without_a_record_cancels_nothing(stage: Stage) -> None:
    play(stage, ("declare", "张明", {}))
    until(stage, "unit_check")

    with stage.database.transaction() as session:
        stage.engine.send(session, "applicant_barred", stage.cases["张明"], {"reason": "传闻", "number": "无"})
    stage.settle()

    assert status(stage, "张明") is Status.UNIT_CHECK
    assert elements(stage) == {"unit_check"}
    assert "诚信档案中没有" in incidents(stage)[0]


# --- experts ----------------------------------------------------------------------------------------------------------


def expert_of(stage: Stage, place: int) -> str:
    with stage.database.reading() as session:
        seats = session.scalars(select(Seat).where(Seat.part == "member").order_by(Seat.position)).all()
        return seats[place].expert.person_id


def test_I_30_a_barred_expert_is_not_drawn(stage: Stage) -> None:
    with stage.database.reading() as session:
        barred = session.scalars(select(Expert).order_by(Expert.id)).first()
        assert barred is not None
        id, person_id = barred.id, barred.person_id
    record(stage, person_id, IntegritySubject.EXPERT)
    convened(stage, "file_plan")

    with stage.database.reading() as session:
        review = session.scalars(select(ReviewSession)).one()
        assert review.draw is not None
        assert id in {line["expert"] for line in review.draw.excluded}
        assert id not in {seat.expert_id for seat in review.seats}


def test_A73_1b_an_expert_barred_after_the_draw_cannot_sign_in(stage: Stage) -> None:
    convened(stage, "sign_in")
    record(stage, expert_of(stage, -1), IntegritySubject.EXPERT)
    with stage.database.reading() as session:
        barred = next(s for s in session.scalars(select(Seat)) if s.expert.person_id == expert_of(stage, -1))
        item = next(i for i in stage.open_items() if i.element == "sign_in" and i.item == barred.id)

    with pytest.raises(Unlawful) as error:
        stage.complete(item)

    assert {breach.id for breach in error.value.breaches} == {"A73.1b"}


def test_A73_1b_an_expert_barred_after_signing_in_has_lost_the_seat_when_the_vote_opens(stage: Stage) -> None:
    convened(stage, "open_ballot")
    barred = expert_of(stage, -1)
    record(stage, barred, IntegritySubject.EXPERT)

    play(stage, ("do", "open_ballot", {}))

    with stage.database.reading() as session:
        seats = session.scalars(select(Seat)).all()
        assert [seat.expert.person_id for seat in seats if seat.vacated_at] == [barred]
        open_ = session.scalars(select(Ballot)).one()
        _, voters = ballot.turnout(session, open_.id)
        assert voters == len(seats) - 1
    until(stage, "certified")
    assert incidents(stage) == []


# --- a stop -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("element", ["plan", "draw", "file_plan", "consent", "sign_in", "open_meeting", "open_ballot"])
def test_I_34_a_stop_blocks_the_session_at_every_step_until_it_resumes(stage: Stage, element: str) -> None:
    convened(stage, element)

    suspend(stage)

    assert "A78.1" in refused(stage, element)
    with stage.database.reading() as session:
        told = whereabouts(session.get_one(Declaration, stage.cases["张明"].partition(":")[2])).text
    assert "因约谈停止评审（内人社约〔2026〕1号）" in told
    resume(stage)
    until(stage, "certified")
    assert incidents(stage) == kept(stage) == []


def test_I_34_nobody_casts_or_counts_while_review_is_stopped(stage: Stage) -> None:
    convened(stage, "count_ballot")
    suspend(stage)

    with stage.database.reading() as session:
        urn, seat = session.scalars(select(Ballot)).one().id, session.scalars(select(Seat)).first()
    assert seat is not None
    vote = {"candidate": "x", "choice": "approve", "receipt": "ABCDEFGHJKLM"}
    with pytest.raises(Unlawful, match="停止评审"), stage.database.transaction() as session:
        ballot.cast(session, urn, seat.expert_id, [vote], now=stage.clock.now())


def test_I_34_nothing_new_is_accepted_while_review_is_stopped(stage: Stage) -> None:
    play(stage, ("declare", "张明", {}))
    until(stage, "office_check")
    suspend(stage)

    assert refused(stage, "office_check") == {"A78.1"}


def test_I_34_a_running_notice_ends_and_its_results_wait_for_the_supervisor_s_release(stage: Stage) -> None:
    convened(stage, "post_result")
    play(stage, ("do", "post_result", {}))
    suspend(stage)

    play(stage, ("until", "decide", {"leaving": ["release"]}))

    assert status(stage, "张明") is Status.FOR_CONFIRMATION
    assert "release" in elements(stage)
    assert refused(stage, "decide") == {"A78.1c"}
    play(stage, ("do", "release", {"with": {"decision": "keep", "number": "缓1", "reason": "尚在核查"}}))
    assert refused(stage, "decide") == {"A78.1c"}
    play(stage, ("do", "release", {"with": {"decision": "release", "number": "放1", "reason": "表决在停止之前"}}))
    until(stage, "certified")
    with stage.database.reading() as session:
        assert [r.released for r in session.scalars(select(ConfirmationBatch)).one().releases] == [False, True]
    assert incidents(stage) == kept(stage) == []


def test_I_34_a_stop_during_confirmation_asks_the_supervisor_and_the_resumption_answers(stage: Stage) -> None:
    convened(stage, "decide")

    suspend(stage)

    assert elements(stage) >= {"decide", "release"}
    assert refused(stage, "decide") == {"A78.1c"}
    resume(stage)
    assert "release" not in elements(stage)
    until(stage, "certified")
    assert incidents(stage) == kept(stage) == []


# --- the power taken back ---------------------------------------------------------------------------------------------


def test_I_33_what_was_not_voted_on_is_returned_and_the_session_ends(stage: Stage) -> None:
    convened(stage, "open_meeting")

    revoke(stage)

    assert status(stage, "张明") is status(stage, "李华") is Status.RETURNED_COMMITTEE_REVOKED
    assert elements(stage) == set()
    assert incidents(stage) == kept(stage) == []
    with stage.database.reading() as session:
        assert session.scalars(select(ReviewSession)).one().status == "revoked"
        (decision,) = session.get_one(Declaration, stage.cases["张明"].partition(":")[2]).decisions
        assert (decision.article, decision.reason, decision.number) == ("A78.3", *PAPER.values())


def test_I_33_what_was_voted_on_goes_on_and_is_held_for_release(stage: Stage) -> None:
    convened(stage, "minutes")

    revoke(stage)
    play(stage, ("until", "decide", {"leaving": ["release"]}))

    assert status(stage, "张明") is Status.FOR_CONFIRMATION
    assert refused(stage, "decide") == {"A78.1c"}
    play(stage, ("do", "release", {"with": {"decision": "release", "number": "放2", "reason": "表决在收回之前"}}))
    until(stage, "certified")
    assert incidents(stage) == kept(stage) == []


def test_I_16_who_was_returned_may_declare_again_in_the_window(stage: Stage) -> None:
    play(stage, ("declare", "张明", {}))
    until(stage, "unit_check")
    revoke(stage)
    changed(stage, lambda _session, committee: setattr(committee, "status", "active"))

    play(stage, ("declare", "张明", {"called": "再次"}))
    until(stage, "unit_check", "再次")

    assert status(stage, "再次") is Status.UNIT_CHECK


# --- results that fall ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "left"), [(VoidKind.NOT_RECOGNISED, Status.NOT_RECOGNISED), (VoidKind.REVOKED, Status.ANNULLED)]
)
def test_A76_1_a_certificate_that_fell_says_so_at_once(stage: Stage, kind: VoidKind, left: Status) -> None:
    convened(stage, "seal")
    until(stage, "certified")
    now = stage.clock.now()
    clearance = {
        VoidKind.NOT_RECOGNISED: lambda: acts.non_recognition(decision=lawful.NON_RECOGNITION),
        VoidKind.REVOKED: lambda: acts.annulment(
            annulment=lawful.ANNULMENT, power=lawful.ANNULMENT_POWER, verification=lawful.APPLICANT_S,
            entry=lawful.ENTRY, letter=lawful.UNIT_LETTER, hearing=lawful.HEARD,
        ),
    }[kind]()  # fmt: skip

    with stage.database.transaction() as session:
        own = session.get_one(Declaration, stage.cases["张明"].partition(":")[2])
        made = session.scalars(select(Certificate).where(Certificate.declaration_id == own.id)).one()
        code = certificate.code_of(made)
        assert certificate.verify(session, code, "张明", now).status == "valid"
        with pytest.raises(TypeError):
            made.void(VoidKind.REVOKED if kind is VoidKind.NOT_RECOGNISED else VoidKind.NOT_RECOGNISED, clearance)
        actor = actor_of(session, stage)
        voiding.void(
            own, kind, clearance, number="不认1", reason="期满后评审", effective_on=local_date(now), actor=actor,
            now=now,
        )  # fmt: skip

    with stage.database.reading() as session:
        assert certificate.verify(session, code, "张明", now).status == kind.value
        row = session.scalars(select(Voiding)).one()
        assert (row.number, row.decided_at, row.certificate_id is not None) == ("不认1", now, True)
    assert status(stage, "张明") is left
    assert status(stage, "李华") is Status.CERTIFIED


def test_A76_1_a_result_that_fell_before_the_certificate_ends_its_case(stage: Stage) -> None:
    convened(stage, "decide")
    with stage.database.transaction() as session:
        own = session.get_one(Declaration, stage.cases["张明"].partition(":")[2])
        voiding.void(
            own, VoidKind.NOT_RECOGNISED, acts.non_recognition(decision=lawful.NON_RECOGNITION), number="不认2",
            reason="期满后评审", effective_on=local_date(stage.clock.now()), actor=actor_of(session, stage),
            now=stage.clock.now(),
        )  # fmt: skip
        stage.engine.send(session, "result_voided", stage.cases["张明"], {"reason": "期满后评审", "number": "不认2"})
    stage.settle()

    assert statuses(stage, "张明") == ["ended"]
    until(stage, "certified", "李华")
    assert incidents(stage) == kept(stage) == []
    with stage.database.reading() as session:
        assert len(session.scalars(select(Certificate)).all()) == 1


def actor_of(session: Session, stage: Stage) -> Any:
    return type(SYSTEM)("account", person(session), "监管人员", "supervisor", stage.world.region_hr.id)


def test_A72_3_the_boundary_day_of_a_record_at_submission(stage: Stage) -> None:
    last, today = date(2026, 8, 31), datetime(2026, 9, 1)
    record(stage, stage.people["张明"], IntegritySubject.APPLICANT, date(2023, 9, 1))
    record(stage, stage.people["李华"], IntegritySubject.APPLICANT, date(2023, 9, 2))
    assert integrity_record_ends_on(date(2023, 9, 1)) == last < today.date()

    for name in ("张明", "李华"):
        play(stage, ("declare", name, {}))
    play(stage, ("do", "submit", {"of": "张明"}))

    assert refused(stage, "submit") == {"A72.3"}
