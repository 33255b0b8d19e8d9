"""Pages for citizens, without sign-in: calls, notices, complaints, certificate verification."""

from app.web.public.views import public

__all__ = ["public"]
