"""`zhiping migrate-cases`: cases under way to another version, asked for by one account, agreed to by another."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from app.cli.words import NotSo, installation

if TYPE_CHECKING:
    from app.engine.migrating.foretelling import Preview
    from app.place import Place
    from handlers.handler import Actor


@click.command("migrate-cases")
@click.argument("key", metavar="KEY")
@click.option("--to", "version", type=click.IntRange(1), required=True, help="迁移到的版本号。")
@click.option("--dry-run", is_flag=True, help="只试算，不改动任何案件。")
@click.option("--renamed", multiple=True, metavar="OLD=NEW", help="改了编号的环节，可重复。")
@click.option("--by", "asker", help="提出人的账号，须为流程设计岗位。")
@click.option("--approved-by", "approver", help="批准人的账号，须为另一个人，流程设计或规则管理岗位。")
@click.option("--reason", default="", help="理由，不少于 10 个字，记入每个案件的日志。")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")
def migrate_cases(
    key: str,
    version: int,
    dry_run: bool,
    renamed: tuple[str, ...],
    asker: str | None,
    approver: str | None,
    reason: str,
    as_json: bool,
) -> None:
    """把流程 KEY 的在办案件迁移到另一版本；逐件说明结果，有不能迁移的返回 1。"""
    here, mapping = installation(), _mapping(renamed)
    seen = _plainly(lambda: _preview(here, key, version, mapping))
    if dry_run:
        return _tell(seen.as_json(), _foretold(seen), seen.total - seen.can, as_json)
    if not asker or not approver:
        raise click.UsageError("迁移须由一人提出、另一人批准：请写明 --by 和 --approved-by，或用 --dry-run 试算")
    first, second = _actors(here, asker, approver)
    told = _plainly(lambda: _migrated(here, key, version, mapping, reason, first, second))
    _tell(told, _done(told), told["total"] - told["done"], as_json)


def _mapping(renamed: tuple[str, ...]) -> dict[str, str]:
    for each in renamed:
        if not all(each.partition("=")):
            raise click.BadParameter(f"{each} 应写作 原编号=新编号", param_hint="--renamed")
    return {old: new for old, _, new in (each.partition("=") for each in renamed)}


def _plainly(work: Callable[[], Any]) -> Any:
    """What it comes to; a refusal becomes this command's."""
    from app.engine import AnswersInvalid, EngineRefusal
    from handlers.rules.article import Unlawful

    try:
        return work()
    except AnswersInvalid as error:
        raise NotSo("；".join(message for messages in error.errors.values() for message in messages)) from None
    except (EngineRefusal, Unlawful) as error:
        raise NotSo(str(error)) from None


def _preview(here: Place, key: str, version: int, mapping: dict[str, str]) -> Preview:
    from app.engine.migrating.foretelling import preview

    with here.database.reading() as session:
        return preview(session, here.engine.library, here.engine.catalogue, key, version, mapping)


def _migrated(
    here: Place, key: str, version: int, mapping: dict[str, str], reason: str, first: Actor, second: Actor
) -> dict[str, Any]:
    """Ask, agree, carry out; what came of each case. What is not agreed to is taken back."""
    from app.engine.migrating import asking

    id = asking.request(here.engine, key, version, mapping, reason, first)
    try:
        here.engine.repairs.approve(id, second)
    except Exception:
        here.engine.repairs.withdraw(id, first)
        raise
    asking.carry_out(here.engine, id)
    with here.database.reading() as session:
        number = asking.migration(session, key, id).number
        cases = [
            {"case": (item.instance_id or "")[:8], "status": item.status, "message": item.result}
            for item in asking.results(session, id)
        ]
    done = sum(case["status"] == "done" for case in cases)
    return {"number": number, "to": version, "total": len(cases), "done": done, "cases": cases}


def _actors(here: Place, asker: str, approver: str) -> tuple[Actor, Actor]:
    from app.accounts import permissions

    first = _actor(here, asker, permissions.may_design, "--by")
    return first, _actor(here, approver, permissions.may_see_models, "--approved-by")


def _actor(here: Place, username: str, allowed: Callable[[Actor], bool], hint: str) -> Actor:
    """Who acts under an account, in the first of its posts that may. Raises BadParameter."""
    from sqlalchemy import select

    from app.accounts import Account, appointments_of
    from app.clock import legal_day
    from handlers.handler import Actor

    with here.database.reading() as session:
        account = session.scalars(select(Account).where(Account.username == username, Account.enabled)).first()
        held = appointments_of(session, account.id, legal_day(here.clock.now())) if account else []
        for post in held:
            found = Actor(
                post.account_id, post.account.person_id, post.account.person.name, post.role, post.organisation_id
            )
            if allowed(found):
                return found
    raise click.BadParameter(f"账号 {username} 没有可以这样做的岗位", param_hint=hint)


def _foretold(seen: Preview) -> list[str]:
    lines = [f"{seen.total} 件在办：{seen.can} 件可迁移，{seen.total - seen.can} 件不能"]
    lines += [f"第 {each.version} 版：{each.total} 件，可迁移 {each.can} 件" for each in seen.versions]
    for each in seen.cannot:
        article = f"（{each.reason.requirement}）" if each.reason.requirement else ""
        lines.append(f"{len(each.marks)} 件，{each.label}：{each.reason.words}{article}")
    return lines


def _done(told: dict[str, Any]) -> list[str]:
    words = {"done": "已迁移", "stale": "没有迁移", "refused": "不能迁移", "waiting": "正由他人迁移"}
    lines = [f"{told['number']}：{told['total']} 件，已迁移 {told['done']} 件"]
    return lines + [f"{c['case']} {words[c['status']]} {c['message']}".rstrip() for c in told["cases"]]


def _tell(told: dict[str, Any], lines: list[str], left: int, as_json: bool) -> None:
    for line in [json.dumps(told, ensure_ascii=False)] if as_json else lines:
        click.echo(line)
    if left:
        raise NotSo(f"有 {left} 件不能迁移")
