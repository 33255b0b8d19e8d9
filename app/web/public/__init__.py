"""Pages for citizens, without sign-in: calls, notices, complaints, reports, certificate verification."""

from app.web.public import reporting, views
from app.web.public.blueprint import public

__all__ = ["public", "reporting", "views"]
