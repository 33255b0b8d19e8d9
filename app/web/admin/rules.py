"""规则一览: every requirement of the regulation, what meets it, searched by article or word."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request

from app.accounts import permissions
from app.web.admin.blueprint import admin
from app.web.context import only
from handlers.evidence.requirements import HARDNESS, KINDS, Requirement, Status, requirements

PAGE_SIZE = 50


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    search: str
    status: str
    page: int


def found(asked: Asked) -> list[Requirement]:
    """The requirements asked for, in the law's order. A number alone is an article."""
    listed = [each for each in requirements() if asked.status in ("", each.status)]
    word = asked.search.removeprefix("第").removesuffix("条").strip()
    if word.isdigit():
        return [each for each in listed if each.id.startswith(f"A{int(word)}.")]
    return [each for each in listed if word.casefold() in f"{each.id} {each.line}".casefold()]


@admin.get("/rules")
@only(permissions.may_read_law)
def rule_list() -> str:
    given = request.args
    page = max(1, given.get("page", 1, type=int))
    asked = Asked(given.get("q", "").strip()[:40], given.get("status", ""), page)
    rows = found(asked)
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    names = {"kinds": KINDS, "hardness": HARDNESS, "statuses": {each.value: each.label for each in Status}}
    return render_template("admin/rules.html", asked=asked, rows=shown, total=len(rows), pages=pages, **names)
