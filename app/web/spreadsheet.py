"""Lists as Excel files: what is written as text stays text, and every file that leaves is written down.

A cell that a spreadsheet program could take for a formula gets an apostrophe in front and the type of
text, so that neither opening the file nor saving it as CSV and opening that runs anything. Knows no
list: whoever calls has chosen the rows in the reader's scope.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, request, url_for
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from app import audit
from app.readings import EXPORTS
from app.web.context import actor, now, place
from handlers.rules.workdays import ZONE

FORMAT = "format"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS_A_FORMULA = frozenset("=+-@|%")
CONTROLS = frozenset("\t\r\n")
LONGEST = 32_000  # a cell holds 32,767 characters
WIDEST, NARROWEST = 60, 8
HEAD = Font(bold=True)
SHADE = PatternFill("solid", fgColor="FFE8EEF5")
WRAPPED = Alignment(wrap_text=True, vertical="top")

Cell = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook. Numbers and dates stay numbers and dates; instants are told in Asia/Shanghai."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def safe(text: str) -> str:
    """The text such that no spreadsheet program takes it for a formula: an apostrophe in front where it could.

    Blanks and invisible signs at the start do not hide a formula, and full-width signs (＝＋－＠) count as
    the plain ones. Control characters that a workbook may not hold are left out.
    """
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
    seen = unicodedata.normalize("NFKC", text)
    first = next((sign for sign in seen if not _invisible(sign)), "")
    risky = first in STARTS_A_FORMULA or text[:1] in CONTROLS
    return f"'{text}" if first and risky else text


def _invisible(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc", "Zs", "Mn")


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as one .xlsx file."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(_title(sheet.title)), sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _title(title: str) -> str:
    """A sheet's name: at most 31 signs, none of those that Excel refuses."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "Sheet"


def _write(page: Any, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    for column, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.append([_cell(page, heading, head=True) for heading in sheet.headings])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _cell(page: Any, value: Cell, head: bool = False) -> Any:
    if isinstance(value, datetime):
        value = value.astimezone(ZONE).replace(tzinfo=None)
    text = safe(value) if isinstance(value, str) else None
    cell: Any = WriteOnlyCell(page)
    cell.value = value if text is None else text
    if text is not None:
        cell.data_type = "s"  # set after the value: the library guesses formulas from it
        cell.alignment = WRAPPED
        cell.quotePrefix = text.startswith("'")
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
    if head:
        cell.font, cell.fill = HEAD, SHADE
    return cell


def _widths(sheet: Sheet) -> list[int]:
    """Wide enough for the heading and the first rows; a Chinese sign takes two places."""
    sample = [sheet.headings, *sheet.rows[:50]]
    columns = [[_places(row[at]) for row in sample if at < len(row)] for at in range(len(sheet.headings))]
    return [min(WIDEST, max(NARROWEST, *lengths) + 2) for lengths in columns]


def _places(value: Cell) -> int:
    text = "" if value is None else "2026-01-01 00:00" if isinstance(value, datetime) else str(value)
    return max((sum(2 if ord(sign) > 0x2E7F else 1 for sign in line) for line in text.splitlines()), default=0)


# --- for the pages ---------------------------------------------------------------------------------------------------


def wanted() -> bool:
    """Does this request ask for its list as an Excel file (`?format=xlsx`)?"""
    return request.args.get(FORMAT) == "xlsx"


def address() -> str:
    """The page's own address with its filters, as an Excel file; templates call it `export_url()`."""
    given = {name: value for name, value in request.args.items() if name not in (FORMAT, "page")}
    return url_for(str(request.endpoint), **{**(request.view_args or {}), **given, FORMAT: "xlsx"})


def download(name: str, *sheets: Sheet) -> Response:
    """The sheets as a file to save, after the export is in the journal: who, which list, its filters, how many rows."""
    note(name, sum(len(sheet.rows) for sheet in sheets), filters())
    return file(workbook(sheets), f"{name}-{now().astimezone(ZONE):%Y%m%d-%H%M}.xlsx", MIME)


def filters() -> dict[str, str]:
    """What this request narrows its list to."""
    return {key: value[:80] for key, value in request.args.items() if key not in (FORMAT, "page") and value}


def note(name: str, rows: int, chosen: Mapping[str, str], mark: str = "") -> None:
    """Write an export into the chain `exports` of the journal; `mark` is what the file itself is known by."""
    detail = {"list": name, "rows": rows, "filters": dict(chosen)}
    entry = audit.Entry("exported", actor(), mark or str(request.endpoint), name, detail=detail)
    with place().database.transaction() as session:
        audit.note(session, EXPORTS, entry, now())


def file(content: bytes, name: str, mime: str) -> Response:
    """An attachment under a name that may be Chinese."""
    plain = name.encode("ascii", "ignore").decode() or "file"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(content, mimetype=mime, headers={"Content-Disposition": disposition})


def register(app: Flask) -> None:
    app.jinja_env.globals["export_url"] = address
