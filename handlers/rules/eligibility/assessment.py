"""Every check of one candidacy together, with the version of the rules and the facts judged."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from handlers.rules.article import Breach, Finding, Verdict
from handlers.rules.eligibility.career import Career
from handlers.rules.eligibility.person import (
    Discipline,
    Employment,
    Exam,
    Field,
    Licence,
    Places,
    applicant_is_in_service,
    applicant_is_not_excluded,
    declared_where_the_labour_relation_is,
    exam_is_passed_and_valid,
    foreigner_holds_a_permit,
    no_integrity_record_is_running,
    no_severe_sanction_is_running,
    qualification_is_held,
    work_fits_study_where_safety_demands,
)
from handlers.rules.eligibility.standard import conditions_of_the_standard_are_met, declares_level_by_level
from handlers.rules.standards import VERSION


@dataclass(frozen=True)
class Candidacy:
    """All that eligibility asks about one declaration."""

    employment: Employment
    discipline: Discipline
    field: Field
    licence: Licence
    places: Places
    career: Career
    exam: Exam


@dataclass(frozen=True)
class Assessment:
    """Every finding on one candidacy, the version of the rules and the facts that were judged."""

    findings: tuple[Finding, ...]
    version: str
    snapshot: dict[str, Any]

    @property
    def verdict(self) -> Verdict:
        """FAIL before REVIEW before PASS."""
        verdicts = {finding.verdict for finding in self.findings}
        return next((v for v in (Verdict.FAIL, Verdict.REVIEW) if v in verdicts), Verdict.PASS)

    @property
    def breaches(self) -> tuple[Breach, ...]:
        return tuple(breach for finding in self.findings for breach in finding.breaches)

    @property
    def doubts(self) -> tuple[Breach, ...]:
        """What a person has to look at."""
        return tuple(doubt for finding in self.findings for doubt in finding.doubts)


def assess(candidacy: Candidacy) -> Assessment:
    """Ask every rule of eligibility, in the order of table (e); all failures are reported."""
    return Assessment(
        findings=(
            applicant_is_not_excluded(candidacy.employment),
            no_severe_sanction_is_running(candidacy.discipline),
            no_integrity_record_is_running(candidacy.discipline),
            applicant_is_in_service(candidacy.employment),
            foreigner_holds_a_permit(candidacy.employment),
            declared_where_the_labour_relation_is(candidacy.places),
            work_fits_study_where_safety_demands(candidacy.field),
            qualification_is_held(candidacy.licence),
            exam_is_passed_and_valid(candidacy.exam),
            declares_level_by_level(candidacy.career),
            conditions_of_the_standard_are_met(candidacy.career),
        ),
        version=VERSION,
        snapshot=_plain(asdict(candidacy)),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
