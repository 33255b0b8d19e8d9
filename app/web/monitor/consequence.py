"""What a repair would do or has done to a case, in plain sentences. Knows no case, only what was seen of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from app.web.frame import role_label


def told(outcome: Mapping[str, Any] | None) -> list[str]:
    """The sentences for one case; none for a case nobody has looked at yet."""
    if outcome and "to_version" in outcome and "status" not in outcome:
        return _version(outcome)
    if not outcome or "status" not in outcome:
        return [_("重新投递没有送达的通知")] if outcome and outcome.get("message") else []
    found = [*_version(outcome), *_where(outcome), *_tasks(outcome)]
    if outcome["ran"]:
        found.append(_("系统自动办理：%(what)s", what="、".join(outcome["ran"])))
    if outcome["sent"]:
        found.append(_("向其他案件发出 %(count)d 条通知", count=len(outcome["sent"])))
    return found


def _version(outcome: Mapping[str, Any]) -> list[str]:
    if "to_version" not in outcome:
        return []
    versions = {"old": outcome["from_version"], "new": outcome["to_version"]}
    return [_("从第 %(old)d 版迁移到第 %(new)d 版，以后按新版本办理", **versions)]


def _where(outcome: Mapping[str, Any]) -> list[str]:
    before, after = "、".join(outcome["before"]), "、".join(outcome["after"])
    match outcome["status"]:
        case "cancelled":
            return [_("案件撤销，不再办理；停在“%(before)s”", before=before)]
        case "suspended":
            return [_("案件暂停：不能办理任务，定时不到期，收到的通知留待恢复后处理；停在“%(before)s”", before=before)]
        case "ended":
            return [_("案件从“%(before)s”走到终点，全部办结", before=before)]
        case _ if outcome.get("status_before") == "suspended":
            return [_("案件恢复办理，已到期的定时依次处理；停在“%(after)s”", after=after)]
        case _ if before == after:
            return [_("案件仍停在“%(after)s”", after=after)]
        case _:
            return [_("案件从“%(before)s”到“%(after)s”", before=before, after=after)]


def _tasks(outcome: Mapping[str, Any]) -> list[str]:
    opened = [_("新的任务“%(name)s”交%(role)s", name=x["name"], role=role_label(x["role"])) for x in outcome["opened"]]
    closed = list(dict.fromkeys(outcome["closed"]))
    return opened + ([_("收回任务：%(what)s", what="、".join(closed))] if closed else [])
