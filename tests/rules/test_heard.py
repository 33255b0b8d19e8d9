"""The person is heard first, and two bodies verify by two persons (A71.1a, A72.2b): boundaries of each sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handlers.rules import oversight as law
from tests.rules.lawful_oversight import CASE_CHECK, CORRECTION, HEARD, HEARING_CALL, LENIENCY, TODAY
from tests.rules.saying import said

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, None),
        ({"heard_on": TODAY - ONE_DAY}, None),
        ({"heard_on": None, "unheard_reason": "两次通知均未到场"}, None),
        ({"heard_on": None}, "尚未陈述申辩"),
        ({"heard_on": None, "unheard_reason": "  "}, "尚未陈述申辩"),
        ({"heard_on": TODAY + ONE_DAY}, "程序颠倒"),
    ],
)
def test_A71_1a_nobody_is_sanctioned_unheard(changes: dict[str, Any], word: str | None) -> None:
    messages = said(law.person_is_heard_before_the_decision, replace(HEARD, **changes))

    assert bool(messages) is (word is not None)
    assert word is None or word in messages[0]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, None),
        ({"others": ()}, None),
        ({"lawful_body": ""}, "没有登记推荐单位"),
        ({"checked_at": "other"}, "应由推荐单位作出"),
        ({"verifier": ""}, "没有核实人"),
        ({"verifier": "p2"}, "不得由同一人作出"),
        ({"text": " "}, "没有写明核实的经过"),
    ],
)
def test_A72_2b_two_bodies_verify_by_two_persons(changes: dict[str, Any], word: str | None) -> None:
    messages = said(law.two_bodies_verify_by_two_persons, replace(CASE_CHECK, **changes))

    assert bool(messages) is (word is not None)
    assert word is None or word in messages[0]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, None),
        ({"due_on": TODAY}, "不晚于通知日"),
        ({"due_on": None}, "没有写明陈述申辩的期限"),
        ({"in_system": False}, "当面或书面听取"),
        ({"way": law.HearingWay.HELD, "in_system": False, "statement": "承认事实"}, None),
        ({"way": law.HearingWay.HELD}, "没有记录当事人的陈述申辩"),
        ({"way": law.HearingWay.WAIVED, "unheard_reason": "下落不明"}, None),
        ({"way": law.HearingWay.WAIVED, "unheard_reason": " "}, "没有记明未能听取"),
    ],
)
def test_A71_1b_the_person_is_asked_or_was_heard_or_it_is_said_why_not(
    changes: dict[str, Any], word: str | None
) -> None:
    messages = said(law.hearing_is_arranged_or_excused, replace(HEARING_CALL, **changes))

    assert bool(messages) is (word is not None)
    assert word is None or word in messages[0]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, None),
        ({"cancel_only": False, "reason": ""}, None),
        ({"cancel_only": False, "title_obtained": True}, None),
        ({"reason": " "}, "须写明理由"),
        ({"title_obtained": True}, "职称已经取得"),
    ],
)
def test_A72_1a_only_the_untitled_are_cancelled_without_a_record(changes: dict[str, Any], word: str | None) -> None:
    messages = said(law.cancelling_only_is_for_the_untitled_and_reasoned, replace(LENIENCY, **changes))

    assert bool(messages) is (word is not None)
    assert word is None or word in messages[0]


def test_A71_2a_a_record_does_not_end_before_it_begins() -> None:
    begins = CORRECTION.effective_on

    assert said(law.record_is_corrected_by_a_decision, replace(CORRECTION, ends_on=begins)) == ()
    assert "早于生效日" in said(law.record_is_corrected_by_a_decision, replace(CORRECTION, ends_on=begins - ONE_DAY))[0]


@pytest.mark.parametrize(
    ("subject", "code", "lawful"),
    [
        (law.Subject.APPLICANT, "V62.1", True),
        (law.Subject.APPLICANT, "V62.4", True),
        (law.Subject.APPLICANT, "V62.5", False),
        (law.Subject.APPLICANT, "V63.1", False),
        (law.Subject.EXPERT, "V63.8", True),
        (law.Subject.EXPERT, "V63.9", False),
        (law.Subject.STAFF, "V64.8", True),
        (law.Subject.STAFF, "V64.9", False),
    ],
)
def test_A71_1c_a_case_is_opened_under_an_item_of_its_catalogue(subject: law.Subject, code: str, lawful: bool) -> None:
    assert bool(law.case_names_an_item_of_its_catalogue(law.CodeNamed(subject, code))) is lawful
