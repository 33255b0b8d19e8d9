"""Every check of one candidacy together, with the version of the rules and the facts judged."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from handlers.rules.article import Breach, Finding, Verdict
from handlers.rules.editions import edition_on
from handlers.rules.eligibility.career import Career
from handlers.rules.eligibility.order import Group, first_failing
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
from handlers.rules.eligibility.standard import (
    conditions_of_the_standard_are_met,
    countable_items_reach_the_standard,
    declares_level_by_level,
)
from handlers.rules.routes import facts, offers


@dataclass(frozen=True)
class Candidacy:
    """All that eligibility asks about one declaration. `routes`: what the routes of art. 37–41 ask, if anything."""

    employment: Employment
    discipline: Discipline
    field: Field
    licence: Licence
    places: Places
    career: Career
    exam: Exam
    routes: facts.RouteFacts | None = None


@dataclass(frozen=True)
class Assessment:
    """Every finding on one candidacy in the order of table (e), the edition of the rules and the facts judged."""

    findings: tuple[Finding, ...]
    version: str
    candidacy: Candidacy

    @property
    def verdict(self) -> Verdict:
        """FAIL before REVIEW before PASS."""
        verdicts = {finding.verdict for finding in self.findings}
        return next((v for v in (Verdict.FAIL, Verdict.REVIEW) if v in verdicts), Verdict.PASS)

    @property
    def first_failing(self) -> Group | None:
        """The first group of checks in which something fails."""
        return first_failing(self.findings)

    @property
    def snapshot(self) -> dict[str, Any]:
        """What was judged and how, fit for JSON: the facts, the edition, the standard's version, every finding."""
        career = self.candidacy.career
        slim = replace(career, standard=None)
        routed = self.candidacy.routes and replace(self.candidacy.routes, career=slim)
        said = _plain(asdict(replace(self.candidacy, career=slim, routes=routed)))
        said["career"]["standard"] = _plain(_cited(career))
        if routed is not None:
            del said["routes"]["career"]  # the same as above
        return {**said, "law": {"edition": self.version, "verdict": self.verdict.value, "findings": self._said()}}

    def _said(self) -> list[dict[str, Any]]:
        return [
            {"id": f.id, "verdict": f.verdict.value, "said": [each.message for each in (*f.breaches, *f.doubts)]}
            for f in self.findings
        ]

    @property
    def breaches(self) -> tuple[Breach, ...]:
        return tuple(breach for finding in self.findings for breach in finding.breaches)

    @property
    def doubts(self) -> tuple[Breach, ...]:
        """What a person has to look at."""
        return tuple(doubt for finding in self.findings for doubt in finding.doubts)


def assess(candidacy: Candidacy) -> Assessment:
    """Ask every rule of eligibility, in the order of table (e); all failures are reported.

    What an open route of art. 37, 39 or 41 lifts is lifted first; exam, bars and being in service never are.
    """
    career, demanded = _by_route(candidacy)
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
            declares_level_by_level(career),
            *demanded,
            conditions_of_the_standard_are_met(career),
            countable_items_reach_the_standard(career),
        ),
        version=edition_on(candidacy.employment.declared_on or candidacy.employment.on).id,
        candidacy=candidacy,
    )


def _by_route(candidacy: Candidacy) -> tuple[Career, tuple[Finding, ...]]:
    """The career with what its routes lift, and what they demand besides."""
    if candidacy.routes is None:
        return candidacy.career, ()
    asked = replace(candidacy.routes, career=candidacy.career, exam=candidacy.exam)
    return offers.lifted(candidacy.career, asked), offers.bound(asked)


def _cited(career: Career) -> dict[str, Any] | None:
    """The standard in force by its id and version, with the conditions it has for the level."""
    standard = career.standard
    if standard is None:
        return None
    cells = [asdict(cell) for cell in standard.conditions if cell.target is career.target]
    said = {name: getattr(standard, name) for name in ("id", "name", "tier", "version", "effective_from")}
    return {**said, "conditions": cells}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
