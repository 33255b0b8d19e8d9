"""What completing a user task costs: durable, with journal and work list, against SpiffWorkflow's bare memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import event as listening

from app.clock import FixedClock
from app.database import Database
from tests.benchmarks.figures import Figure, quiet, timed
from tests.engine.workshop import CLERK, Workshop, event, flows, process, user, workshop


def line(tasks: int) -> str:
    """A process of so many user tasks in a row."""
    names = [f"t{number}" for number in range(tasks)]
    way = flows(" > ".join(["start", *names, "end"]))
    drawn = (user(name, "matter.idle") for name in names)
    return process(f"line_{tasks}", event("startEvent", "start"), *drawn, event("endEvent", "end"), way)


def ours(shop: Workshop, tasks: int) -> Iterator[float]:
    """Milliseconds of each completion of one case."""
    case = shop.start(f"line_{tasks}").instance_id
    waiting = [shop.open(case)["t0"][0].id]
    while waiting:
        done = []
        yield timed(lambda: done.append(shop.engine.complete(waiting[0], {"outcome": "ok"}, CLERK)))  # noqa: B023
        waiting = done[0].next_items


def theirs(tasks: int) -> Iterator[float]:
    """Milliseconds of load, run and `serialize_json` of each step, as SpiffWorkflow does it, in memory."""
    sys.setrecursionlimit(10_000)
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(line(tasks).encode()))
    serializer = BpmnWorkflowSerializer()
    flow = BpmnWorkflow(parser.get_spec(f"line_{tasks}"))
    flow.do_engine_steps()
    stored = [serializer.serialize_json(flow)]

    def step() -> None:
        flow = serializer.deserialize_json(stored[0])
        task = flow.get_tasks(state=TaskState.READY, manual=True)[0]
        task.data[task.task_spec.name] = {"outcome": "ok"}
        task.run()
        flow.do_engine_steps()
        stored[0] = serializer.serialize_json(flow)

    for _ in range(tasks):
        yield timed(step)


def figures(folder: Path, clock: FixedClock) -> list[Figure]:
    """Rows 1 to 3 of the budgets."""
    shop = shop_in(folder, clock)
    list(ours(shop, 20))
    list(theirs(20))
    pairs = [(mine, other) for _ in range(8) for mine, other in zip(ours(shop, 20), theirs(20), strict=True)]
    at_20 = quiet([mine for mine, _ in pairs]), quiet([other for _, other in pairs])
    others = list(zip(ours(shop, 200), theirs(200), strict=True))[150:199]
    at_200 = quiet([mine for mine, _ in others]), quiet([other for _, other in others])
    early, late = at_ten_and_two_hundred(shop)
    return [
        Figure("completion at 20 tasks / SpiffWorkflow in memory", at_20[0] / at_20[1], "×", 1.0, note=told(*at_20)),
        Figure(
            "completion at 200 tasks / SpiffWorkflow in memory", at_200[0] / at_200[1], "×", 0.3, note=told(*at_200)
        ),
        Figure("200th completion / 10th completion", late / early, "×", 1.5, note=f"{late:.2f} / {early:.2f} ms"),
        *counted(shop),
    ]


def at_ten_and_two_hundred(shop: Workshop) -> tuple[float, float]:
    """Milliseconds of the completions around the 10th and the 200th of long cases, taken in turns."""
    early, late = [], []
    for _ in range(4):
        old, new = ours(shop, 200), ours(shop, 200)
        list(islice(old, 184))
        list(islice(new, 4))
        pairs = list(zip(islice(new, 15), islice(old, 15), strict=True))
        early += [first for first, _ in pairs]
        late += [second for _, second in pairs]
    return quiet(early), quiet(late)


def told(mine: float, other: float) -> str:
    return f"{mine:.2f} ms / {other:.2f} ms"


def counted(shop: Workshop) -> list[Figure]:
    """SQL statements and commits of one completion, BEGIN included."""
    case = shop.start("line_20").instance_id
    item = shop.open(case)["t0"][0].id
    statements: list[str] = []
    commits: list[str] = []
    listening.listen(shop.database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    listening.listen(shop.database.engine, "commit", lambda _: commits.append("commit"))
    shop.engine.complete(item, {"outcome": "ok"}, CLERK, key="once")
    return [
        Figure("SQL statements per completion", len(statements), "", 15),
        Figure("commits per completion", len(commits), "", 1),
    ]


def shop_in(folder: Path, clock: FixedClock) -> Workshop:
    """A workshop on SQLite with synchronous=FULL, the processes published."""
    from app import migrations

    database = Database(f"sqlite:///{folder / 'completion.db'}")
    migrations.migrate(database)
    shop = workshop(database, clock, folder / "models")
    shop.publish(line(20), line(200))
    return shop
