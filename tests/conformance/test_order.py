"""A designer may redraw everything; a legal step that is lost on the way is found, with its article and a way that shows it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from app.engine import checks, modelset
from handlers import catalogue
from tests.conformance.redrawn import SHIPPED, Drawing, Edit, articles_after, problems_after


def bridge(*ids: str) -> Edit:
    def edit(drawing: Drawing) -> None:
        for id in ids:
            drawing.bridge(id)
        drawing.prune()

    return edit


def turn(source: str, target: str, to: str) -> Edit:
    def edit(drawing: Drawing) -> None:
        drawing.turn(source, target, to)
        drawing.prune()

    return edit


def around(id: str, to: str) -> Edit:
    """Whatever came to a step goes elsewhere."""

    def edit(drawing: Drawing) -> None:
        for flow in drawing.flows(target=id):
            flow.set("targetRef", to)
        drawing.prune()

    return edit


def do(name: str, *given: str) -> Edit:
    return lambda drawing: getattr(drawing, name)(*given)


REDRAWN: list[tuple[str, str, Edit, str]] = [
    ("the unit's notice deleted", "declaration", turn("is_joint", "post_unit", "recommend"), "A27.2"),
    ("the unit's notice cut to a day", "declaration", do("last", "unit_notice_over", "P1D"), "A27.2"),
    ("the unit's notice counted from another date", "declaration", do("wait", "unit_notice_over", "2026-09-15"), "A27.2"),
    ("the unit's notice not waited for", "declaration", turn("unit_notice_over", "close_unit", "recommend"), "A27.3"),
    ("an open dissent passed over", "declaration", do("say", "unit_dissent_open", "late_unit_dissent", "${close_unit.open_dissents > 99}"), "A27.3"),
    ("an upheld dissent recommended all the same", "declaration", do("say", "unit_dissent_upheld", "rejected_on_unit_dissent", "${false}"), "A27.3"),
    ("no recommendation", "declaration", bridge("recommend"), "A33.2"),
    ("the unit's refusal passed on", "declaration", do("say", "unit_opinion", "is_joint", "${true}"), "A27.1"),
    ("no joint check of the using unit", "declaration", turn("is_joint", "cosign", "post_unit"), "A28.4"),
    ("the channel not asked of its table", "declaration", bridge("decide_channel"), "A30.1"),
    ("the first level and no other", "declaration", turn("next_body", "check_hr", "report"), "A30.1b"),
    ("the department's check deleted", "declaration", turn("next_body", "check_industry", "step_checked"), "A30.1b"),
    ("the roster not published", "declaration", turn("roster_by", "post_roster_hr", "next_step"), "A34.1"),
    ("the roster's notice shortened", "declaration", do("last", "roster_over", "PT1H"), "A34.1"),
    ("the centre left out", "declaration", turn("via_centre", "sort", "office_check"), "A31.1a"),
    ("no check by the office", "declaration", around("office_check", "review_concluded"), "A35.1"),
    ("whatever the office says is accepted", "declaration", do("say", "office_opinion", "review_concluded", "${true}"), "A35.1"),
    ("the correction's time cut", "declaration", do("wait", "correction_overdue", "${submit.submitted_on}"), "A35.3"),
    ("the bar of an applicant unheard", "declaration", do("remove", "barred"), "A72.3b"),
    ("the plan not filed", "review_session", bridge("file_plan"), "A42.2"),
    ("consent deleted", "review_session", bridge("consent"), "A42.3"),
    ("consent passed by", "review_session", turn("file_plan", "consent", "invite_observer"), "A42.3"),
    ("a refusal of consent taken for consent", "review_session", do("say", "filing_decision", "invite_observer", "${true}"), "A42.3"),
    ("seven days not waited for", "review_session", bridge("meeting_day"), "A42.2"),
    ("seven days counted as one", "review_session", do("last", "meeting_day", "P1D"), "A42.2"),
    ("the quorum not looked at", "review_session", turn("close_sign_in", "assign_opinions", "open_ballot"), "A46.1"),
    ("the opening, and with it the quorum, deleted", "review_session", bridge("open_meeting"), "A44.2"),
    ("no opinions", "review_session", bridge("write_opinions"), "A46.1"),
    ("opinions not presented", "review_session", bridge("present"), "A46.3"),
    ("no ballot", "review_session", bridge("open_ballot"), "A45.1"),
    ("no count", "review_session", bridge("count_ballot"), "A45.2"),
    ("announced before the ballot", "review_session", turn("present", "open_ballot", "announce"), "A45.1"),
    ("not announced", "review_session", bridge("announce"), "A47.1"),
    ("not signed", "review_session", bridge("sign"), "A47.2"),
    ("no minutes", "review_session", bridge("minutes"), "A48.1"),
    ("not everyone drawn signs in", "review_session", do("move", "sign_in", "办事机构经办"), "A44.4"),
    ("the result not published", "publicity", bridge("post_result"), "A51.2"),
    ("the result's notice deleted", "publicity", bridge("result_notice_over"), "A51.2"),
    ("the result's notice an hour long", "publicity", do("last", "result_notice_over", "PT1H"), "A51.2"),
    ("the result's notice until the wrong day", "publicity", do("wait", "result_notice_over", "${review_ended.amber_on}"), "A51.2"),
    ("confirmation without the close of the notice", "publicity", turn("result_notice_over", "close_result", "any_cleared"), "A53.2"),
    ("confirmation before the notice", "publicity", turn("review_ended", "post_result", "results_cleared"), "A53.2"),
    ("nobody cleared and yet reported", "publicity", do("say", "any_cleared", "results_cleared", "${true}"), "A53.2"),
    ("an upheld complaint reported", "complaint", do("say", "upheld", "results_cleared", "${true}"), "A51.3"),
    ("a complaint not investigated", "complaint", bridge("investigate"), "A16.6"),
    ("the competent authority not asked of its table", "confirmation", bridge("decide_jurisdiction"), "A53.3"),
    ("confirmation deleted", "confirmation", bridge("decide"), "A54.1"),
    ("not checked before confirmation", "confirmation", bridge("check"), "A53.2a"),
    ("the certificate before confirmation", "confirmation", around("submit", "issue"), "A54.1"),
    ("not sealed", "confirmation", bridge("seal"), "A54.2"),
    ("a certificate for nobody confirmed", "confirmation", do("say", "any_confirmed", "issue", "${true}"), "A54.1"),
    ("who checks also confirms", "confirmation", do("move", "decide", "人社部门经办"), "A53.3"),
    ("who files the plan consents to it", "review_session", do("move", "consent", "组建单位管理员"), "A42.3"),
    ("who investigates decides", "complaint", do("move", "decide", "组建单位调查员"), "A16.5"),
    ("no day for the result's publication", "publicity", do("name", "post_result", "dueDate", "${post_result.over_on}"), "A51.1"),
    ("letters without sign-off", "supervision", bridge("sign_off"), "A61.1"),
    ("an unfounded clue leads to a letter", "supervision", do("say", "found", "unfounded", "${false}"), "A65"),
    ("sanction without hearing", "violation", bridge("answer_hearing"), "A71.1a"),
    ("one person keeps the calendar", "calendar", bridge("confirm"), "A27.2a"),
]  # fmt: skip


def test_the_shipped_models_have_no_problem() -> None:
    assert checks.check(SHIPPED, catalogue) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(("key", "edit", "article"), [row[1:] for row in REDRAWN], ids=[row[0] for row in REDRAWN])
def test_a_lost_step_is_found_with_its_article(key: str, edit: Edit, article: str) -> None:
    assert article in articles_after(key, edit)


@pytest.mark.parametrize("key", sorted(SHIPPED.processes))
def test_a_process_that_is_missing_altogether_is_missed(key: str) -> None:
    processes = {k: model for k, model in SHIPPED.processes.items() if k != key}
    left = modelset.ModelSet(processes, SHIPPED.forms, SHIPPED.form_sources, SHIPPED.tables, SHIPPED.table_sources)

    found = checks.check(left, catalogue)  # type: ignore[arg-type]

    assert any(problem.article for problem in found if problem.severity == "error")


def test_the_way_that_shows_it_is_told_step_by_step_across_processes() -> None:
    found = problems_after("publicity", bridge("result_notice_over"))

    (shown,) = [p for p in found if p.article == "A51.2" and p.rule == "law.before"]
    assert shown.path[-3:] == ("publicity:review_ended", "publicity:post_result", "publicity:close_result")
    assert "第五十一条" in shown.reason


def test_a_parallel_branch_round_the_notice_is_found() -> None:
    def edit(drawing: Drawing) -> None:
        drawing.insert("parallelGateway", "fork", "result_notice_over")
        drawing.connect("fork", "close_result")

    assert "A51.2" in articles_after("publicity", edit)


def lengthen(drawing: Drawing) -> None:
    drawing.wait("result_notice_over", "${plus_days(post_result.over_on, 3)}")


def rename(drawing: Drawing) -> None:
    text = drawing.model()[1].decode().replace('"post_result"', '"publish_it"').replace(">post_result<", ">publish_it<")
    drawing.root = etree.fromstring(text.replace("${post_result.", "${publish_it.").encode())


@pytest.mark.parametrize("edit", [lengthen, rename], ids=["a longer notice", "another id"])
def test_a_lawful_redrawing_is_accepted(edit: Callable[[Drawing], None]) -> None:
    assert problems_after("publicity", edit) == []


def test_a_shortened_sum_of_days_is_no_longer_notice() -> None:
    assert "A51.2" in articles_after(
        "publicity", do("wait", "result_notice_over", "${plus_days(post_result.over_on, -3)}")
    )


def test_the_largest_process_is_checked_within_a_second_and_all_of_them_in_a_few() -> None:
    drawing = Drawing("declaration")
    drawing.insert("serviceTask", "once_more", "first_check_facts", type="external", topic="first_check.facts")
    whole = modelset.of_files([drawing.model()]).over(SHIPPED)
    alone = replace(whole, processes={"declaration": whole.processes["declaration"]})

    assert seconds(alone) < 1  # of the processor; 0.15 on a quiet machine
    assert seconds(whole) < 5  # 1.2 there, all 15 processes


def seconds(models: modelset.ModelSet) -> float:
    begun = time.process_time()
    checks.check(models, catalogue)  # type: ignore[arg-type]
    return time.process_time() - begun
