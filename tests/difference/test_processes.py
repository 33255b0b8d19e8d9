"""What became different in a diagram, told in the words of those who must answer for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.engine.canonical import stable
from app.engine.difference import as_json, difference
from app.engine.modelset import ModelSet, of_paths
from handlers import catalogue
from tests.difference.shipped import ROOT, compared, edited, loud, model, only, source

PUBLICITY, SESSION, CLUE = "publicity.bpmn", "review_session.bpmn", "clue.bpmn"
DIAGRAMS = [path.name for path in sorted((ROOT / "processes").glob("*.bpmn"))]


def test_nothing_changed_is_no_change() -> None:
    everything = of_paths([ROOT / "processes", ROOT / "forms"])
    again = of_paths([ROOT / "processes", ROOT / "forms"])
    assert difference(everything, again, catalogue) == []


@pytest.mark.parametrize("name", DIAGRAMS)
def test_the_stable_order_changes_nothing(name: str) -> None:
    assert compared(name, stable(name, source(name))) == []


def test_what_goes_without_saying_is_no_change() -> None:
    assert edited("violation.bpmn", (' camunda:mapDecisionResult="resultList"', "")) == []
    assert edited(SESSION, ('attachedToRef="consent"', 'attachedToRef="consent" cancelActivity="true"')) == []


def test_moved_shapes_are_one_quiet_word() -> None:
    change = only(edited(PUBLICITY, ('<dc:Bounds x="2', '<dc:Bounds x="3'), ('<di:waypoint x="5', '<di:waypoint x="6')))
    assert (change.what, change.kind, change.quiet) == ("layout", "moved", True)


def test_a_hair_of_a_shape_is_no_change() -> None:
    assert edited("calendar.bpmn", ('x="222" y="112"', 'x="222.04" y="112"')) == []


def test_another_day_to_wait_for_is_told_with_the_article() -> None:
    change = only(edited(PUBLICITY, ("${post_result.over_on}", "${post_result.posted_on}")))
    wanted = "“公示期满”：等待的日子由“${post_result.over_on}”改为“${post_result.posted_on}”"
    assert (change.what, change.words, change.article) == ("timer", wanted, "A51.2")
    assert as_json(change)["cite"] == "第五十一条"


def test_a_timer_of_another_kind() -> None:
    changes = edited(PUBLICITY, ("${post_result.over_on}", "P5D"), ("timeDate", "timeDuration"))
    assert only(changes).words == "“公示期满”：等待的时间由“等待的日子 ${post_result.over_on}”改为“等待的时长 P5D”"


def test_another_lane_is_another_role_and_comes_first() -> None:
    changes = edited(
        SESSION,
        ("<bpmn:flowNodeRef>consent</bpmn:flowNodeRef>", ""),
        ("<bpmn:flowNodeRef>plan</bpmn:flowNodeRef>", "<bpmn:flowNodeRef>plan</bpmn:flowNodeRef>"
         "<bpmn:flowNodeRef>consent</bpmn:flowNodeRef>"),
        ('name="核准备案"', 'name="同意备案"'),
        ("${announce.amber_on}", "${announce.red_on}"),
    )  # fmt: skip
    assert [change.what for change in changes] == ["lane", "due date", "due date", "name"]
    assert changes[0].words == "“同意备案”：办理的角色由“核准备案人员”改为“办事机构经办”"
    assert changes[0].kind == "moved" and changes[0].article


def test_a_lane_called_otherwise_is_told_once() -> None:
    change = only(edited(CLUE, ('name="监管人员"', 'name="评审专家"')))
    assert change.what == "lane" and "都改由“评审专家”办理" in change.words and "13 个环节" in change.words


def test_a_lane_drawn_anew_is_the_same_role() -> None:
    assert loud(edited(CLUE, ("lane_supervisor", "Lane_1x2y"))) == []


def test_lanes_come_and_go() -> None:
    lane = '<bpmn:lane id="lane_supervisor"'
    change = only(edited(CLUE, (lane, f'<bpmn:lane id="extra" name="审计员" />{lane}')))
    assert (change.kind, change.what, change.words) == ("added", "lane", "新增角色“审计员”")


def test_a_condition_is_told_with_what_it_reads() -> None:
    change = only(edited(SESSION, ("${consent.outcome == 'agree'}", "${consent.outcome != 'refuse'}")))
    assert change.what == "condition" and change.article == "A42.2"
    assert "走这条线的条件由“${consent.outcome == 'agree'}”改为“${consent.outcome != 'refuse'}”" in change.words


def test_the_way_taken_otherwise() -> None:
    change = only(edited(CLUE, ('default="how_to_closed"', 'default="how_to_refer"')))
    assert (change.what, change.words) == (
        "condition",
        "“怎样处置？”：其他情形的走向由“了结（到“了结”）”改为“移送（到“移送有关部门”）”",
    )


def test_which_condition_is_asked_first() -> None:
    text = source(CLUE)
    first = text[
        text.index('<bpmn:sequenceFlow id="how_to_conclude"') : text.index('<bpmn:sequenceFlow id="how_to_refer"')
    ]
    end = '<bpmn:sequenceFlow id="how_to_closed"'
    change = only(compared(CLUE, text.replace(first, "").replace(end, first + end)))
    assert (change.kind, change.what) == ("moved", "condition")
    assert change.words == "“怎样处置？”：各条件判断的先后由“督查、倒查、复查、移送”改为“移送、督查、倒查、复查”"


def test_what_a_task_does_is_told_by_its_label() -> None:
    change = only(
        edited(PUBLICITY, ('camunda:topic="publicity.close_result"', 'camunda:topic="publicity.close_roster"'))
    )
    assert change.what == "handler" and "publicity.close_result）" in change.words and change.article


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        (CLUE, "${clue.due_on}", "${clue.amber_on}", "due date"),
        (CLUE, 'name="case_opened"', 'name="case_closed"', "message"),
        (SESSION, 'camunda:collection="draw.seats"', 'camunda:collection="draw.others"', "multi-instance"),
        (SESSION, 'elementVariable="seat" />', 'elementVariable="seat" isSequential="true" />', "multi-instance"),
        (SESSION, 'isInterrupting="false"', 'isInterrupting="true"', "event"),
        (SESSION, 'attachedToRef="open_meeting"', 'attachedToRef="present"', "event"),
        (SESSION, 'attachedToRef="open_meeting"', 'attachedToRef="open_meeting" cancelActivity="false"', "event"),
        (SESSION, '<camunda:property name="result" value="plan" />', "", "result"),
        ("violation.bpmn", 'camunda:decisionRef="sanctions"', 'camunda:decisionRef="jurisdiction"', "decision"),
        ("supervision.bpmn", 'mapDecisionResult="singleResult"', 'mapDecisionResult="resultList"', "decision"),
        ("calendar.bpmn", 'name="工作日历" isExecutable', 'name="放假日历" isExecutable', "name"),
        ("calendar.bpmn", "camunda:historyTimeToLive", "camunda:versionTag", "setting"),
        ("calendar.bpmn", "一人录入", "两人录入", "documentation"),
        ("calendar.bpmn", "不得为同一人", "不能是同一人", "note"),
        ("calendar.bpmn", 'sourceRef="confirm" targetRef="note_1"', 'sourceRef="agreed" targetRef="note_1"', "note"),
        ("calendar.bpmn", 'formRefBinding="latest"', 'formRefBinding="deployment"', "setting"),
        ("calendar.bpmn", '<bpmn:userTask id="confirm"', '<bpmn:userTask camunda:priority="9" id="confirm"', "setting"),
        ("calendar.bpmn", '<bpmn:endEvent id="returned" name="退回重新录入">',
         '<bpmn:endEvent id="returned" name="退回重新录入"><bpmn:terminateEventDefinition id="t" />', "event"),
    ],
)  # fmt: skip
def test_every_setting_has_its_kind(name: str, old: str, new: str, what: str) -> None:
    changes = edited(name, (old, new))
    assert {change.what for change in changes} == {what}, [change.words for change in changes]
    assert not any(change.quiet for change in changes)


def test_an_input_is_told_by_its_name() -> None:
    name, said = next(
        (name, source(name)) for name in DIAGRAMS if "<camunda:inputParameter" in source(name)
    )  # some shipped diagram sends data along
    start = said.index("<camunda:inputParameter")
    end = said.index("</camunda:inputParameter>", start)
    text = said[said.index(">", start) + 1 : end]
    changes = compared(name, said[:start] + said[start:end].replace(f">{text}", ">${something.else_}") + said[end:])
    assert only(changes).what == "inputs" and "送入的数据" in changes[0].words


def test_a_task_in_between() -> None:
    flow = '<bpmn:sequenceFlow id="verify_to_dispose" sourceRef="verify" targetRef="dispose" />'
    changes = edited(
        CLUE,
        (flow, flow.replace('targetRef="dispose"', 'targetRef="weigh"')
         + '<bpmn:sequenceFlow id="weigh_on" sourceRef="weigh" targetRef="dispose" />'),
        ('<bpmn:userTask id="dispose"', '<bpmn:userTask id="weigh" name="会商" camunda:formRef="clue.verify" />'
         '<bpmn:userTask id="dispose"'),
    )  # fmt: skip
    assert [(change.kind, change.what) for change in changes] == [
        ("added", "task"),
        ("changed", "flow"),
        ("added", "flow"),
    ]
    assert changes[0].words.startswith("新增任务“会商”（") and "clue.verify" in changes[0].words
    assert changes[1].words == "连线“核实线索”到“会商”：终点由“处置线索”改为“会商”"


def test_a_task_taken_out() -> None:
    text = source(CLUE)
    start = text.index('<bpmn:userTask id="refer"')
    gone = text[start : text.index("</bpmn:userTask>", start) + len("</bpmn:userTask>")]
    changes = loud(compared(CLUE, text.replace(gone, "").replace("<bpmn:flowNodeRef>refer</bpmn:flowNodeRef>", "")))
    assert [(change.kind, change.what, change.element) for change in changes] == [("removed", "task", "refer")]


def test_a_task_of_another_kind() -> None:
    changes = edited(PUBLICITY, ("bpmn:userTask", "bpmn:serviceTask"), ("camunda:formRef=", "camunda:topic="))
    assert any(change.what == "task" and "由“任务”改为“系统环节”" in change.words for change in changes)


def test_another_id_is_the_same_task() -> None:
    changes = loud(edited(
        PUBLICITY, ('"post_result"', '"post_it"'), (">post_result<", ">post_it<"), ("${post_result.", "${post_it."),
    ))  # fmt: skip
    assert [change.what for change in changes] == ["timer", "id"]
    assert changes[1].words.startswith("“公示评审结果”改了 id：post_result → post_it")
    assert (changes[1].old_at, changes[1].new_at) == ("post_result", "post_it")


def test_processes_come_and_go() -> None:
    there = model(PUBLICITY, source(PUBLICITY))
    assert [(c.kind, c.what) for c in difference(ModelSet(), there)] == [("added", "process")]
    assert [(c.kind, c.what) for c in difference(there, ModelSet())] == [("removed", "process")]


def test_which_program_wrote_the_file_is_quiet() -> None:
    change = only(
        edited(PUBLICITY, ('modeler:executionPlatformVersion="7.23.0"', 'modeler:executionPlatformVersion="7.24.0"'))
    )
    assert (change.what, change.quiet) == ("file", True)


def test_a_node_inside_a_sub_process_moves_out(tmp_path: Path) -> None:
    text = source(SESSION)
    start = text.index('<bpmn:endEvent id="told_stop"')
    node = text[start : text.index("</bpmn:endEvent>", start) + len("</bpmn:endEvent>")]
    text = text.replace(node, "").replace('<bpmn:subProcess id="stopped"', f'{node}<bpmn:subProcess id="stopped"')
    assert any(c.kind == "moved" and c.words == "“已告知”：移到主流程中" for c in compared(SESSION, text))
