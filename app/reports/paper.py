"""A report as PDF on A4. Nothing outside the document is read: neither files nor addresses, only `data:`."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from app.clock import SHANGHAI
from app.reports.chart import bars
from app.reports.weekly import Weekly

for _name in ("weasyprint", "weasyprint.progress", "fontTools"):
    logging.getLogger(_name).setLevel(logging.ERROR)  # they tell of every page and every glyph


class PaperUnavailable(Exception):
    """The machine cannot make PDFs; the message says what it lacks."""


def pdf(report: Weekly) -> bytes:
    """The report as PDF with its fonts embedded. Slow (a second or so): never call it inside a transaction."""
    made_at = report.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    html = _template("weekly.html").render(report=report, made_at=made_at, bars=bars)
    return render(html)


def render(html: str) -> bytes:
    """A document of our own as PDF. Raises PaperUnavailable."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PaperUnavailable("缺少 Pango 字体排版库（libpango-1.0-0、libpangoft2-1.0-0），请安装后再试") from error
    made: bytes = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"])).write_pdf(
        pdf_variant="pdf/ua-1"
    )
    return made


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("app.reports", "templates"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> Any:
    return _environment().get_template(name)
