"""Reference data and the interpretation ledger as they come with the program: YAML files read as values.

What an installation uses stands in its tables: `loading` fills them, `keeping` and `choosing` change them.
"""

from handlers.reference.data import areas, catalogue, departments, former_titles, series
from handlers.reference.ledger import Choice, Entry, Question, Setting, entries, questions, readings_of, setting

__all__ = [
    "Choice",
    "Entry",
    "Question",
    "Setting",
    "areas",
    "catalogue",
    "departments",
    "entries",
    "former_titles",
    "questions",
    "readings_of",
    "series",
    "setting",
]
