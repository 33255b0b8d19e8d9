"""The supervisors' view of one case: path, journal, decisions, messages, timers, incidents, related cases."""

from app.web.monitor.casefile.journal import journal_of, journal_sheet
from app.web.monitor.casefile.page import CasePage, page_of

__all__ = ["CasePage", "journal_of", "journal_sheet", "page_of"]
