"""The table of contents: every handler a diagram may name, the data its form is shown with, the subjects.

Feeds the engine, the forms and the designer's menus. Nothing registers itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from handlers import (
    acceptance,
    ballot,
    certificate,
    complaint,
    confirmation,
    declaration,
    first_check,
    publicity,
    reporting,
    review_session,
)
from handlers.ballot import texts as ballot_texts
from handlers.evidence.display import Display, Whereabouts, display, whereabouts
from handlers.evidence.holder import Holder, holder
from handlers.evidence.subjects import SUBJECTS, load, reference
from handlers.handler import Actor
from handlers.review_session import texts as review_texts

__all__ = [
    "HANDLERS",
    "PREFILLS",
    "SUBJECTS",
    "Display",
    "Holder",
    "Prefill",
    "Whereabouts",
    "display",
    "holder",
    "load",
    "reference",
    "whereabouts",
]

Prefill = Callable[[Any, Actor, datetime, str | None], dict[str, Any]]

HANDLERS: dict[str, Callable[..., dict[str, Any]]] = {
    "declaration.begin": declaration.begin,
    "declaration.submit": declaration.submit,
    "declaration.amend": declaration.amend,
    "declaration.correct": declaration.correct,
    "declaration.abandon": declaration.abandon,
    "declaration.withdraw": declaration.withdraw,
    "first_check.facts": first_check.facts,
    "first_check.assign": first_check.assign,
    "first_check.check": first_check.check,
    "first_check.cosign": first_check.cosign,
    "first_check.recommend": first_check.recommend,
    "first_check.correct": first_check.correct,
    "publicity.post_unit": publicity.post_unit,
    "publicity.close_unit": publicity.close_unit,
    "publicity.post_roster": publicity.post_roster,
    "publicity.close_roster": publicity.close_roster,
    "publicity.post_result": publicity.post_result,
    "publicity.close_result": publicity.close_result,
    "complaint.decide_dissent": complaint.decide_dissent,
    "complaint.investigate": complaint.investigate,
    "complaint.decide": complaint.decide,
    "complaint.cancel": complaint.cancel,
    "reporting.facts": reporting.facts,
    "reporting.route": reporting.route,
    "reporting.next_step": reporting.next_step,
    "reporting.check_industry": reporting.check_industry,
    "reporting.check_hr": reporting.check_hr,
    "reporting.report": reporting.report,
    "reporting.sort": reporting.sort,
    "acceptance.check": acceptance.check,
    "review_session.begin": review_session.begin,
    "review_session.plan": review_session.plan,
    "review_session.draw": review_session.draw,
    "review_session.file_plan": review_session.file_plan,
    "review_session.consent": review_session.consent,
    "review_session.invite_observer": review_session.invite_observer,
    "review_session.appoint_presider": review_session.appoint_presider,
    "review_session.sign_in": review_session.sign_in,
    "review_session.open": review_session.open,
    "review_session.assign_opinions": review_session.assign_opinions,
    "review_session.write_opinions": review_session.write_opinions,
    "review_session.present": review_session.present,
    "ballot.open": ballot.open,
    "ballot.count": ballot.count,
    "review_session.announce": review_session.announce,
    "review_session.sign": review_session.sign,
    "review_session.minutes": review_session.minutes,
    "review_session.end": review_session.end,
    "review_session.conclude": review_session.conclude,
    "confirmation.open_batch": confirmation.open_batch,
    "confirmation.open_single": confirmation.open_single,
    "confirmation.facts": confirmation.facts,
    "confirmation.assign": confirmation.assign,
    "confirmation.submit": confirmation.submit,
    "confirmation.decide_extension": confirmation.decide_extension,
    "confirmation.check": confirmation.check,
    "confirmation.decide": confirmation.decide,
    "certificate.issue": certificate.issue,
    "certificate.seal": certificate.seal,
    "certificate.notify": certificate.notify,
}

PREFILLS: dict[str, Prefill] = {
    "declaration.begin": declaration.begin_data,
    "declaration.submit": declaration.submit_data,
    "declaration.amend": declaration.amend_data,
    "declaration.correct": declaration.correct_data,
    "first_check.check": first_check.check_data,
    "first_check.cosign": first_check.check_data,
    "first_check.recommend": first_check.recommend_data,
    "first_check.correct": first_check.correct_data,
    "publicity.post_unit": publicity.notice_data,
    "publicity.post_roster": publicity.notice_data,
    "publicity.post_result": publicity.result_data,
    "complaint.decide_dissent": complaint.dissent_data,
    "complaint.investigate": complaint.investigate_data,
    "complaint.decide": complaint.decide_data,
    "reporting.check_industry": reporting.industry_data,
    "reporting.check_hr": reporting.hr_data,
    "reporting.sort": reporting.sort_data,
    "acceptance.check": acceptance.check_data,
    "review_session.begin": review_texts.begin_data,
    "review_session.plan": review_texts.plan_data,
    "review_session.draw": review_texts.draw_data,
    "review_session.file_plan": review_texts.plan_text,
    "review_session.consent": review_texts.plan_text,
    "review_session.invite_observer": review_texts.plan_text,
    "review_session.appoint_presider": review_texts.presider_data,
    "review_session.sign_in": review_texts.sign_in_data,
    "review_session.open": review_texts.attendance_data,
    "review_session.write_opinions": review_texts.opinions_data,
    "review_session.present": review_texts.present_data,
    "ballot.open": review_texts.attendance_data,
    "ballot.count": ballot_texts.turnout_data,
    "review_session.announce": review_texts.result_data,
    "review_session.sign": review_texts.result_data,
    "review_session.minutes": review_texts.minutes_data,
    "confirmation.submit": confirmation.batch_data,
    "confirmation.decide_extension": confirmation.batch_data,
    "confirmation.check": confirmation.batch_data,
    "confirmation.decide": confirmation.batch_data,
    "certificate.seal": certificate.seal_data,
}
