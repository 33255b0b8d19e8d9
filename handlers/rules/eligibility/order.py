"""The order in which a declaration is judged (table e): all failures are reported, those of the first group first."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.rules.article import Finding, Verdict
from handlers.rules.terms import Term


class Group(Term):
    """A group of checks; the order is that of table (e)."""

    STATUS = "status", "身份、处分与失信"
    IN_SERVICE = "in_service", "在职"
    HANDING_IN = "handing_in", "期限、唯一性与渠道"
    SCOPE = "scope", "评委会与申报范围"
    EDUCATION = "education", "所学专业"
    QUALIFICATION = "qualification", "职业资格与考试"
    BASE = "base", "逐级或直接申报"
    STANDARD = "standard", "学历与年限"
    ITEMS = "items", "计数条件"
    OTHER = "other", "其他"


GROUPS = {
    Group.STATUS: ("A81.1", "A21.4", "A21.5", "A72.3"),
    Group.IN_SERVICE: ("A21.3", "A21.6"),
    Group.HANDING_IN: ("A26.1", "A26.2", "A23.2", "A23.3", "A22.1", "A22.3"),
    Group.SCOPE: ("A10.1", "A13.3", "A13.4", "A78.1", "A11.1", "A15.1"),
    Group.EDUCATION: ("A21.8",),
    Group.QUALIFICATION: ("A21.9", "A24.1", "A25.1", "A37.0b"),
    Group.BASE: ("A23.1", "A23.1a", "A37.0a", "A41.2"),
    Group.STANDARD: ("A21.2",),
    Group.ITEMS: ("A21.2a",),
}
ROUTES = tuple(f"A{number}." for number in range(37, 42))
_OF = {id: group for group, ids in GROUPS.items() for id in ids}


def group(id: str) -> Group:
    """The group in which a requirement is judged."""
    return _OF.get(id, Group.BASE if id.startswith(ROUTES) else Group.OTHER)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of table (e); within a group as they were asked."""
    places = list(Group)
    return tuple(sorted(findings, key=lambda finding: places.index(group(finding.id))))


def first_failing(findings: Iterable[Finding]) -> Group | None:
    """The first group of table (e) in which something fails; None: nothing does."""
    failed = in_order(finding for finding in findings if finding.verdict is Verdict.FAIL)
    return next((group(finding.id) for finding in failed), None)
