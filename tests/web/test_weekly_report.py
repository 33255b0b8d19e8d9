"""The weekly report: the same figures on page, PDF and workbook; of the week, in scope, verifiable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from app import figures, reports
from app.database import Database
from app.engine.store import Incident
from app.figures import Scope, count
from app.reports import Table, Week, Weekly, bars, week_named, week_of, weekly
from app.reports.paper import render
from app.trial.world import EXPERT
from app.web.monitor.weekly import sheets
from handlers.records.clues import Clue
from handlers.rules.inspection import ClueSource, ClueSubject
from tests.web.watching import ACCUSED, CLEAN, Watched, watch


@pytest.fixture(scope="module")
def watched(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    found = watch(sqlite_template, tmp_path_factory.mktemp("weekly"))
    with found.database.transaction() as session:
        session.add(_clue(found))
        session.add(
            Incident(
                instance_id=found.case("declaration", CLEAN), process="declaration", element="notify",
                error="邮件服务器没有应答", first_at=found.clock.now(), last_at=found.clock.now(),
            )
        )  # fmt: skip
    count(found.database, found.clock.now())
    yield found
    found.database.engine.dispose()


def _clue(found: Watched) -> Clue:
    return Clue(
        number="XS2026-0001",
        source=ClueSource.PETITION,
        content="=cmd|' /C calc'!A0",
        evidence={},
        about=ClueSubject.COMMITTEE,
        handling_id=found.stage.world.region_hr.id,
        received_at=found.clock.now(),
    )


def made(watched: Watched, scope: Scope | None = None) -> Weekly:
    with watched.database.reading() as session:
        week = week_of(watched.clock.now())
        return weekly(session, scope or Scope(), "自治区人力资源和社会保障厅", week, watched.clock.now())


def table(report: Weekly, key: str) -> Table:
    return next(one for one in report.tables if one.key == key)


def text_of(pdf: bytes) -> str:
    """The text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


# --- weeks -----------------------------------------------------------------------------------------------------------


def test_a_week_is_monday_to_sunday_in_shanghai() -> None:
    week = week_named("2026-W36")

    assert week is not None
    assert (week.monday, week.sunday) == (date(2026, 8, 31), date(2026, 9, 6))
    assert week.begins_at == datetime(2026, 8, 30, 16, 0, tzinfo=UTC)
    assert week_of(week.begins_at) == week == week_of(week.ends_at - timedelta(microseconds=1))
    assert week_of(week.ends_at) == week.shifted(1)


NAMELESS = ["2025-W53", "2026-W54", "2026-W00", "2026-36", "W36", "", "２０２６-W36", "2026-W3６"]


@pytest.mark.parametrize("name", NAMELESS)
def test_a_name_that_names_no_week_is_none(name: str) -> None:
    assert week_named(name) is None


def test_a_long_year_has_a_fifty_third_week_that_belongs_to_it() -> None:
    week = week_named("2026-W53")

    assert week is not None and week.name == "2026-W53" and week.sunday == date(2027, 1, 3)


# --- figures ---------------------------------------------------------------------------------------------------------


def test_page_pdf_and_workbook_show_the_same_figures(watched: Watched, tmp_path: Path) -> None:
    browser = watched.sign_in("region")
    address = f"/monitor/reports/weekly?week={week_of(watched.clock.now()).name}"

    page, pdf = browser.get(address).text, browser.get(f"{address}&format=pdf").data
    book = openpyxl.load_workbook(BytesIO(browser.get(f"{address}&format=xlsx").data))
    report = made(watched)

    paper = re.sub(r"\s", "", text_of(pdf))
    for one in report.tables:
        rows = [[str(value) for value in row] for row in one.rows]
        section = re.search(rf'<section class="panel" id="{one.key}">(.*?)</section>', page, re.S)
        assert section and one.title in section[1]
        cells = re.findall(r"<td[^>]*>(?:<strong>)?(.*?)(?:</strong>)?</td>", section[1])
        assert cells == [value for row in rows for value in row]
        sheet = list(book[one.heading].values)[1:] if one.rows else []
        assert [["" if value is None else str(value) for value in row] for row in sheet] == rows
        assert re.sub(r"\s", "", one.title) in paper
        for row in rows:
            assert all(re.sub(r"\s", "", value) in paper for value in row)
    assert report.code in page and report.code in paper and report.code in str(list(book["说明"].values))


def test_the_figures_are_those_of_the_records(watched: Watched) -> None:
    report = made(watched)

    declarations = next(row for row in table(report, "processes").rows if row[0] == "职称申报")
    assert declarations[4] == 2
    assert table(report, "clues").rows[0][:2] == ["来信来访", 1]
    assert table(report, "incidents").rows == [["职称申报", 1, 0, 1]]
    assert table(report, "measures").rows == [] and "没有" in table(report, "measures").title
    with watched.database.reading() as session:
        board = figures.board(session, Scope(), watched.clock.now())
    assert f"超期 {board.count('red')} 项" in table(report, "deadlines").title


def test_cases_count_in_the_week_in_which_they_began(watched: Watched) -> None:
    now, began = watched.clock.now(), week_of(datetime(2026, 9, 1, 1, 0, tzinfo=UTC))
    with watched.database.reading() as session:
        first = weekly(session, Scope(), "厅", began, now)
        before = weekly(session, Scope(), "厅", began.shifted(-1), now)

    assert next(row for row in table(first, "processes").rows if row[0] == "职称申报")[1] == 2
    assert table(before, "processes").rows == []
    assert first.complete


def test_nobody_is_named(watched: Watched, tmp_path: Path) -> None:
    paper = text_of(reports.pdf(made(watched)))

    for name in (CLEAN, ACCUSED, EXPERT, "calc"):
        assert name not in paper


def test_another_area_sees_its_own_figures_only(watched: Watched) -> None:
    with watched.database.reading() as session:
        empty = weekly(session, Scope(area="1502"), "包头市", week_of(watched.clock.now()), watched.clock.now())

    assert table(empty, "processes").rows == [] and table(empty, "clues").rows == []
    assert table(empty, "incidents").rows == [] and table(empty, "workload").rows == []
    page = watched.sign_in("elsewhere").get("/monitor/reports/weekly").text
    assert "包头市人力资源和社会保障局" in page and "新发起 0 件" in page


def test_the_code_changes_with_any_figure(watched: Watched) -> None:
    report = made(watched)
    first, *rest = report.tables
    changed = replace(first, rows=[*first.rows[:-1], [*first.rows[-1][:-1], 99]])

    assert Weekly(report.week, report.area, report.at, [changed, *rest]).code != report.code
    assert Weekly(report.week, report.area, report.at + timedelta(hours=1), report.tables).code == report.code


def test_a_code_tells_when_and_by_whom_the_report_was_exported(watched: Watched) -> None:
    browser, week = watched.sign_in("region"), week_of(watched.clock.now()).name
    browser.get(f"/monitor/reports/weekly?week={week}&format=pdf")
    code = made(watched).code

    known = browser.get(f"/monitor/reports/weekly?week={week}&code={code.lower()}").text
    unknown = browser.get(f"/monitor/reports/weekly?week={week}&code=0000-0000").text

    assert "由 钱region" in known and "没有导出过核验码" not in known
    assert "没有导出过核验码为 0000-0000 的周报" in unknown


@pytest.mark.parametrize("name", ["2027-W01", "2025-W53", "abc", "2026-36"])
def test_a_week_to_come_or_none_at_all_is_not_found(watched: Watched, name: str) -> None:
    assert watched.sign_in("region").get(f"/monitor/reports/weekly?week={name}").status_code == 404


def test_the_report_is_for_supervisors(watched: Watched) -> None:
    assert watched.sign_in("department").get("/monitor/reports/weekly").status_code == 200
    for name in ("system", "auditor", "clerk"):
        for form in ("", "?format=pdf", "?format=xlsx"):
            assert watched.sign_in(name).get(f"/monitor/reports/weekly{form}").status_code == 403


# --- paper -----------------------------------------------------------------------------------------------------------


def fonts(read: PdfReader) -> set[tuple[str, bool]]:
    """The fonts of a document and whether each stands in it."""
    found = set()
    for page in read.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            kept = inner["/FontDescriptor"].get_object()
            found.add((str(inner["/BaseFont"]), any(f"/FontFile{kind}" in kept for kind in ("", "2", "3"))))
    return found


def test_the_paper_is_a4_with_page_numbers_number_and_code_and_its_fonts_embedded(
    watched: Watched, tmp_path: Path
) -> None:
    report = made(watched)
    pdf = reports.pdf(report)

    read = PdfReader(BytesIO(pdf))
    told = "".join(text_of(pdf).split())
    assert [round(float(side) / 72 * 25.4) for side in read.pages[0].mediabox[2:]] == [210, 297]
    assert report.number in told and report.code in told
    assert f"第1页/共{len(read.pages)}页" in told
    assert fonts(read) and all("Noto" in name and embedded for name, embedded in fonts(read))
    assert len(pdf) < 400_000


def test_a_document_reads_neither_files_nor_addresses(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容SECRET")
    html = (
        f'<link rel=attachment href="file://{secret}"><a rel=attachment href="file://{secret}">x</a>'
        f'<img src="file://{secret}"><img src="http://127.0.0.1:9/x.png"><p>正文</p>'
    )

    pdf = render(html)

    assert b"EmbeddedFile" not in pdf and b"SECRET" not in pdf
    assert "正文" in text_of(pdf)


def test_text_in_a_report_is_text_and_bars_are_escaped(watched: Watched, tmp_path: Path) -> None:
    report = made(watched)
    hostile = Table("x", "表", "<script>alert(1)</script>", ("单位", "超期"), [["<b>=1+1</b>", 3]], chart=(1,))
    told = Weekly(report.week, report.area, report.at, [hostile])

    assert "<b>" not in bars(hostile) and "<script" not in bars(hostile)
    assert "<b>=1+1</b>" in text_of(reports.pdf(told))
    assert [sheet.rows for sheet in sheets(told)][1] == [["<b>=1+1</b>", 3]]


def test_bars_stand_for_numbers_and_nothing_without_them() -> None:
    assert bars(Table("x", "表", "", ("单位", "超期"), [["甲", 0]], chart=(1,))) == ""
    assert bars(Table("x", "表", "", ("单位", "超期"), [["甲", 3]])) == ""
    assert bars(Table("x", "表", "", ("单位", "超期"), [["甲", 3]], chart=(1,))).count("<rect") >= 3


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_writes_both_files_and_says_their_code(
    watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.cli import outcome

    monkeypatch.setenv("ZHIPING_DATABASE_URL", watched.database.url)
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    pdf, book = tmp_path / "weekly.pdf", tmp_path / "weekly.xlsx"

    ended = outcome(["report", "weekly", "--week", "2026-W36", "--pdf", str(pdf), "--xlsx", str(book)])

    assert ended == 0, capsys.readouterr()
    assert pdf.read_bytes()[:5] == b"%PDF-" and book.read_bytes()[:2] == b"PK"
    assert len(re.findall(r"核验码 [0-9A-F-]{24}", capsys.readouterr().out)) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--pdf", "x.pdf", "--week", "2026-36"], "2026-36 不是周次"),
        (["--pdf", "x.pdf", "--week", "2199-W01"], "还没有开始"),
        (["--pdf", "x.pdf", "--body", "nowhere"], "没有编码为 nowhere 的机构"),
        ([], "请用 --pdf 或 --xlsx"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(
    watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], told: str,
) -> None:  # fmt: skip
    from app.cli import outcome

    monkeypatch.setenv("ZHIPING_DATABASE_URL", watched.database.url)
    monkeypatch.setenv("ZHIPING_KEYS_DIR", str(tmp_path / "keys"))
    monkeypatch.chdir(tmp_path)

    assert outcome(["report", "weekly", *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error and error.count("\n") == 1


def test_a_report_on_both_databases(database: Database) -> None:
    now = datetime(2026, 9, 9, 1, 0, tzinfo=UTC)
    with database.reading() as session:
        report = weekly(session, Scope(), "厅", Week(date(2026, 8, 31)), now)
        narrow = weekly(session, Scope(area="1504"), "赤峰市", Week(date(2026, 8, 31)), now)

    assert len(report.tables) == len(narrow.tables) == 12
