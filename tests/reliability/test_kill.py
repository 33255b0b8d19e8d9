"""kill -9 between and within steps: nothing is lost, nothing is done twice, and the next start goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import audit, worker
from app.clock import FixedClock
from app.database import Database
from app.engine import Engine, Incident, Work
from tests.engine.workshop import (
    CLERK,
    Workshop,
    event,
    flows,
    process,
    service,
    timer,
    user,
    workshop,
)

ROOT = Path(__file__).resolve().parents[2]
START, END = event("startEvent", "start"), event("endEvent", "end")
TASKS = [f"t{number}" for number in range(30)]
KILLS = 4


@pytest.fixture
def shop(database: Database, clock: FixedClock, tmp_path: Path) -> Workshop:
    return workshop(database, clock, tmp_path / "models")


def run_and_kill(shop: Workshop, what: str, lines: int, pause: float) -> int:
    """Run the program until it has reported some steps, then kill it; returns how many it reported."""
    url = shop.database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.reliability.a_program", url, str(shop.folder), what]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert program.stdout is not None
    reported = 0
    for line in program.stdout:
        reported += line.strip() in ("done", "fired")
        if reported >= lines:
            break
    time.sleep(pause)
    os.kill(program.pid, signal.SIGKILL)
    reported += sum(line.strip() in ("done", "fired") for line in program.stdout)
    program.wait()
    return reported


def test_a_server_killed_between_steps_has_kept_every_step_it_reported(shop: Workshop) -> None:
    way = " > ".join(["start", *(f"{t} > s_{t}" for t in TASKS), "end"])
    shop.publish(
        process("long", START, *(user(t) for t in TASKS), *(service(f"s_{t}") for t in TASKS), END, flows(way))
    )
    subject = shop.matter()
    case = shop.start("long", subject).instance_id
    reported = 0

    for kill in range(KILLS):
        reported += run_and_kill(shop, "steps", lines=3, pause=0.003 * kill)
        kept = shop.notes(subject).count("check:ok")
        assert reported <= kept <= reported + kill + 1
        assert shop.notes(subject).count("stamp:stamped") == kept
        assert [item.element for items in shop.open().values() for item in items] == [f"t{kept}"]
    for task in TASKS[kept:]:
        shop.do(task, CLERK)

    assert shop.status(case) == "ended"
    assert shop.notes(subject) == ["check:ok", "stamp:stamped"] * len(TASKS)
    with shop.database.reading() as session:
        assert audit.verify(session).faults == []


def test_timers_half_fired_when_the_program_was_killed_fire_exactly_once_at_the_next_start(shop: Workshop) -> None:
    then = event("intermediateCatchEvent", "then", timer("2026-09-05"))
    shop.publish(process("timed", START, then, service("mark"), END, flows("start > then > mark > end")))
    subjects = [shop.matter() for _ in range(40)]
    cases = [shop.start("timed", subject).instance_id for subject in subjects]

    fired = sum(run_and_kill(shop, "timers", lines=4, pause=0.002 * kill) for kill in range(KILLS))
    assert 4 * KILLS <= fired < len(subjects)
    restarted = Engine(shop.database, FixedClock(datetime(2027, 1, 1, tzinfo=UTC)), shop.catalogue)
    worker.drain(restarted)

    assert [shop.notes(subject) for subject in subjects] == [["stamp:stamped"]] * len(subjects)
    assert {shop.status(case) for case in cases} == {"ended"}
    assert shop.rows(Work) == []
    assert shop.rows(Incident) == []
