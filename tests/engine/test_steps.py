"""Diagrams run as drawn, whether a case is kept in memory or loaded from its stored state at every step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.engine import Incident, ProcessInstance, Subscription, Work
from tests.engine.workshop import CLERK, Workshop, event, expert, flows, many, message, process, service, timer, user

END = event("endEvent", "end")
START = event("startEvent", "start")


def test_a_user_task_is_opened_done_and_the_case_ends(shop: Workshop) -> None:
    shop.publish(process("simple", START, user("ask"), service("mark"), END, flows("start > ask > mark > end")))
    subject = shop.matter()
    started = shop.start("simple", subject)
    item = shop.open()["ask"][0]

    done = shop.engine.complete(item.id, {"outcome": "ok"}, CLERK)

    assert (item.role, item.organisation_id, item.applicant) == ("unit_clerk", "office", "其木格")
    assert done.result == {"outcome": "ok", "due_on": None}
    assert shop.notes(subject) == ["check:ok", "stamp:stamped"]
    assert shop.status(started.instance_id) == "ended"
    assert shop.open() == {}


def test_an_exclusive_gateway_follows_the_first_condition_that_holds_and_loops_back(shop: Workshop) -> None:
    shop.publish(
        process(
            "choice", START, user("ask"), event("exclusiveGateway", "gate", extra='default="gate_to_end"'), END,
            flows("start > ask > gate > end", "gate > ask : ${ask.outcome == 'again'}"),
        )
    )  # fmt: skip
    started = shop.start("choice")

    for _ in range(3):
        shop.do("ask", outcome="again")
    shop.do("ask", outcome="ok")

    assert shop.status(started.instance_id) == "ended"


def test_an_event_based_gateway_takes_whichever_comes_first_and_can_be_entered_again(shop: Workshop) -> None:
    shop.publish(
        process(
            "first", START, event("eventBasedGateway", "wait"),
            event("intermediateCatchEvent", "over", timer("2026-09-10")),
            event("intermediateCatchEvent", "objected", message("dissent")), service("mark"), END,
            flows("start > wait > over > end", "wait > objected > mark > wait"),
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("first", subject)

    for _ in range(2):
        with shop.database.transaction() as session:
            shop.engine.send(session, "dissent", subject, {"by": "甲"})
        assert shop.drain() == 1
    shop.clock.move_to(datetime(2026, 9, 10, 15, 59, 59, tzinfo=UTC))
    assert shop.drain() == 0
    shop.clock.move_to(datetime(2026, 9, 10, 16, 0, tzinfo=UTC))
    assert shop.drain() == 1

    assert shop.notes(subject) == ["stamp:stamped", "stamp:stamped"]
    assert shop.status(started.instance_id) == "ended"
    assert shop.rows(Work) == []
    assert shop.rows(Subscription) == []


def test_an_interrupting_timer_takes_the_task_away_when_its_time_is_over(shop: Workshop) -> None:
    shop.publish(
        process(
            "late", START, user("ask"), event("boundaryEvent", "over", timer(duration="P2D"), 'attachedToRef="ask"'),
            service("mark"), END, event("endEvent", "late_end"), flows("start > ask > end", "over > mark > late_end"),
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("late", subject)

    shop.clock.advance(timedelta(days=2))
    assert shop.drain() == 1

    assert shop.open() == {}
    assert shop.notes(subject) == ["stamp:stamped"]
    assert shop.status(started.instance_id) == "ended"


def test_a_task_done_in_time_disarms_its_timer(shop: Workshop) -> None:
    shop.publish(
        process(
            "late", START, user("ask"), event("boundaryEvent", "over", timer(duration="P2D"), 'attachedToRef="ask"'),
            service("mark"), END, event("endEvent", "late_end"), flows("start > ask > end", "over > mark > late_end"),
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("late", subject)

    shop.do("ask")

    assert shop.rows(Work) == []
    assert shop.status(started.instance_id) == "ended"
    assert shop.notes(subject) == ["check:ok"]


def test_a_timer_that_does_not_interrupt_reminds_and_leaves_the_task_open(shop: Workshop) -> None:
    shop.publish(
        process(
            "remind", START, user("ask"),
            event("boundaryEvent", "soon", timer(duration="P1D"), 'attachedToRef="ask" cancelActivity="false"'),
            service("mark"), END, event("endEvent", "reminded"), flows("start > ask > end", "soon > mark > reminded"),
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("remind", subject)

    shop.clock.advance(timedelta(days=1))
    shop.drain()
    assert shop.notes(subject) == ["stamp:stamped"]
    shop.do("ask")

    assert shop.status(started.instance_id) == "ended"


def test_sign_in_is_closed_for_everyone_by_a_terminate_end_in_the_sub_process(shop: Workshop) -> None:
    inner = (
        event("startEvent", "inner_start") + event("parallelGateway", "fork")
        + user("sign_in", "matter.sign", inside=many("roll.ids", "seat")) + user("close") + event("endEvent", "signed")
        + event("endEvent", "closed", "<bpmn:terminateEventDefinition/>")
        + flows("inner_start > fork > sign_in > signed", "fork > close > closed")
    )  # fmt: skip
    shop.publish(
        process(
            "meeting", START, service("roll", "matter.seats"), f'<bpmn:subProcess id="room">{inner}</bpmn:subProcess>',
            service("mark"), END, flows("start > roll > room > mark > end"), lanes={"sign_in": "expert"},
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("meeting", subject)
    assert [item.person_id for item in shop.open()["sign_in"]] == ["person-s1", "person-s2", "person-s3"]

    shop.do("sign_in", expert("s1"), word="到")
    assert [item.item for item in shop.open()["sign_in"]] == ["s2", "s3"]
    shop.do("close")

    assert shop.open() == {}
    assert shop.notes(subject) == ["sign:s1", "check:ok", "stamp:stamped"]
    assert shop.status(started.instance_id) == "ended"


def test_several_instances_gather_their_results_in_order(shop: Workshop) -> None:
    shop.publish(
        process(
            "gather", START, service("roll", "matter.seats"),
            user("sign_in", "matter.sign", inside=many("roll.ids", "seat")),
            service("mark", word="${sign_in[2].word}"), END, flows("start > roll > sign_in > mark > end"),
            lanes={"sign_in": "expert"},
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("gather", subject)

    for seat in ("s3", "s1", "s2"):
        item = next(i for i in shop.open()["sign_in"] if i.item == seat)
        shop.engine.complete(item.id, {"word": f"{seat}到"}, expert(seat))

    assert shop.notes(subject)[-1] == "stamp:s3到"
    assert shop.status(started.instance_id) == "ended"


def test_instances_one_after_another_open_one_task_at_a_time(shop: Workshop) -> None:
    shop.publish(
        process(
            "queue", START, service("roll", "matter.seats"),
            user("sign_in", "matter.sign", inside=many("roll.ids", "seat", sequential=True)), END,
            flows("start > roll > sign_in > end"), lanes={"sign_in": "expert"},
        )
    )  # fmt: skip
    started = shop.start("queue")

    for seat in ("s1", "s2", "s3"):
        assert [item.item for item in shop.open()["sign_in"]] == [seat]
        shop.do("sign_in", expert(seat), word="到")

    assert shop.status(started.instance_id) == "ended"


def test_two_tokens_and_a_message_to_oneself_close_the_sign_in(shop: Workshop) -> None:
    shop.publish(
        process(
            "closing", START, service("roll", "matter.seats"), event("parallelGateway", "fork"),
            user("sign_in", "matter.sign", inside=many("roll.ids", "seat")),
            event("boundaryEvent", "cut", message("closed"), 'attachedToRef="sign_in"'),
            event("intermediateCatchEvent", "all_in", message("closed")), event("endEvent", "signed"),
            event("endEvent", "cut_end"), user("open_meeting"),
            event("intermediateThrowEvent", "close", message("closed")), service("mark"), END,
            flows("start > roll > fork > sign_in > all_in > signed", "cut > cut_end",
                  "fork > open_meeting > close > mark > end"),
            lanes={"sign_in": "expert", "cut": "expert"},
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("closing", subject)
    shop.do("sign_in", expert("s1"), word="到")

    shop.do("open_meeting")

    assert shop.open() == {}
    assert shop.status(started.instance_id) == "ended"
    assert shop.rows(Work) == []


def test_a_parallel_join_waits_for_both_and_again_in_the_next_round(shop: Workshop) -> None:
    shop.publish(
        process(
            "rounds", START, event("exclusiveGateway", "merge"), event("parallelGateway", "fork"),
            user("left"), user("right"), event("parallelGateway", "join"), user("judge"),
            event("exclusiveGateway", "gate", extra='default="gate_to_end"'), END,
            flows("start > merge > fork > left > join > judge > gate > end", "fork > right > join",
                  "gate > merge : ${judge.outcome == 'again'}"),
        )
    )  # fmt: skip
    started = shop.start("rounds")

    for outcome in ("again", "again", "ok"):
        shop.do("left")
        assert "judge" not in shop.open()
        shop.do("right")
        assert list(shop.open()) == ["judge"]
        shop.do("judge", outcome=outcome)

    assert shop.status(started.instance_id) == "ended"


DMN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="http://zhiping">
<decision id="channel" name="渠道"><decisionTable id="t" hitPolicy="FIRST">
<input id="i"><inputExpression id="ie" typeRef="string"><text>ask.outcome</text></inputExpression></input>
<output id="o" name="way" typeRef="string"/>
<rule id="r1"><inputEntry id="e1"><text>"fast"</text></inputEntry>
<outputEntry id="x1"><text>"left"</text></outputEntry></rule>
<rule id="r2"><inputEntry id="e2"><text>-</text></inputEntry>
<outputEntry id="x2"><text>"right"</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


def test_a_decision_table_puts_its_outputs_under_the_result_variable(shop: Workshop) -> None:
    shop.publish(
        process(
            "decide", START, user("ask"),
            '<bpmn:businessRuleTask id="route" camunda:decisionRef="channel" camunda:resultVariable="channel"/>',
            service("mark", word="${channel.way}"), END, flows("start > ask > route > mark > end"),
        ),
        channel__dmn=DMN,
    )  # fmt: skip
    subject = shop.matter()
    shop.start("decide", subject)

    shop.do("ask", outcome="fast")

    assert shop.notes(subject)[-1] == "stamp:left"


def test_a_message_is_kept_until_someone_waits_for_it(shop: Workshop) -> None:
    shop.publish(
        process(
            "late_reader", START, user("ask"), event("intermediateCatchEvent", "hear", message("news")),
            service("mark", word="${hear.word}"), END, flows("start > ask > hear > mark > end"),
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("late_reader", subject)
    with shop.database.transaction() as session:
        shop.engine.send(session, "news", subject, {"word": "到了"})
    shop.drain()
    assert [work.status for work in shop.rows(Work)] == ["kept"]

    shop.do("ask")

    assert shop.notes(subject)[-1] == "stamp:到了"
    assert shop.status(started.instance_id) == "ended"
    assert shop.rows(Work) == []


def test_one_case_tells_another_and_a_message_begins_a_third(shop: Workshop) -> None:
    sender = process(
        "sender", START, user("ask", "matter.write"),
        event("endEvent", "end", message("news", "matter.tell"), to="${ask.outcome}", word="hello"),
        flows("start > ask > end"),
    )  # fmt: skip
    reader = process(
        "reader", event("startEvent", "heard", message("news")), service("mark", word="${heard.word}"),
        user("ask_on"), END,
        flows("heard > mark > ask_on > end"),
    )  # fmt: skip
    shop.publish(sender, reader)
    subject, other = shop.matter(), shop.matter()
    shop.start("sender", subject)

    shop.do("ask", outcome=other)
    assert shop.drain() == 1

    assert shop.notes(other) == ["stamp:hello"]
    assert [(i.process, i.subject, i.status) for i in shop.rows(ProcessInstance) if i.process == "reader"] == [
        ("reader", other, "running")
    ]
    with shop.database.transaction() as session:
        shop.engine.send(session, "news", other, {"word": "twice"})
    shop.drain()
    assert len([i for i in shop.rows(ProcessInstance) if i.process == "reader"]) == 1


def test_a_timer_on_a_sub_process_takes_everything_inside_away(shop: Workshop) -> None:
    deepest = (
        event("startEvent", "d_start") + user("deep") + event("endEvent", "d_end") + flows("d_start > deep > d_end")
    )
    inner = (
        event("startEvent", "i_start") + event("parallelGateway", "fork")
        + f'<bpmn:subProcess id="deeper">{deepest}</bpmn:subProcess>' + user("other")
        + event("boundaryEvent", "soon", timer(duration="P1D"), 'attachedToRef="other"')
        + event("endEvent", "i_end") + flows("i_start > fork > deeper > i_end", "fork > other > i_end", "soon > i_end")
    )  # fmt: skip
    shop.publish(
        process(
            "outer", START, f'<bpmn:subProcess id="room">{inner}</bpmn:subProcess>',
            event("boundaryEvent", "over", timer(duration="PT12H"), 'attachedToRef="room"'), service("mark"), END,
            event("endEvent", "late_end"), flows("start > room > end", "over > mark > late_end"),
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("outer", subject)
    assert sorted(shop.open()) == ["deep", "other"]

    shop.clock.advance(timedelta(hours=12))
    assert shop.drain() == 1

    assert shop.open() == {}
    assert shop.rows(Work) == []
    assert shop.notes(subject) == ["stamp:stamped"]
    assert shop.status(started.instance_id) == "ended"


def test_nested_sub_processes_hand_their_results_outwards(shop: Workshop) -> None:
    deepest = (
        event("startEvent", "d_start") + user("deep") + event("endEvent", "d_end") + flows("d_start > deep > d_end")
    )
    inner = (
        event("startEvent", "i_start") + f'<bpmn:subProcess id="deeper">{deepest}</bpmn:subProcess>'
        + event("endEvent", "i_end") + flows("i_start > deeper > i_end")
    )  # fmt: skip
    shop.publish(
        process(
            "outer", START, f'<bpmn:subProcess id="room">{inner}</bpmn:subProcess>',
            service("mark", word="${deep.outcome}"), END, flows("start > room > mark > end"),
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("outer", subject)

    shop.do("deep", outcome="from below")

    assert shop.notes(subject)[-1] == "stamp:from below"
    assert shop.status(started.instance_id) == "ended"


def test_a_message_interrupts_a_task_and_its_payload_is_the_events_result(shop: Workshop) -> None:
    shop.publish(
        process(
            "withdrawn", START, user("ask"),
            event("boundaryEvent", "off", message("withdrawal"), 'attachedToRef="ask"'),
            service("mark", word="${off.why}"), END, event("endEvent", "withdrawn_end"),
            flows("start > ask > end", "off > mark > withdrawn_end"),
        )
    )  # fmt: skip
    subject = shop.matter()
    started = shop.start("withdrawn", subject)

    with shop.database.transaction() as session:
        shop.engine.send(session, "withdrawal", subject, {"why": "不报了"})
    shop.drain()

    assert shop.open() == {}
    assert shop.notes(subject) == ["stamp:不报了"]
    assert shop.status(started.instance_id) == "ended"


def test_services_run_once_for_each_item(shop: Workshop) -> None:
    shop.publish(
        process(
            "each", START, service("roll", "matter.seats"),
            service("mark", inside=many("roll.ids", "seat"), word="${seat}"), END, flows("start > roll > mark > end"),
        )
    )  # fmt: skip
    subject = shop.matter()

    started = shop.start("each", subject)

    assert shop.notes(subject) == ["stamp:s1", "stamp:s2", "stamp:s3"]
    assert shop.status(started.instance_id) == "ended"


def test_enough_instances_close_the_rest(shop: Workshop) -> None:
    shop.publish(
        process(
            "enough", START, service("roll", "matter.seats"),
            user("sign_in", "matter.sign", inside=many("roll.ids", "seat", condition="${nrOfCompletedInstances == 2}")),
            END, flows("start > roll > sign_in > end"), lanes={"sign_in": "expert"},
        )
    )  # fmt: skip
    started = shop.start("enough")

    shop.do("sign_in", expert("s1"), word="到")
    assert len(shop.open()["sign_in"]) == 2
    shop.do("sign_in", expert("s2"), word="到")

    assert shop.open() == {}
    assert shop.status(started.instance_id) == "ended"


def test_a_condition_that_is_neither_true_nor_false_stops_the_case(shop: Workshop) -> None:
    shop.publish(
        process(
            "vague", START, user("ask"), event("exclusiveGateway", "gate", extra='default="gate_to_end"'), END,
            event("endEvent", "other_end"), flows("start > ask > gate > end", "gate > other_end : ${ask.outcome}"),
        )
    )  # fmt: skip
    shop.start("vague")

    shop.do("ask", outcome="yes")
    shop.drain()

    assert "应为“是”或“否”" in shop.rows(Incident)[0].error
