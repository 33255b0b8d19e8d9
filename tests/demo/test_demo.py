"""The demonstration plays a season over HTTP, tells the truth about it, and notices when the records do not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.audit import Journal
from app.database import Database
from app.demo.ledger import Entry
from app.demo.play import first_day
from app.demo.reckoning import faults_of
from app.sandbox import figures
from app.sandbox.stories import told
from handlers.ballot import keyfile
from handlers.records.ballots import Envelope
from handlers.records.certificates import Certificate
from handlers.records.declarations import Declaration
from handlers.records.notices import Publicity
from handlers.records.review_sessions import Draw, Result, Seat
from handlers.rules.terms import DeclarationStatus, PublicityKind
from tests.demo.conftest import DECLARATIONS, SEED, Played, Sandbox

NAMES = [
    "declared", "refused", "corrected", "abandoned", "accepted", "passed", "failed", "certified", "complaints",
    "timers_fired", "workdays_elapsed", "contradictions", "refusals",
]  # fmt: skip


def test_a_season_is_played_to_its_end_without_a_contradiction(played: Played) -> None:
    assert (played.code, played.told) == (0, "")
    assert list(played.figures) == NAMES
    assert played.figures["contradictions"] == 0


def test_every_story_came_to_its_end(played: Played) -> None:
    from random import Random

    ends = [story.end for story in told(DECLARATIONS, Random(SEED))]
    counted = {name: played.figures[name] for name in ("declared", "abandoned", "failed", "certified")}

    assert counted == {
        "declared": DECLARATIONS,
        "abandoned": ends.count("abandoned"),
        "failed": ends.count("failed"),
        "certified": ends.count("certified"),
    }
    assert played.figures["timers_fired"] > DECLARATIONS
    assert played.figures["workdays_elapsed"] >= 20


def test_every_refusal_names_article_numbers_and_remedy(played: Played) -> None:
    refusals = played.figures["refusals"]

    assert len({refusal["declaration"] for refusal in refusals}) >= played.figures["refused"] > 0
    for refusal in refusals:
        assert refusal["article"].startswith("A")
        assert len(refusal["message"]) > 8


def test_a_server_that_is_not_there_is_one_clear_line(sandbox: Sandbox) -> None:
    done = sandbox.run("demo", "--url", "http://127.0.0.1:9", "--declarations", "1")

    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1 and "127.0.0.1:9" in done.stderr


def test_keys_of_counted_ballots_are_gone(played: Played, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", sandbox.environment["ZHIPING_KEYS_DIR"])

    assert played.code == 0
    assert keyfile.kept() == []


def test_no_name_of_an_expert_stands_in_the_journal_of_the_meetings_services(records: Database) -> None:
    with records.reading() as session:
        drawn = {seat.expert.person.name for seat in session.scalars(select(Seat))}
        details = [str(row.detail) for row in session.scalars(select(Journal))]

    assert drawn
    assert not [name for name in drawn if any(name in detail for detail in details)]


def test_every_draw_can_be_found_again_by_its_hash_and_left_out_the_unfit(records: Database) -> None:
    with records.reading() as session:
        draws = session.scalars(select(Draw)).all()
        excluded = ["".join(str(line) for line in draw.excluded) for draw in draws]

    assert draws and all(draw.seed and draw.pool_hash and draw.reserves for draw in draws)
    for reasons in excluded:
        assert all(article in reasons for article in ("A18.1", "A18.6", "A19.6", "A44.5"))


def one_certified(session: Session) -> Declaration:
    return session.scalars(select(Declaration).where(Declaration.status == DeclarationStatus.CERTIFIED)).all()[0]


def falsify(session: Session, how: str) -> None:
    """Change the records behind everybody's back."""
    declaration = one_certified(session)
    certificate = session.scalars(select(Certificate).where(Certificate.declaration_id == declaration.id)).one()
    if how == "the votes":
        session.execute(update(Result).values(approvals=0))
    elif how == "the start date":
        certificate.from_on += timedelta(days=1)
    elif how == "the end of the unit's notice":
        for notice in session.scalars(select(Publicity).where(Publicity.kind == PublicityKind.UNIT)):
            notice.closed_at = notice.posted_at
    elif how == "the day of submission":
        assert declaration.submitted_at
        declaration.submitted_at -= timedelta(days=300)
    elif how == "the certificate":
        session.execute(delete(Certificate).where(Certificate.id == certificate.id))
    elif how == "the status":
        declaration.status = DeclarationStatus.FAILED
    elif how == "an emptied envelope":
        session.execute(update(Envelope).values(sealed=bytes(112)))


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ("the votes", "A45.2"),
        ("the start date", "A55.1"),
        ("the end of the unit's notice", "不足 5 个工作日"),
        ("the day of submission", "A26.1"),
        ("the certificate", "有无证书不符"),
        ("the status", "有无证书不符"),
        ("an emptied envelope", "未销毁的选票"),
    ],
)
def test_falsified_records_contradict_themselves(records: Database, how: str, found: str) -> None:
    with records.transaction() as session:
        assert figures(session)["contradictions"] == []
        falsify(session, how)
        session.flush()

        assert any(found in fault for fault in figures(session)["contradictions"])


def entry(**changes: object) -> Entry:
    seen = Entry("applicant", "call", "intermediate", "建筑施工", "too_few_years", "draft", "A21.2", [])
    seen.number, seen.subject = "2026-00001", "declaration:1"
    for name, value in changes.items():
        setattr(seen, name, value)
    return seen


RECORDED = {"status": "draft", "corrected": False, "decisions": []}


def test_the_players_notice_what_the_records_tell_otherwise() -> None:
    refused = entry()
    refused.refuse("A21.2", "年限不足")

    assert list(faults_of(refused, RECORDED)) == []
    assert list(faults_of(refused, None)) == ["2026-00001：记录中没有这份申报"]
    assert "记录为 certified" in next(faults_of(refused, {**RECORDED, "status": "certified"}))
    assert "是否补正" in next(faults_of(refused, {**RECORDED, "corrected": True}))
    assert "告知的依据是 无" in next(faults_of(entry(), RECORDED))
    assert "记录的决定" in next(faults_of(refused, {**RECORDED, "decisions": [{"article": "A36.2"}]}))


def test_a_season_never_begins_so_late_that_its_draw_falls_into_the_next_year() -> None:
    from datetime import date

    assert first_day(date(2026, 11, 28)) == date(2026, 11, 28)
    assert first_day(date(2026, 11, 29)) == date(2027, 1, 4)
