"""`zhiping demo --season supervision`: a season of supervision played over HTTP, then checked.

A reminder that is heeded, an interview that stops the review until the supervisors consent, two reminders that end in
the power taken back; an applicant, an expert and a member of staff barred, one of them blacklisted.
"""

from app.demo.oversight.play import play
from app.demo.oversight.reckoning import table

__all__ = ["play", "table"]
