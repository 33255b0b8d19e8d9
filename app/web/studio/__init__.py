"""The studio: designers draw, check, try, compare, approve and publish processes, forms and decision tables."""

from app.web.studio import comparing, drafts, files, menus, migrating, overview, reviewing, tables, trying, whatif
from app.web.studio.blueprint import studio

__all__ = [
    "comparing", "drafts", "files", "menus", "migrating", "overview", "reviewing", "studio", "tables", "trying",
    "whatif",
]  # fmt: skip
