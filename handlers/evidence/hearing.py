"""What the law says of a declaration today: everything that is asked at its submission, and nothing is done."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from handlers.evidence import applicants, claims, openings
from handlers.evidence.subjects import with_files, with_people
from handlers.records.declarations import Declaration
from handlers.rules import acts, eligibility
from handlers.rules.article import Finding, Unlawful, Verdict
from handlers.rules.terms import DeclarationStatus
from handlers.rules.workdays import local_date


@dataclass(frozen=True)
class Heard:
    """Every finding in the order of table (e), the edition and the standard judged by, and every route."""

    findings: tuple[Finding, ...]
    edition: str
    standard: str
    routes: tuple[openings.Opening, ...]

    @property
    def verdict(self) -> Verdict:
        """FAIL before REVIEW before PASS."""
        verdicts = {finding.verdict for finding in self.findings}
        return next((each for each in (Verdict.FAIL, Verdict.REVIEW) if each in verdicts), Verdict.PASS)


def heard(declaration: Declaration, now: datetime) -> Heard:
    """The records as they stand, judged as at a submission; what was handed in is judged by the day of handing in."""
    with_people([declaration])
    with_files([declaration])
    candidacy = applicants.candidacy(declaration, local_date(now))
    standard = candidacy.career.standard
    return Heard(
        findings=eligibility.in_order(_findings(declaration, candidacy, now)),
        edition=eligibility.assess(candidacy).version,
        standard=f"{standard.name}（{standard.version} 版）" if standard else "",
        routes=openings.openings(candidacy.routes),
    )


def _findings(declaration: Declaration, candidacy: eligibility.Candidacy, now: datetime) -> list[Finding]:
    """What a submission would be told; a draft counts as signed and of the kind that its form proposes."""
    ways, drafted = openings.openings(candidacy.routes), declaration.status is DeclarationStatus.DRAFT
    others, signed = claims.others_of_the_year(declaration), declaration.call.commitment_version
    with acts.hearing() as findings, suppress(Unlawful):
        acts.submission(
            kind=openings.proposed(ways, declaration.kind) if drafted else declaration.kind,
            candidacy=candidacy,
            window=applicants.window(declaration, declaration.submitted_at or now),
            commitment=eligibility.CommitmentLetter(declaration.committed_version or signed, signed),
            claims=claims.claims(declaration, others),
            channels=claims.channels(declaration, others),
            scope=applicants.scope(declaration),
            filing=applicants.filing(declaration.committee, local_date(now)),
        )
    return findings
