"""One lawful fact of each kind of what measures do to cases under way."""

from __future__ import annotations

from handlers.rules import oversight as law
from handlers.rules.terms import DeclarationStatus

HIT = law.Hit(DeclarationStatus.DRAFT, ("撤1",))
RETURNING = law.Returning(DeclarationStatus.DRAFT, "revoked")
ENDING = law.SessionEnding("revoked", signed=False)
RELEASE = law.Release("suspended", "放1", "表决在停止评审之前，程序无误", decided=True)
