"""Standards as rows: entered from the files, held to them, and handed to the law with a declaration (art. 7, 25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.trial.world import SPECIALTY, World, instant
from handlers import declaration as declaring
from handlers import standards
from handlers.evidence import applicants
from handlers.evidence.editions import forget
from handlers.evidence.standards import rulebook_of
from handlers.records import standards as records
from handlers.records.declarations import Declaration
from handlers.records.people import ExamResult, Qualification
from handlers.reference.standards import FOLDER, StandardsInvalid, mappings_in, shipped, standards_in
from handlers.rules import eligibility
from handlers.rules.article import Unlawful, Verdict
from handlers.rules.standards import Condition, FilingBody, Issuer, StandardTier
from handlers.rules.terms import Degree, Level, TitleKind
from tests.rules.lawful_standards import ENGINEERING, REGION, UNIT

TODAY = date(2026, 9, 10)
NOW = instant(2026, 9, 10)
FIVE = Condition(Level.ASSOCIATE_SENIOR, Degree.BACHELOR, Level.INTERMEDIATE, 5)


@pytest.fixture
def draft(world: World) -> Declaration:
    """A declaration of 副高 by an applicant at the county's unit, not handed in yet."""
    person = world.applicant("申报人甲")
    actor = world.as_self(person)
    began = declaring.begin(
        person, actor=actor, now=NOW, call=world.call.id, level="associate_senior", specialty=SPECIALTY
    )
    found = world.session.get_one(Declaration, began["subject"].partition(":")[2])
    return found


def career(draft: Declaration, on: date = TODAY) -> eligibility.Career:
    return applicants.candidacy(draft, on).career


def statements(session: Session, work: Any) -> list[str]:
    """The statements that `work` costs."""
    seen: list[str] = []

    def heard(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", heard)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", heard)
    return seen


def written(folder: Path, text: str, name: str = "engineering.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


# --- entering ----------------------------------------------------------------------------------------------------


def test_the_shipped_standards_are_entered_once_and_come_back_as_they_were(session: Session) -> None:
    assert standards.seed(session, NOW) == 27
    assert standards.seed(session, NOW) == 0

    found = {standard.id: standard for standard in rulebook_of(session).standards}

    for standard in shipped().standards:
        row = found[standard.id]
        assert replace(row, conditions=()) == replace(standard, conditions=())
        assert set(row.conditions) == set(standard.conditions)
    assert session.scalar(select(func.count()).select_from(records.StandardCondition)) == 17
    assert {row.published_at for row in session.scalars(select(records.Standard))} == {NOW}


def test_a_file_adds_versions_and_ends_them_and_rewrites_nothing(session: Session, tmp_path: Path) -> None:
    standards.seed(session, NOW)
    text = (FOLDER / "engineering.yaml").read_text(encoding="utf-8")
    ended = text.replace("  issuer: nation", "  effective_to: 2026-12-31\n  issuer: nation")
    later = text.replace("national-engineering-2025", "national-engineering-2027").replace("2025-05-12", "2027-01-01")
    assert standards.seed(session, NOW, written(tmp_path, ended + later[later.index("- id") :])) == 1

    found = {standard.id: standard for standard in rulebook_of(session).standards}
    assert found["national-engineering-2025"].effective_to == date(2026, 12, 31)
    assert found["national-engineering-2027"].effective_from == date(2027, 1, 1)

    with pytest.raises(StandardsInvalid, match=r"national-engineering-2025.*不得改写"):
        standards.seed(session, NOW, written(tmp_path, text.replace("years: 5", "years: 4")))


def test_a_file_in_which_the_law_finds_a_laxer_standard_is_refused(session: Session, tmp_path: Path) -> None:
    standards.seed(session, NOW)
    lax = """
- {id: unit, name: 单位标准, tier: unit, parent_id: national-engineering-2025, series: engineering, version: "1",
   effective_from: 2026-01-01, issuer: self_review_unit, issuer_id: u, keeper: 本单位,
   conditions: {associate_senior: {bachelor: {base: intermediate, years: 4}}}}
"""
    with pytest.raises(Unlawful, match="年限 4 年，国家标准为 5 年"):
        standards.seed(session, NOW, written(tmp_path, lax))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "YAML"),
        ("a: 1", "列表"),
        ("- 3", "列表"),
        ("- {id: x, conditions: [1]}", "层级 → 学历"),
        ("- {id: x, conditions: {member: 3}}", "层级 → 学历"),
        ("- {id: x}", "“x”.*name"),
        ("- {id: x, colour: red}", "colour"),
        ("- {id: x, tier: highest}", "tier.*national"),
        ("- {id: x, effective_from: soon}", "effective_from.*日期"),
        ("- {id: x, conditions: {member: {kindergarten: {}}}}", "degree.*secondary"),
        ("- {id: x, conditions: {member: {college: {years: -1}}}}", "years.*整数"),
    ],
)
def test_a_file_that_says_something_impossible_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StandardsInvalid, match=f"engineering.yaml.*{said}"):
        standards_in(written(tmp_path, text))


def test_a_clearance_is_needed_to_publish(session: Session) -> None:
    with pytest.raises(TypeError):
        records.Standard().publish(None, NOW)  # type: ignore[arg-type]


# --- the catalogue of qualifications -----------------------------------------------------------------------------

LINE = """
- {qualification: 一级建造师, series: engineering, level: intermediate, document_number: 内人社发〔2026〕3号,
   valid_from: 2026-01-01}
"""


def test_A25_1_the_catalogue_is_shipped_empty_and_entered_once(session: Session, tmp_path: Path) -> None:
    assert mappings_in(FOLDER) == ()
    assert mappings_in(tmp_path) == ()
    folder = written(tmp_path, LINE, "qualifications.yaml")
    assert standards.seed(session, NOW, folder) == 1
    assert standards.seed(session, NOW, folder) == 0
    written(tmp_path, LINE.replace("intermediate", "assistant"), "qualifications.yaml")
    with pytest.raises(StandardsInvalid, match="一级建造师"):
        standards.seed(session, NOW, folder)
    written(tmp_path, LINE.replace("2026-01-01", "2026-01-01, valid_to: 2026-12-31"), "qualifications.yaml")
    assert standards.seed(session, NOW, folder) == 0
    (line,) = rulebook_of(session).mappings
    assert line.valid_to == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("since", "valid_to", "verdict"),
    [
        (date(2021, 12, 31), None, Verdict.PASS),
        (date(2021, 12, 31), TODAY, Verdict.PASS),
        (date(2021, 12, 31), TODAY - timedelta(days=1), Verdict.FAIL),
        (date(2022, 1, 1), None, Verdict.FAIL),
    ],
)
def test_A25_2_a_qualification_in_the_catalogue_is_a_basis_from_its_own_day(
    draft: Declaration, tmp_path: Path, since: date, valid_to: date | None, verdict: Verdict
) -> None:
    session = draft_session(draft)
    standards.seed(session, NOW)
    draft.person.titles[0].revoked_on = date(2020, 1, 1)
    draft.person.qualifications.append(
        Qualification(name="一级建造师", series="engineering", from_on=since, valid_to=valid_to)
    )
    assert career(draft).titles == ()

    standards.seed(session, NOW, written(tmp_path, LINE, "qualifications.yaml"))

    assert eligibility.conditions_of_the_standard_are_met(career(draft)).verdict is verdict
    assert career(draft, date(2025, 12, 31)).titles == ()


def draft_session(draft: Declaration) -> Session:
    session = Session.object_session(draft)
    assert session is not None
    return session


# --- handed to the law with a declaration ------------------------------------------------------------------------


def test_A21_2_a_declaration_is_judged_by_the_standard_of_its_day(draft: Declaration) -> None:
    session = draft_session(draft)
    assert career(draft).standard == ENGINEERING  # tables still empty: what came with the program
    standards.seed(session, NOW)
    assert getattr(career(draft).standard, "id", None) == ENGINEERING.id

    row = session.get_one(records.Standard, ENGINEERING.id)
    row.end(TODAY)
    later = replace(ENGINEERING, id="later", effective_from=TODAY + timedelta(days=1), conditions=(FIVE,))
    standards.publish(session, later, NOW)

    assert getattr(career(draft).standard, "id", None) == ENGINEERING.id
    assert getattr(career(draft, TODAY + timedelta(days=1)).standard, "id", None) == "later"
    draft.submitted_at = NOW
    assert getattr(career(draft, TODAY + timedelta(days=30)).standard, "id", None) == ENGINEERING.id
    assert career(draft, date(2025, 5, 11)).standard is not None


def test_A81_1_before_the_first_edition_there_is_no_standard(draft: Declaration) -> None:
    assert career(draft, date(2025, 5, 11)).standard is None
    finding = eligibility.conditions_of_the_standard_are_met(career(draft, date(2025, 5, 11)))
    assert finding.verdict is Verdict.REVIEW


def test_A7_3_the_unit_s_own_standard_applies_once_it_is_filed(draft: Declaration) -> None:
    session = draft_session(draft)
    standards.seed(session, NOW)
    unit = draft.committee.forming_unit_id
    standards.publish(session, REGION, NOW)
    row = standards.publish(session, replace(UNIT, issuer_id=unit, filings=()), NOW)
    assert getattr(career(draft).standard, "id", None) == REGION.id

    for body in FilingBody:
        row.filings.append(records.StandardFiling(body=body, number="备1", filed_on=TODAY))
    session.flush()
    forget(session)

    assert getattr(career(draft).standard, "id", None) == UNIT.id
    assert getattr(career(draft, TODAY - timedelta(days=1)).standard, "id", None) == REGION.id


def test_A7_5_a_directed_declaration_finds_the_directed_standard(draft: Declaration) -> None:
    session = draft_session(draft)
    standards.seed(session, NOW)
    directed = replace(
        ENGINEERING, id="directed", tier=StandardTier.REGION, parent_id=ENGINEERING.id, issuer=Issuer.REGION_HR,
        with_department="教育厅", directed=True, document_number="内人社发〔2026〕9号",
        conditions=(replace(FIVE, years=3),), effective_from=date(2026, 1, 1),
    )  # fmt: skip
    standards.publish(session, directed, NOW)
    assert getattr(career(draft).standard, "id", None) == ENGINEERING.id
    draft.title_kind = TitleKind.DIRECTED
    assert getattr(career(draft).standard, "id", None) == "directed"


def test_A21_2_an_empty_table_says_who_fills_it(draft: Declaration) -> None:
    draft.series = "accounting"
    finding = eligibility.conditions_of_the_standard_are_met(career(draft))
    assert finding.verdict is Verdict.REVIEW
    assert "会计人员职称评价国家标准" in finding.doubts[0].message
    assert "自治区人社厅会同财政厅填写" in finding.doubts[0].message


def test_A24_1_the_exam_is_asked_by_the_series_or_by_the_standard(draft: Declaration) -> None:
    session = draft_session(draft)
    assert not applicants.candidacy(draft, TODAY).exam.required
    standards.seed(session, NOW)
    asked = replace(REGION, conditions=tuple(replace(cell, exam=True) for cell in REGION.conditions))
    standards.publish(session, asked, NOW)
    assert applicants.candidacy(draft, TODAY).exam.required
    draft.person.exams.append(
        ExamResult(
            series="engineering", level=Level.ASSOCIATE_SENIOR, passed_on=date(2026, 5, 1), valid_to=date(2028, 5, 1)
        )
    )
    assert applicants.candidacy(draft, TODAY).exam.valid_to == date(2028, 5, 1)
    draft.series = "accounting"
    exam = applicants.candidacy(draft, TODAY).exam
    assert (exam.required, exam.replaces, exam.valid_to) == (True, False, None)
    draft.level = Level.INTERMEDIATE
    exam = applicants.candidacy(draft, TODAY).exam
    assert (exam.required, exam.replaces) == (False, True)


@pytest.mark.parametrize(
    ("diploma", "degree"),
    [
        (eligibility.Diploma.SKILLED_WORKER_HIGH, Degree.COLLEGE),
        (eligibility.Diploma.PREPARATORY_TECHNICIAN, Degree.BACHELOR),
        (None, Degree.SECONDARY),
    ],
)
def test_A21_7_a_technical_school_s_class_counts_as_its_equal(
    draft: Declaration, diploma: eligibility.Diploma | None, degree: Degree
) -> None:
    (education,) = draft.person.educations
    education.degree, education.diploma = Degree.SECONDARY, diploma
    assert career(draft).degree is degree


@pytest.mark.parametrize("mode", ["full_time", "part_time", "correspondence", "self_study"])
def test_A21_7_no_mode_of_study_changes_the_facts(draft: Declaration, mode: str) -> None:
    before = applicants.candidacy(draft, TODAY)
    for education in draft.person.educations:
        education.mode = mode
    assert applicants.candidacy(draft, TODAY) == before


def test_what_was_judged_is_kept_with_the_declaration(draft: Declaration, world: World) -> None:
    standards.seed(world.session, NOW)
    declaring.submit(
        draft, actor=world.as_self(draft.person), now=NOW, title="高级工程师", kind="ordinary", summary="总结",
        achievement="业绩", commitment=True,
    )  # fmt: skip
    assert draft.snapshot is not None
    assert draft.snapshot["career"]["standard"]["id"] == ENGINEERING.id
    assert draft.snapshot["law"]["edition"] == "2025"
    assert draft.snapshot["law"]["findings"][0]["id"] == "A21.4"
    assert {each["verdict"] for each in draft.snapshot["law"]["findings"]} <= {"pass", "review"}


def test_the_standards_are_read_once_for_each_edition_of_the_tables(session: Session) -> None:
    standards.seed(session, NOW)
    session.commit()
    rulebook_of(session)
    session.commit()

    assert len(statements(session, lambda: rulebook_of(session))) == 1
    assert len(statements(session, lambda: rulebook_of(session))) == 0

    standards.publish(session, REGION, NOW)
    assert len(statements(session, lambda: rulebook_of(session))) == 2
