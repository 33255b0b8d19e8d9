"""Reports on paper: figures gathered once into tables, which the page, the PDF and the workbook all show alike."""

from app.reports.chart import bars
from app.reports.paper import PaperUnavailable, pdf
from app.reports.table import Table
from app.reports.week import Week, week_named, week_of
from app.reports.weekly import Weekly, weekly

__all__ = ["PaperUnavailable", "Table", "Week", "Weekly", "bars", "pdf", "week_named", "week_of", "weekly"]
