"""What makes an installation ready: tables, calendar, published processes, in a sandbox its demonstration.

Everything here may be done again without harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import make_url

from app import migrations, place
from app.accounts.demonstration import PASSWORD, demonstration_appointments
from app.config import Settings
from app.database import Database
from app.engine import Published, modelset, shipping
from app.place import Place
from handlers import calendar, standards
from handlers.evidence.calendar import calendar_of
from handlers.records import Record
from handlers.records.calendar import CalendarDay, CalendarYear
from handlers.reference import loading
from handlers.rules.workdays import Calendar


def prepare(here: Place) -> Iterator[str]:
    """Make the installation ready; yields a Chinese line for each thing done."""
    migrations.migrate(here.database)
    yield "数据库已就绪"
    with here.database.transaction() as session:
        calendar.seed(session, here.clock.now())
        loading.seed(session)
        standards.seed(session, here.clock.now())
    yield "工作日历已装入"
    yield "参考数据已装入"
    yield from _shipped(here)
    if here.settings.sandbox:
        from app import sandbox  # absent from the memory of a production server

        yield from sandbox.season.prepare(here)


def _shipped(here: Place) -> Iterator[str]:
    """Publish the models that the program brings along, save where people have published their own."""
    models = modelset.of_paths([here.settings.processes, here.settings.forms])
    with here.database.transaction() as session:
        catalogue, now = here.engine.catalogue, here.clock.now()
        published, kept = shipping.publish_shipped(session, catalogue, models, "zhiping init", now)
    yield from told(published)
    for one in kept:
        yield f"流程 {one.key} 第 {one.version} 版由本单位发布，保持不变；程序自带的可在“流程设计”中导入比较"


def told(published: Sequence[Published]) -> Iterator[str]:
    """A line for each process published."""
    for one in published:
        yield f"流程 {one.key} 第 {one.version} 版{'已发布' if one.changed else '没有变化'}"


def calendar_in_use() -> Calendar:
    """The installation's calendar, else the one it would be seeded with."""
    return installed_calendar(Settings.from_environment())


def installed_calendar(settings: Settings) -> Calendar:
    """The calendar of the database if it has one."""
    url = make_url(settings.database_url)
    absent = url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file()
    database = Database("sqlite://" if absent else settings.database_url)
    if not absent and inspect(database.engine).has_table(CalendarYear.__tablename__):
        with database.reading() as session:
            return calendar_of(session)
    return seeded_calendar()


def seeded_calendar() -> Calendar:
    """The calendar a new installation starts with."""
    database = Database("sqlite://")
    tables = [Record.metadata.tables[table.__tablename__] for table in (CalendarYear, CalendarDay)]
    Record.metadata.create_all(database.engine, tables)
    with database.transaction() as session:
        calendar.seed(session, datetime.now(UTC))
        session.flush()
        return calendar_of(session)


def greeting(settings: Settings) -> Iterator[str]:
    """What `zhiping serve` says at the start: the address, and in a sandbox the demonstration accounts."""
    yield f"职评在 http://{settings.host}:{settings.port} 提供服务，按 Ctrl+C 停止"
    if settings.sandbox:
        yield "演练环境的部分账号，其余见登录页（演练数据，请勿填写真实信息）："
        yield from demonstration_accounts(place.build(settings))


def demonstration_accounts(here: Place) -> Iterator[str]:
    """A line for the first demonstration account of each role."""
    with here.database.reading() as session:
        for held in demonstration_appointments(session, per_role=1):
            who = f"{held.role.label}　{held.account.person.name}　{held.organisation.name}"
            yield f"  {held.account.username:<24} {who}"
    yield f"  口令都是 {PASSWORD}"
