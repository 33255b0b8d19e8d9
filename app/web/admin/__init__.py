"""The administration: interpretation ledger, reference data, the list of rules."""

from app.web.admin import interpretations, reference, rules
from app.web.admin.blueprint import admin

__all__ = ["admin", "interpretations", "reference", "rules"]
