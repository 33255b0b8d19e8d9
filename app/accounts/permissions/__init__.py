"""Who may see and do what: role, organisation and relation to the case (05-actors 5.3).

The one package that decides. Every view, list, export and API asks here; lists get SQL filters.
"""

from app.accounts.permissions.cases import (
    committees_at,
    declarations_of,
    in_area,
    may_see_case,
    may_see_notice,
)
from app.accounts.permissions.roles import (
    CHAIN,
    COMMITTEE,
    EXPERTS,
    MONITORS,
    READS_LAW,
    REPAIRS,
    UNIT,
    may_declare,
    may_keep_law,
    may_monitor,
    may_publish,
    may_read_law,
    may_repair,
    may_see_complainant,
    may_see_experts,
    may_vote,
    name_of,
)
from app.accounts.permissions.work import claimable, may_do, mine, work_of

__all__ = [
    "CHAIN",
    "COMMITTEE",
    "EXPERTS",
    "MONITORS",
    "READS_LAW",
    "REPAIRS",
    "UNIT",
    "claimable",
    "committees_at",
    "declarations_of",
    "in_area",
    "may_declare",
    "may_do",
    "may_keep_law",
    "may_monitor",
    "may_publish",
    "may_read_law",
    "may_repair",
    "may_see_case",
    "may_see_complainant",
    "may_see_experts",
    "may_see_notice",
    "may_vote",
    "mine",
    "name_of",
    "work_of",
]
