"""Bars as SVG: for the page and for paper, told apart by pattern as well as by shade, with the numbers beside them."""

from __future__ import annotations

from markupsafe import Markup, escape

from app.reports.table import Table

WIDTH, LABEL, ROW, BAR, MOST = 640, 200, 22, 14, 12
FONTS = "Noto Serif CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
PATTERN = (
    '<defs><pattern id="striped-{key}" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#f6e3bd"/>'
    '<rect width="2.5" height="6" fill="#b7791f"/></pattern></defs>'
)


def bars(table: Table) -> Markup:
    """The bars of a table's chart columns, one row for each of its first twelve rows; nothing without numbers."""
    rows = [row for row in table.rows[:MOST] if sum(int(row[place]) for place in table.chart)]
    if not table.chart or not rows:
        return Markup("")
    longest = max(sum(int(row[place]) for place in table.chart) for row in rows)
    height = len(rows) * ROW + ROW
    parts = [_legend(table), *(_row(table, row, number, longest) for number, row in enumerate(rows, start=1))]
    label = escape(f"{table.heading}：{table.title}")
    body, pattern = "".join(parts), PATTERN.format(key=escape(table.key))
    return Markup(
        f'<svg class="bars" role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="{FONTS}" xmlns="http://www.w3.org/2000/svg">{pattern}{body}</svg>'
    )


def _fill(table: Table, order: int) -> str:
    """Dense first, then striped: told apart without colour."""
    return "#1a4f8b" if order == 0 else f"url(#striped-{escape(table.key)})"


def _legend(table: Table) -> str:
    found, left = [], LABEL
    for number, place in enumerate(table.chart):
        found.append(f'<rect x="{left}" y="3" width="14" height="10" fill="{_fill(table, number)}"/>')
        found.append(f'<text x="{left + 20}" y="13" font-size="12">{escape(table.columns[place])}</text>')
        left += 90
    return "".join(found)


def _row(table: Table, row: object, number: int, longest: int) -> str:
    assert isinstance(row, (list, tuple))
    top = number * ROW
    left, found = float(LABEL), [
        f'<text x="{LABEL - 8}" y="{top + 12}" font-size="12" text-anchor="end">{escape(_short(str(row[0])))}</text>'
    ]  # fmt: skip
    for order, place in enumerate(table.chart):
        width = (WIDTH - LABEL - 60) * int(row[place]) / longest
        found.append(
            f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{BAR}" fill="{_fill(table, order)}"/>'
        )
        left += width
    told = " / ".join(str(row[place]) for place in table.chart)
    found.append(f'<text x="{left + 6:.1f}" y="{top + 12}" font-size="12">{escape(told)}</text>')
    return "".join(found)


def _short(text: str) -> str:
    return text if len(text) <= 15 else text[:14] + "…"
