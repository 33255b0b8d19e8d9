"""Publishing what the program brings along, at the first installation and after every upgrade.

What two people have published since is theirs: it stays in force, with the forms and tables it was published with.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.engine.catalogue import Catalogue
from app.engine.library import newest
from app.engine.modelset import ModelSet
from app.engine.publishing import Published, Signed, publish_set
from app.engine.store import DEFINITIONS, Row


def publish_shipped(
    session: Session, catalogue: Catalogue, shipped: ModelSet, author: str, now: datetime
) -> tuple[list[Published], list[Published]]:
    """Publish the shipped models; returns what was published, and what was left to those who published it.

    Raises ModelRefused when the two do not go together; then nothing is published.
    """
    own = _of_two_people(session)
    forms = {name for row in own for name in row["forms"]}
    tables = {id for row in own for id in row["decisions"]}
    given = replace(
        shipped,
        processes={key: model for key, model in shipped.processes.items() if key not in {row["key"] for row in own}},
        forms={name: form for name, form in shipped.forms.items() if name not in forms},
        form_sources={name: source for name, source in shipped.form_sources.items() if name not in forms},
        tables={id: table for id, table in shipped.tables.items() if id not in tables},
        table_sources={id: source for id, source in shipped.table_sources.items() if id not in tables},
    )
    kept = [Published(row["key"], row["version"], False, row["id"], row["name"]) for row in own]
    return publish_set(session, catalogue, given, Signed(author), now), kept


def _of_two_people(session: Session) -> list[Row]:
    """The newest versions that somebody approved."""
    columns = [DEFINITIONS.c[name] for name in ("id", "key", "version", "name", "forms", "decisions")]
    query = select(*columns).join(newest, newest.c.id == DEFINITIONS.c.id).where(DEFINITIONS.c.approver != "")
    return list(session.execute(query.order_by(DEFINITIONS.c.key)).mappings())
