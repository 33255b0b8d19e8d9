"""A season of the sandbox: committees, calls and declarants. Nothing has happened in it yet.

The first season is for people who try the program by hand; every demonstration has one of its own.
The story of a season follows from its seed; ids do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Account
from app.place import Place
from app.sandbox import bodies, committees, drawing, staff, talents
from app.sandbox.bodies import Unit
from app.sandbox.declarants import Claim, claims
from app.sandbox.stories import told
from handlers.records.counters import next_number
from handlers.records.organisations import Organisation
from handlers.rules.roles import Role
from handlers.rules.terms import OrganisationKind
from handlers.rules.workdays import ZONE, add_years, local_date

TRYOUT = {"declarations": 24, "seed": 1, "days": 45}
WINDOW = 12  # days


def prepare(here: Place) -> Iterator[str]:
    """The sandbox's bodies, people and first season, once; yields a Chinese line for what was done."""
    with here.database.transaction() as session:
        if session.scalar(select(Account.id).where(Account.demonstration).limit(1)):
            yield "演示数据已就绪"
            return
        _open(session, here.clock.now(), **TRYOUT)
        talents.settle(session, here.clock.now(), TRYOUT["days"])
        drawing.hand_over(session, here, here.clock.now())
        accounts = len(session.scalars(select(Account.id)).all())
        units = len(session.scalars(select(Organisation.id)).all())
    yield f"演示数据已装入：{units} 个单位，{accounts} 个账号"


def open(here: Place, declarations: int, seed: int) -> dict[str, Any]:
    """A new season, open for declarations from now on; answers what its players need to know."""
    with here.database.transaction() as session:
        return _open(session, here.clock.now(), declarations, seed, WINDOW)


def _open(session: Session, now: datetime, declarations: int, seed: int, days: int) -> dict[str, Any]:
    number, today = next_number(session, "sandbox:season"), local_date(now)
    closes_at = datetime.combine(today + timedelta(days=days), time(0), ZONE)
    tree = bodies.grow(session)
    since = add_years(today, -1)
    bodies.grant(session, tree, since)
    people = staff.fill(session, tree, since)
    calls = {}
    for plan in committees.PLANS:
        committee = committees.found(session, tree, plan, number, today)
        committees.staff_pool(session, tree, people, plan, committee, today)
        calls[plan.key] = committees.call(committee, plan, number, now, closes_at)
        session.add(calls[plan.key])
    session.flush()
    chance = Random(seed)
    stories = told(declarations, chance)
    listed = list(claims(stories, bodies.units(tree), today.year, today, chance))
    usernames = _accounts(session, people, listed, number)
    session.flush()
    return {
        "season": number,
        "opened_on": today.isoformat(),
        "closes_at": closes_at.isoformat(),
        "calls": [
            {
                "id": calls[plan.key].id, "plan": plan.key, "committee": calls[plan.key].committee_id,
                "committee_name": calls[plan.key].committee.name, "title": calls[plan.key].title,
                "forming_unit": tree[plan.forming].name,
                "office": tree[f"office-{plan.key}"].name,
                "authority": tree[plan.authority].name,
            }
            for plan in committees.PLANS
        ],
        "claims": [_shown(claim, usernames, calls[claim.plan.key].id) for claim in listed],
    }  # fmt: skip


def _accounts(session: Session, people: staff.Staff, listed: list[Claim], season: int) -> dict[str, str]:
    """An applicant's account for every person, by person id."""
    found: dict[str, str] = {}
    for claim in listed:
        if claim.person.id in found:
            continue
        username = f"applicant-{season}-{len(found) + 1:03}"
        session.add(claim.person)
        session.flush()
        people.appoint(people.account(username, claim.person), Role.APPLICANT, claim.unit.body)
        found[claim.person.id] = username
    return found


def _shown(claim: Claim, usernames: dict[str, str], call: str) -> dict[str, Any]:
    return {
        "username": usernames[claim.person.id],
        "call": call,
        "level": claim.plan.level.value,
        "specialty": claim.specialty,
        "story": claim.story.name,
        "end": claim.story.end,
        "article": claim.story.article,
        "bodies": [body.name for body in _on_the_way(claim.unit)],
    }


def _on_the_way(unit: Unit) -> list[Organisation]:
    """The bodies a declaration may pass: the employer, the using unit, and upwards along the channel."""
    way, body = [unit.body], unit.body.channel_parent
    if unit.using is not None:
        way.append(unit.using)
    while body is not None and body.kind is not OrganisationKind.GOVERNMENT:
        way.append(body)
        body = body.channel_parent
    return way
