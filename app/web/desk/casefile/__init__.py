"""The case file beside a task: what the case is about, in sections of facts, and earlier opinions."""

from app.web.desk.casefile.opinions import EarlierOpinion, earlier_opinions
from app.web.desk.casefile.section import Section
from app.web.desk.casefile.sections import sections

__all__ = ["EarlierOpinion", "Section", "earlier_opinions", "sections"]
