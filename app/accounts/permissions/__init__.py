"""Who may see and do what: role, organisation and relation to the case (05-actors 5.3).

The one package that decides. Every view, list, export and API asks here; lists get SQL filters.
"""

from app.accounts.permissions.archive import (
    entries_of,
    may_read_archive,
    may_see_staff_records,
    own_entries,
    staff_entries,
)
from app.accounts.permissions.areas import committees_at, in_area
from app.accounts.permissions.cases import declarations_of, may_see_case, may_see_notice
from app.accounts.permissions.classified import (
    CLASSIFIED,
    is_nameless,
    may_see_persons,
    may_see_readings,
    may_watch_case,
    wants_reason,
)
from app.accounts.permissions.clues import clues_of, inspections_of, may_see_reporter, may_supervise, plans_of
from app.accounts.permissions.repairs import in_reach, may_decide_repair, may_prepare_repair, may_read_repairs
from app.accounts.permissions.roles import (
    CHAIN,
    COMMITTEE,
    EXPERTS,
    MONITORS,
    READS_LAW,
    REPAIRS,
    UNIT,
    may_declare,
    may_design,
    may_keep_law,
    may_monitor,
    may_publish,
    may_read_law,
    may_repair,
    may_see_complainant,
    may_see_experts,
    may_see_models,
    may_vote,
    name_of,
)
from app.accounts.permissions.supervision import committees_watched, supervision_of
from app.accounts.permissions.work import claimable, may_do, mine, work_of

__all__ = [
    "CHAIN",
    "CLASSIFIED",
    "COMMITTEE",
    "EXPERTS",
    "MONITORS",
    "READS_LAW",
    "REPAIRS",
    "UNIT",
    "claimable",
    "clues_of",
    "committees_at",
    "committees_watched",
    "declarations_of",
    "entries_of",
    "in_area",
    "in_reach",
    "inspections_of",
    "is_nameless",
    "may_decide_repair",
    "may_declare",
    "may_design",
    "may_do",
    "may_keep_law",
    "may_monitor",
    "may_prepare_repair",
    "may_publish",
    "may_read_archive",
    "may_read_law",
    "may_read_repairs",
    "may_repair",
    "may_see_case",
    "may_see_complainant",
    "may_see_experts",
    "may_see_models",
    "may_see_notice",
    "may_see_persons",
    "may_see_readings",
    "may_see_reporter",
    "may_see_staff_records",
    "may_supervise",
    "may_vote",
    "may_watch_case",
    "mine",
    "name_of",
    "own_entries",
    "plans_of",
    "staff_entries",
    "supervision_of",
    "wants_reason",
    "work_of",
]
