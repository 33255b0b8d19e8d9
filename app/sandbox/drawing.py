"""A draft of the studio that waits for the second designer, for those who try the program by hand.

The notice of the results stands two days longer than the law asks: a change that may be approved and published.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import drafts
from app.accounts import Account
from app.drafts import reviewing
from app.place import Place
from app.sandbox.staff import REGION
from handlers.handler import Actor
from handlers.rules.roles import Role

FILE, TIMER = "publicity.bpmn", "result_notice_over"
OLD, NEW = "${post_result.over_on}", "${plus_days(post_result.over_on, 2)}"
TITLE = "评审结果公示多留两天"
NOTE = "节前公示时常有人来不及提出异议。法定期限是下限，多留两天；请核对计时。"
REMARK = "这里的期限改为公示期满后再加两天，其余不变。"


def hand_over(session: Session, here: Place, now: datetime) -> str | None:
    """A draft of the first designer, in review; its id. None where other diagrams are in force than the shipped."""
    text, author = drafts.text_of(session, "", FILE, here.settings.processes), _designer(session)
    if author is None or text is None or text.count(f">{OLD}<") != 1:
        return None
    draft = drafts.begin(session, TITLE, author, now)
    drafts.write(session, draft.id, FILE, text.replace(f">{OLD}<", f">{NEW}<"), 0, author, now, here.settings.processes)
    drafts.comment(session, draft.id, author, REMARK, now, FILE, TIMER)
    session.flush()
    reviewing.ask(session, draft.id, author, NOTE, drafts.content_hash(session, draft.id), now)
    return draft.id


def _designer(session: Session) -> Actor | None:
    account = session.scalars(select(Account).where(Account.username == f"{REGION}.{Role.DESIGNER.value}")).first()
    held = next((each for each in account.appointments if each.role is Role.DESIGNER), None) if account else None
    if account is None or held is None:
        return None
    return Actor(account.id, account.person_id, account.person.name, Role.DESIGNER, held.organisation_id)
