"""Who is who: accounts, appointments, sign-in sessions, and what each may see and do.

Knows nothing of Flask or of diagrams. Legal time never enters here: a sign-in session lives in
the machine's own time, so that a jump of the sandbox clock signs nobody out.
"""

from app.accounts.opening import appoint, open_account
from app.accounts.passwords import hash_password
from app.accounts.signing_in import (
    Refused,
    SignedIn,
    actor_of,
    appointments_of,
    sign_in,
    sign_out,
    sign_out_everywhere,
    switch,
    touch,
)
from app.accounts.tables import Account, Appointment, LoginSession

__all__ = [
    "Account",
    "Appointment",
    "LoginSession",
    "Refused",
    "SignedIn",
    "actor_of",
    "appoint",
    "appointments_of",
    "hash_password",
    "open_account",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "switch",
    "touch",
]
