"""The blueprint that the administration's modules hang their routes into, its first page, and what they share."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request

from app.accounts import permissions
from app.web.context import only, require_sign_in

admin = Blueprint("admin", __name__, url_prefix="/admin")
admin.before_request(require_sign_in)


@admin.get("")
@only(permissions.may_read_law)
def overview() -> str:
    return render_template("admin/overview.html")


def text(name: str) -> str:
    """A field of the form that was sent, without blanks around it."""
    return request.form.get(name, "").strip()


def day(name: str) -> date | None:
    """A date of the form that was sent; none where there is none."""
    try:
        return date.fromisoformat(text(name))
    except ValueError:
        return None
