"""What a change of the ledger or of the reference data is refused with."""

from __future__ import annotations


class ChangeRefused(Exception):
    """A change that may not be made. `errors` names for each field what is wrong, in Chinese."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__("；".join(errors.values()))
