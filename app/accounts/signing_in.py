"""Sign-in sessions on the server: a token of 256 bits, kept as its hash, dead after sign-out.

`now` is the machine's own time everywhere in this module; `today` is the legal day (of the
sandbox, too), which decides whether an appointment is held.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from app.accounts.passwords import hash_password, password_is_right, wants_rehash
from app.accounts.tables import Account, Appointment, LoginSession
from handlers.evidence import staff
from handlers.handler import Actor
from handlers.records.people import Person

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)
TOUCH_EVERY = timedelta(minutes=1)
FAILURES_BEFORE_LOCK = 5
LOCK = timedelta(minutes=15)
REFUSAL = "用户名或密码不正确。连续输错 5 次后账户锁定 15 分钟，请稍后再试，或联系本单位管理员。"
NO_APPOINTMENT = "该账户目前没有任何有效岗位，不能登录。请联系本单位管理员办理；失信记录期内职称工作岗位停用。"


@dataclass(frozen=True)
class SignedIn:
    """The token to hand to the browser, once; and whose it is."""

    token: str
    account_id: str
    appointment_id: str


@dataclass(frozen=True)
class Refused:
    """A sign-in that failed, with what to tell. Falsy, so that a caller may ask `if result`."""

    message: str

    def __bool__(self) -> bool:
        return False


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(session: Session, username: str, password: str, now: datetime, today: date) -> SignedIn | Refused:
    """Check a name and password and open a session. Commit either way: failures are counted."""
    account = session.scalar(select(Account).where(Account.username == username.strip()).with_for_update())
    right = password_is_right(account.password_hash if account else None, password)
    if account is None or not account.enabled or _locked(account, now):
        return Refused(REFUSAL)
    if not right:
        _count_failure(account, now)
        return Refused(REFUSAL)
    account.failures, account.locked_until = 0, None
    if wants_rehash(account.password_hash):
        account.password_hash = hash_password(password)
    held = appointments_of(session, account.id, today)
    if not held:
        return Refused(NO_APPOINTMENT)
    return _open(session, account.id, held[0].id, now)


def _locked(account: Account, now: datetime) -> bool:
    return account.locked_until is not None and now < account.locked_until


def _count_failure(account: Account, now: datetime) -> None:
    account.failures += 1
    if account.failures >= FAILURES_BEFORE_LOCK:
        account.failures, account.locked_until = 0, now + LOCK


def _open(session: Session, account_id: str, appointment_id: str, now: datetime) -> SignedIn:
    token = secrets.token_urlsafe(32)
    session.add(
        LoginSession(
            token_hash=token_hash(token),
            account_id=account_id,
            appointment_id=appointment_id,
            created_at=now,
            seen_at=now,
        )
    )
    session.execute(delete(LoginSession).where(LoginSession.created_at < now - ABSOLUTE))
    return SignedIn(token, account_id, appointment_id)


def _live(session: Session, token: str, now: datetime) -> LoginSession | None:
    login = session.get(
        LoginSession,
        token_hash(token),
        options=[
            joinedload(LoginSession.account).joinedload(Account.person).joinedload(Person.integrity),
            joinedload(LoginSession.appointment),
        ],
    )
    if login is None or now - login.seen_at > IDLE or now - login.created_at > ABSOLUTE:
        return None
    return login if login.account.enabled else None


def actor_of(session: Session, token: str | None, now: datetime, today: date | None = None) -> Actor | None:
    """Who acts under this token, in the appointment chosen; None when the session is over."""
    login = _live(session, token, now) if token else None
    if login is None or (today is not None and not _open_to(login.account, login.appointment, today)):
        return None
    return Actor(
        account_id=login.account_id,
        person_id=login.account.person_id,
        name=login.account.person.name,
        role=login.appointment.role,
        organisation_id=login.appointment.organisation_id,
    )


def _open_to(account: Account, appointment: Appointment, today: date) -> bool:
    """Is the appointment held on this day, and not locked by a record of the holder's (A74.1)?"""
    return appointment.held_on(today) and staff.may_hold(account.person, appointment.role, today)


def touch(session: Session, token: str, now: datetime) -> None:
    """Note that the session is in use; written at most once a minute."""
    login = session.get(LoginSession, token_hash(token))
    if login is not None and now - login.seen_at > TOUCH_EVERY:
        login.seen_at = now


def wants_touch(session: Session, token: str, now: datetime) -> bool:
    """Has a minute passed since the last note? Asked in a reading transaction before `touch`."""
    login = session.get(LoginSession, token_hash(token))
    return login is not None and now - login.seen_at > TOUCH_EVERY


def appointments_of(session: Session, account_id: str, today: date) -> list[Appointment]:
    """The appointments the account holds on this day, the oldest first; those that a record locks are left out."""
    rows = session.scalars(
        select(Appointment)
        .options(joinedload(Appointment.organisation))
        .options(joinedload(Appointment.account).joinedload(Account.person).joinedload(Person.integrity))
        .where(Appointment.account_id == account_id)
        .order_by(Appointment.from_on, Appointment.id)
    )
    return [row for row in rows.unique() if _open_to(row.account, row, today)]


def switch(session: Session, token: str, appointment_id: str, now: datetime, today: date) -> SignedIn | None:
    """Act in another appointment of the same account, under a new token; None when it is not held."""
    login = _live(session, token, now)
    if login is None:
        return None
    if appointment_id not in {row.id for row in appointments_of(session, login.account_id, today)}:
        return None
    created_at = login.created_at
    session.delete(login)
    opened = _open(session, login.account_id, appointment_id, now)
    session.flush()
    fresh = session.get_one(LoginSession, token_hash(opened.token))
    fresh.created_at = created_at  # a switch does not lengthen the ten hours
    return opened


def sign_out(session: Session, token: str) -> None:
    """End this session; its token opens nothing any more."""
    session.execute(delete(LoginSession).where(LoginSession.token_hash == token_hash(token)))


def sign_out_everywhere(session: Session, account_id: str) -> None:
    """End every session of the account."""
    session.execute(delete(LoginSession).where(LoginSession.account_id == account_id))
