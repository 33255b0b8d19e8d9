"""评委会监管: committees with their counters, cases, key objects by year; one case as a ladder of steps taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import permissions
from app.engine import NotYours
from app.engine.reading import cases_of
from app.web.context import actor, now, only, place, today
from app.web.monitor.blueprint import monitor
from handlers.evidence.subjects import load
from handlers.evidence.supervision import counting, steps, survey
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.supervision import SupervisionCase


@monitor.get("/supervision")
@only(permissions.may_supervise)
def supervision_list() -> str:
    with place().database.reading() as session:
        return render_template("monitor/supervision.html", **_shown(session))


def _shown(session: Session) -> dict[str, Any]:
    committees = survey.watched(session, permissions.committees_watched(actor()), today())
    years = sorted({year for line in committees for year in line.key_years}, reverse=True)
    asked = request.args.get("year", type=int)
    return {
        "committees": committees,
        "cases": survey.cases(session, permissions.supervision_of(actor())),
        "years": years,
        "year": asked if asked in years else next(iter(years), None),
    }


@monitor.get("/supervision/<id>")
@only(permissions.may_supervise)
def supervision_case(id: str) -> str:
    with place().database.reading() as session:
        return render_template("monitor/supervision_case.html", **_told(session, _watched(session, id)))


def _watched(session: Session, id: str) -> SupervisionCase:
    """The case, if the actor may read it; what does not exist and what lies elsewhere are answered alike."""
    reference = f"supervision_case:{id}"
    case = load(session, reference) if permissions.may_see_case(session, actor(), reference) else None
    if not isinstance(case, SupervisionCase):
        raise NotYours(_("没有这个监管案件，或者它不在您的监管范围内。如有疑问，请与上级监管部门联系。"))
    return case


def _told(session: Session, case: SupervisionCase) -> dict[str, Any]:
    rungs = steps.ladder(case)
    cycle = counting.cycle_in_hand(case, today())
    running = cases_of(session, f"supervision_case:{case.id}")
    return {
        "case": case,
        "rungs": rungs,
        "cycle": None if cycle == counting.BEFORE_FILING else cycle,
        "counted": counting.tally(case.committee, cycle),
        "next": counting.proposal(case, now()),
        "waiting": counting.occasion(case, now()) is None,
        "measure": counting.current_measure(case),
        "late": survey.overdue_on(case, today()),
        "status": survey.STATUS[case.committee.status],
        "persons": _names(session, Person, (id for rung in rungs for id in rung.persons)),
        "bodies": _names(session, Organisation, (id for rung in rungs for id in rung.bodies)),
        "running": running[0].id if running else None,
    }


def _names(session: Session, table: type[Person] | type[Organisation], ids: Iterable[str]) -> dict[str, str]:
    rows = session.execute(select(table.id, table.name).where(table.id.in_(set(ids))))
    return {id: name for id, name in rows}
