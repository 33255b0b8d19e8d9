"""The journal names what happened and what the law was asked; whoever changes it afterwards is found out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from app import audit
from app.audit import Head, Journal
from app.engine import NotFound, reading
from app.engine.store import INSTANCES
from handlers.rules import acts
from handlers.rules.article import Breaches, article
from tests.engine.workshop import CLERK, Matter, Workshop, event, flows, process, service, timer, user

START, END = event("startEvent", "start"), event("endEvent", "end")
SEED = bytes(range(32))


def told(shop: Workshop) -> str:
    """A case of several steps; its id."""
    shop.publish(
        process(
            "told", START, user("ask"), event("exclusiveGateway", "gate", extra='default="gate_to_later"'),
            event("intermediateCatchEvent", "later", timer("2026-09-10")), service("mark"), END,
            event("endEvent", "out"),
            flows("start > ask > gate > later > mark > end", "gate > out : ${ask.outcome == 'no'}"),
        )
    )  # fmt: skip
    case: str = shop.start("told").instance_id
    shop.do("ask")
    return case


def test_every_step_is_told_in_order_with_who_did_it(shop: Workshop) -> None:
    case = told(shop)

    with shop.database.reading() as session:
        progress = reading.progress(session, case)

    assert [(e.event, e.element, e.who) for e in progress.timeline] == [
        ("started", "start", "苏和"),
        ("completed", "ask", "乌兰"),
    ]
    assert progress.timeline[1].detail == {"outcome": "ok", "due_on": None}
    assert progress.done == ["start", "ask", "gate"]
    assert progress.flows == ["start_to_ask", "ask_to_gate", "gate_to_later"]
    assert progress.current == ["later"]
    assert [(t.element, t.due_at.isoformat()) for t in progress.timers] == [("later", "2026-09-10T16:00:00+00:00")]
    assert (progress.key, progress.version, progress.status) == ("told", 1, "running")
    with shop.database.reading() as session, pytest.raises(NotFound):
        reading.progress(session, "nothing")


def test_what_the_law_was_asked_stands_beside_the_act(shop: Workshop) -> None:
    def ask_the_law(matter: Matter, *, outcome: str) -> dict[str, str]:
        """问法"""
        acts.cleared("sign_in", [quorum(Attendance(18))])
        return {"outcome": outcome}

    shop.catalogue.HANDLERS["matter.idle"] = ask_the_law
    shop.publish(process("asked", START, user("ask", "matter.idle"), END, flows("start > ask > end")))
    case = shop.start("asked").instance_id

    shop.do("ask")

    with shop.database.reading() as session:
        done = next(e for e in reading.timeline(session, case) if e.event == "completed")
    assert done.requirements == [{"id": "A44.2", "lawful": True, "edition": "2025"}]


@dataclass(frozen=True)
class Attendance:
    attending: int


@article("A44.2")
def quorum(fact: Attendance) -> Breaches:
    """Enough came."""
    if fact.attending < 17:
        yield "到会不足"


def test_rows_are_never_changed_or_deleted(shop: Workshop) -> None:
    told(shop)

    for statement in (update(Journal).values(name="别人"), delete(Journal)):
        with pytest.raises(DatabaseError, match="never"), shop.database.transaction() as session:
            session.execute(statement)

    with shop.database.reading() as session:
        assert audit.verify(session).faults == []


def unguarded(shop: Workshop, statement: str) -> None:
    """What a database administrator could do: drop the guards, change, restore."""
    with shop.database.transaction() as session:
        if shop.database.is_sqlite:
            for name in ("journal_no_update", "journal_no_delete"):
                session.execute(text(f"DROP TRIGGER {name}"))
        else:
            session.execute(text("ALTER TABLE journal DISABLE TRIGGER ALL"))
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "kind", "seq"),
    [
        ("UPDATE journal SET name = '别人' WHERE seq = 2 AND event = 'completed'", "edited", 2),
        ("DELETE FROM journal WHERE seq = 1 AND event = 'started'", "deleted", 1),
        ("DELETE FROM journal WHERE seq = 2 AND event = 'completed'", "cut", 1),
    ],
)
def test_an_edited_a_deleted_and_a_cut_off_row_are_found_and_named(
    shop: Workshop, statement: str, kind: str, seq: int
) -> None:
    case = told(shop)

    unguarded(shop, statement)

    with shop.database.reading() as session:
        verdict = audit.verify(session)
    assert [(f.case, f.kind, f.seq) for f in verdict.faults] == [(case, kind, seq)]
    assert case in str(verdict.faults[0])


def test_an_anchor_finds_a_chain_cut_together_with_its_head(shop: Workshop, tmp_path: Path) -> None:
    case = told(shop)
    with shop.database.reading() as session:
        path = audit.anchor(session, tmp_path / "anchors", SEED, shop.clock.now())
        key = SigningKey(SEED).verify_key.encode().hex()
        assert audit.anchor_is_genuine(path, key)
        assert audit.verify(session, anchors=tmp_path / "anchors").faults == []

    unguarded(shop, "DELETE FROM journal WHERE seq = 2 AND event = 'completed'")
    with shop.database.transaction() as session:
        session.execute(update(INSTANCES).values(journal_seq=1))

    with shop.database.reading() as session:
        assert audit.verify(session).faults == []
        found = audit.verify(session, anchors=tmp_path / "anchors").faults
    assert [(f.case, f.kind, f.seq) for f in found] == [(case, "cut", 1)]
    path.write_text(path.read_text().replace(f'"{case}": [\n', f'"{case}x": [\n'))
    assert not audit.anchor_is_genuine(path, key)


def test_the_merkle_root_depends_on_every_head() -> None:
    heads = {f"case-{n}": Head(n, f"{n:064x}") for n in range(1, 6)}
    roots = {audit.merkle_root({**heads, case: Head(99, "f" * 64)}) for case in heads}

    assert len(roots | {audit.merkle_root(heads)}) == 6
    assert audit.merkle_root({}) == ""


def test_publishing_is_journalled_too(shop: Workshop) -> None:
    told(shop)

    published = [row for row in shop.rows(Journal) if row.event == "published"]

    assert [(row.case, row.name, row.detail["version"]) for row in published] == [("process:told", "试验", 1)]
    assert CLERK.name not in str(published[0].detail)
