"""What the demonstration itself has seen happen, declaration by declaration."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Entry:
    """One claim: its story, and what the server answered along the way."""

    username: str
    call: str
    level: str
    specialty: str
    story: str
    end: str  # the status the story must come to
    article: str  # on which a refusal must rest
    bodies: list[str]  # those the file may pass, from the employer upwards
    subject: str = ""
    number: str = ""
    submit_task: str = ""
    refusals: list[dict[str, str]] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)  # what has been done once and is not done again

    @property
    def declaration(self) -> str:
        return self.subject.removeprefix("declaration:")

    def once(self, mark: str) -> bool:
        """True the first time it is asked for this mark."""
        first = mark not in self.marks
        self.marks.add(mark)
        return first

    def refuse(self, article: str, message: str) -> None:
        self.refusals.append({"declaration": self.number, "article": article, "message": message})


class Ledger:
    """All entries of a season, found by declaration number, declaration or complaint."""

    def __init__(self, claims: list[dict[str, Any]]) -> None:
        self.entries = [Entry(**claim) for claim in claims]
        self._complaints: dict[str, Entry] = {}

    def by_number(self, number: str) -> Entry | None:
        """The entry of a declaration's or a complaint's number; none for a number of another season."""
        found = next((e for e in self.entries if e.number and e.number == number), None)
        return found or self._complaints.get(number)

    def complain(self, entry: Entry, number: str) -> None:
        self._complaints[number] = entry

    @property
    def complaints(self) -> int:
        return len(self._complaints)

    def marked(self, mark: str) -> int:
        return sum(mark in entry.marks for entry in self.entries)

    def accepted(self, call: str) -> list[Entry]:
        return [e for e in self.entries if e.call == call and "accepted" in e.marks]
