"""A declaration by a way that is open: the ladder, and each of the other kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.rules.eligibility import HeldTitle
from handlers.rules.routes.declared import Way
from handlers.rules.terms import DeclarationKind
from tests.rules.lawful_routes import MIDDLE, NOBODY, TALENTED

LADDERED = replace(NOBODY, career=replace(NOBODY.career, titles=(HeldTitle(MIDDLE, date(2021, 5, 20), "engineering"),)))
WAY = Way(DeclarationKind.ORDINARY, LADDERED)
GREEN_WAY = Way(DeclarationKind.GREEN_CHANNEL, replace(TALENTED, green_channel=True))
