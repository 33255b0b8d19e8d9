"""What must not be told: experts' names, complainants, verification codes; and where keys lie."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import handlers.review_session
from app.database import Database
from app.trial.world import EXPERT, World, build, instant
from handlers import complaint, keys
from handlers.calendar import seed
from handlers.catalogue import PREFILLS, display
from handlers.certificate import code_of
from handlers.handler import SYSTEM
from handlers.records.certificates import Certificate
from handlers.records.notices import Complaint
from handlers.rules.roles import Role
from tests.story import Story


def test_A49_2_no_result_prefill_or_list_names_an_expert(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    results: list[Any] = []
    story = Story(world)
    for name in handlers.review_session.__all__:
        real = getattr(handlers.review_session, name)
        monkeypatch.setattr(
            handlers.review_session, name, lambda *a, real=real, **k: results.append(real(*a, **k)) or results[-1]
        )
    d = story.submitted(world.applicant("申报人甲"))
    story.accepted(d)

    review = story.voted([d])
    posted = story.announced(review)
    story.result_posted(posted)
    (batch,) = story.result_closed(posted)
    officers = [SYSTEM, world.act(Role.OFFICE_CLERK, world.office, 2), story.expert(review.seats[1])]
    shown = [
        PREFILLS[name](subject, actor, instant(2026, 10, 28), None)
        for actor in officers
        for prefix, subject in (("review_session.", review), ("confirmation.", batch), ("ballot.", review))
        for name in PREFILLS
        if name.startswith(prefix) and name != "review_session.begin"
    ]
    shown += [vars(display(subject)) for subject in (d, review, posted, batch)]

    assert len(results) > 20
    text = json.dumps([results, shown, review.minutes], ensure_ascii=False, default=str)
    assert EXPERT not in text
    assert not any(seat.expert.person_id in text for seat in review.seats)


def test_only_the_investigator_s_form_names_the_complainant(world: World) -> None:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.accepted(d)
    posted = story.announced(story.voted([d]))
    story.result_posted(posted)
    received = complaint.receive(world.session, posted.id, d.id, "业绩不实", "举报人王某", instant(2026, 11, 2))
    forms = ("complaint.investigate", "complaint.decide")

    shown = {name: str(PREFILLS[name](received, SYSTEM, instant(2026, 11, 3), None)) for name in forms}
    others = str([display(received), complaint.message_of(received), PREFILLS["complaint.decide_dissent"]])

    assert "王某" in shown["complaint.investigate"]
    assert "王某" not in shown["complaint.decide"] + others


def test_A66_the_database_file_holds_no_complainant(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    with sqlite_database.transaction() as session:
        seed(session, instant(2026, 1, 5))
        story = Story(build(session))
        d = story.submitted(story.world.applicant("申报人甲"))
        story.assigned(d)
        story.unit_checked(d)
        posted = story.unit_posted(d)["publicity"]
        complaint.receive(session, posted, d.id, "业绩不实", "王某 13900000000", instant(2026, 9, 15))

    files = [file for file in tmp_path.iterdir() if file.name.startswith("zhiping.db")]
    raw = b"".join(file.read_bytes() for file in files)

    assert "业绩不实".encode() in raw
    assert "王某".encode() not in raw and b"13900000000" not in raw
    with sqlite_database.reading() as session:
        assert complaint.complainant_of(session.scalars(select(Complaint)).one()) == "王某 13900000000"


def test_a_complainant_moved_to_another_complaint_or_without_the_key_cannot_be_read(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.assigned(d)
    story.unit_checked(d)
    posted = story.unit_posted(d)["publicity"]
    one, other = (
        complaint.receive(world.session, posted, d.id, "业绩不实", who, instant(2026, 9, 15))
        for who in ("王某", "李某")
    )

    assert len(one.complainant_sealed) == len(other.complainant_sealed)
    one.complainant_sealed = other.complainant_sealed
    with pytest.raises(LookupError, match="与本件举报不符"):
        complaint.complainant_of(one)
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "other keys"))
    with pytest.raises(LookupError, match="无法打开"):
        complaint.complainant_of(other)


def test_the_database_holds_no_verification_code(world: World) -> None:
    story = Story(world)
    d = story.submitted(world.applicant("申报人甲"))
    story.accepted(d)
    story.certified(story.voted([d]))
    made = world.session.scalars(select(Certificate)).one()
    connection = world.session.connection().connection.driver_connection

    assert connection is not None
    assert code_of(made) not in "\n".join(connection.iterdump())


def test_a_key_is_made_once_and_is_nobody_else_s_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(keys.key, ["certificate"] * 64))

    (file,) = (tmp_path / "keys").iterdir()
    assert len(made) == 1
    assert len(made.pop()) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys.key("draw") != keys.key("certificate")
