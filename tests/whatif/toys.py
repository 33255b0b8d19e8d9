"""Small diagrams whose seasons can be reckoned by hand, and a plain calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.engine.modelset import ModelSet, of_files
from handlers.rules.workdays import Calendar, DayKind

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">'
)

# The National Day week of 2026 and the Saturday that is worked for it.
OCTOBER = {date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)} | {date(2026, 10, 10): DayKind.MAKEUP_WORKDAY}


def calendar() -> Calendar:
    return Calendar(OCTOBER, frozenset({2026, 2027}))


def models(*files: str) -> ModelSet:
    """A set of diagrams that could be read."""
    found = of_files((f"toy{number}.bpmn", text.encode()) for number, text in enumerate(files))
    assert not found.problems, found.problems
    return found


def drawn(
    key: str, nodes: str, flows: Iterable[tuple[str, str] | tuple[str, str, str]], lanes: str = "", messages: str = ""
) -> str:
    """A diagram: its elements as XML, its flows as pairs (with a name, where it is a branch)."""
    arrows = "".join(
        f'<bpmn:sequenceFlow id="{flow[0]}_to_{flow[1]}" sourceRef="{flow[0]}" targetRef="{flow[1]}"'
        f"{f' name={chr(34)}{flow[2]}{chr(34)}' if len(flow) > 2 else ''} />"
        for flow in flows
    )
    return (
        f'{HEAD}<bpmn:process id="{key}" name="{key}" isExecutable="true"><bpmn:laneSet id="lanes">{lanes}'
        f"</bpmn:laneSet>{nodes}{arrows}</bpmn:process>{messages}</bpmn:definitions>"
    )


def lane(title: str, *nodes: str) -> str:
    listed = "".join(f"<bpmn:flowNodeRef>{node}</bpmn:flowNodeRef>" for node in nodes)
    return f'<bpmn:lane id="lane_{nodes[0]}" name="{title}">{listed}</bpmn:lane>'


def begin(id: str = "begin") -> str:
    return f'<bpmn:startEvent id="{id}" name="开始" camunda:formRef="toy.begin" />'


def task(id: str, handler: str = "toy.task", more: str = "", inside: str = "") -> str:
    return f'<bpmn:userTask id="{id}" name="{id}" camunda:formRef="{handler}" {more}>{inside}</bpmn:userTask>'


def end(id: str = "end") -> str:
    return f'<bpmn:endEvent id="{id}" name="{id}" />'


def timer(day: str, id: str = "over") -> str:
    return (
        f'<bpmn:intermediateCatchEvent id="{id}" name="期满"><bpmn:timerEventDefinition id="{id}_timer">'
        f"<bpmn:timeDate>{day}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
    )


def one_desk() -> ModelSet:
    """One task, done by one clerk of the office after another."""
    return models(
        drawn("desk", begin() + task("work") + end(), [("begin", "work"), ("work", "end")],
              lane("办事机构经办", "begin", "work", "end"))
    )  # fmt: skip


def after_notice(handler: str = "publicity.post_unit") -> ModelSet:
    """A notice is posted, its five working days are waited for, then one desk works through all."""
    return models(
        drawn(
            "notice",
            begin() + task("post", handler) + timer("${post.over_on}") + task("work") + end(),
            [("begin", "post"), ("post", "over"), ("over", "work"), ("work", "end")],
            lane("申报人", "begin", "post") + lane("办事机构经办", "over", "work", "end"),
        )
    )
