"""Signals about the people who check: too quick, nothing opened, their own file, one agency always with one clerk."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Subquery, and_, func, select
from sqlalchemy.orm import Session, aliased

from handlers.evidence.clues import Target
from handlers.evidence.office import STAGES
from handlers.evidence.screening.hits import Hit, Screen, Seconds, Window, day
from handlers.records.declarations import CheckRecord, Declaration
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.readings import FileOpened, Material
from handlers.rules.inspection import ClueSubject
from handlers.rules.oversight.signals import ENOUGH_FILES, FASTEST_CHECK_SECONDS, Approval, Signal, signals
from handlers.rules.terms import OrganisationKind

FILE = ""


def _approvals(window: Window) -> Subquery:
    """Approvals of the window by people who opened the file on the screen, and when they last did before."""
    opened = func.max(FileOpened.opened_at)
    return (
        select(CheckRecord.id.label("check_id"), opened.label("opened_at"))
        .join(
            FileOpened,
            and_(
                FileOpened.declaration_id == CheckRecord.declaration_id,
                FileOpened.person_id == CheckRecord.checker_id,
                FileOpened.material_id == FILE,
                FileOpened.opened_at <= CheckRecord.checked_at,
            ),
        )
        .where(CheckRecord.checked_at >= window.since, CheckRecord.opinion == "approve")
        .group_by(CheckRecord.id)
        .subquery()
    )


def _rows(session: Session, window: Window, *, quick: bool) -> list[Any]:
    seen = _approvals(window)
    files = select(func.count()).where(Material.declaration_id == CheckRecord.declaration_id).scalar_subquery()
    read = (
        select(func.count(func.distinct(FileOpened.material_id)))
        .where(
            FileOpened.declaration_id == CheckRecord.declaration_id,
            FileOpened.person_id == CheckRecord.checker_id,
            FileOpened.material_id != FILE,
            FileOpened.opened_at <= CheckRecord.checked_at,
        )
        .scalar_subquery()
    )
    seconds = Seconds(CheckRecord.checked_at, seen.c.opened_at)
    query = (
        select(
            CheckRecord.id, CheckRecord.stage, CheckRecord.checker_id, CheckRecord.checked_at,
            CheckRecord.organisation_id, Person.name.label("clerk"), Organisation.name.label("body"),
            Declaration.number, Declaration.id.label("declaration_id"), seen.c.opened_at,
            seconds.label("seconds"), files.label("files"), read.label("read"),
        )
        .join(seen, seen.c.check_id == CheckRecord.id)
        .join(Person, Person.id == CheckRecord.checker_id)
        .join(Organisation, Organisation.id == CheckRecord.organisation_id)
        .join(Declaration, Declaration.id == CheckRecord.declaration_id)
        .where(window.here(Organisation.area))
        .order_by(CheckRecord.checked_at.desc())
        .limit(window.most)
    )  # fmt: skip
    condition = seconds < FASTEST_CHECK_SECONDS if quick else and_(files > 0, read == 0)
    return list(session.execute(query.where(condition)))


def _hits(session: Session, window: Window, wanted: Signal) -> list[Hit]:
    return [
        Hit(row.id, _of_clerk(row), seen.code, f"{row.clerk}办理 {row.number}，{seen.seen}",
            ("申报编号", "环节", "审核人", "打开", "通过", "用时（秒）", "附件", "打开附件"),
            [(row.number, STAGES.get(row.stage, row.stage), row.clerk, day(row.opened_at), day(row.checked_at),
              int(row.seconds), row.files, row.read)])
        for row in _rows(session, window, quick=wanted is Signal.APPROVED_IN_SECONDS)
        for seen in signals(Approval(int(row.seconds), row.files, row.read))
        if seen.signal is wanted
    ]  # fmt: skip


def _of_clerk(row: Any) -> Target:
    """The clerk, not the applicant: the file is evidence only."""
    return Target(ClueSubject.PERSON, f"{row.clerk}（{row.body}）", person_id=row.checker_id)


def approved_in_seconds(session: Session, window: Window) -> list[Hit]:
    """Approved within seconds of opening the file."""
    return _hits(session, window, Signal.APPROVED_IN_SECONDS)


def nothing_opened(session: Session, window: Window) -> list[Hit]:
    """Approved without one attachment opened, where there are any."""
    return _hits(session, window, Signal.NOTHING_OPENED)


def own_file(session: Session, window: Window) -> list[Hit]:
    """Somebody checked their own declaration."""
    rows = session.execute(
        select(CheckRecord.id, CheckRecord.stage, CheckRecord.checker_id, CheckRecord.checked_at,
               Person.name.label("clerk"), Organisation.name.label("body"), Declaration.number)
        .join(Declaration, Declaration.id == CheckRecord.declaration_id)
        .join(Person, Person.id == CheckRecord.checker_id)
        .join(Organisation, Organisation.id == CheckRecord.organisation_id)
        .where(CheckRecord.checked_at >= window.since, CheckRecord.checker_id == Declaration.person_id)
        .where(window.here(Organisation.area))
        .order_by(CheckRecord.checked_at.desc())
        .limit(window.most)
    )  # fmt: skip
    return [
        Hit(r.id, _of_clerk(r), "V64.5", f"{r.clerk}审核了本人的申报 {r.number}",
            ("申报编号", "环节", "审核人", "时间"),
            [(r.number, STAGES.get(r.stage, r.stage), r.clerk, day(r.checked_at))])
        for r in rows
    ]  # fmt: skip


def one_clerk_one_agency(session: Session, window: Window) -> list[Hit]:
    """An agency's files that one clerk of an office always checked, while the office had others checking."""
    agency, office = aliased(Organisation), aliased(Organisation)
    by = (
        select(
            agency.id.label("agency_id"), agency.name.label("agency"), office.id.label("office_id"),
            office.name.label("body"), func.count(func.distinct(CheckRecord.declaration_id)).label("files"),
            func.min(CheckRecord.checker_id).label("checker_id"), func.min(CheckRecord.checked_at).label("first"),
            func.max(CheckRecord.checked_at).label("last"),
        )
        .join(Declaration, Declaration.id == CheckRecord.declaration_id)
        .join(agency, agency.id == func.coalesce(Declaration.first_check_body_id, Declaration.employer_id))
        .join(office, office.id == CheckRecord.organisation_id)
        .where(
            CheckRecord.checked_at >= window.since, agency.kind == OrganisationKind.AGENCY, office.id != agency.id,
            window.here(office.area),
        )
        .group_by(agency.id, agency.name, office.id, office.name)
        .having(
            func.count(func.distinct(CheckRecord.checker_id)) == 1,
            func.count(func.distinct(CheckRecord.declaration_id)) >= ENOUGH_FILES,
        )
        .subquery()
    )  # fmt: skip
    others = (
        select(func.count(func.distinct(CheckRecord.checker_id)))
        .where(CheckRecord.organisation_id == by.c.office_id, CheckRecord.checked_at >= window.since)
        .scalar_subquery()
    )
    rows = session.execute(
        select(by, Person.name.label("clerk"), others.label("clerks"))
        .join(Person, Person.id == by.c.checker_id)
        .where(others > 1)
        .order_by(by.c.files.desc(), by.c.agency_id)
        .limit(window.most)
    )
    return [
        Hit(f"{r.agency_id}:{r.office_id}:{r.checker_id}", _of_clerk(r), "V64.7",
            f"{r.agency}的 {r.files} 份申报都由{r.clerk}经办，{r.body}同期有 {r.clerks} 人经办",
            ("机构", "经办人", "份数", "本单位经办人数", "最早", "最近"),
            [(r.agency, r.clerk, r.files, r.clerks, day(r.first), day(r.last))])
        for r in rows
    ]  # fmt: skip


SCREENS = (
    Screen(
        Signal.APPROVED_IN_SECONDS,
        "V64.1",
        "打开申报后很快就通过审核。",
        f"少于 {FASTEST_CHECK_SECONDS} 秒",
        approved_in_seconds,
    ),
    Screen(
        Signal.NOTHING_OPENED, "V64.1", "有附件的申报，一个附件也没有打开就通过审核。", "一份即提示", nothing_opened
    ),
    Screen(Signal.OWN_FILE, "V64.5", "审核人就是申报人本人。", "一份即提示", own_file),
    Screen(
        Signal.ONE_CLERK_ONE_AGENCY,
        "V64.7",
        "一个人事代理机构的申报总由同一人经办，而该单位还有其他经办人。",
        f"{ENOUGH_FILES} 份及以上",
        one_clerk_one_agency,
    ),
)
