"""The stable text of a model file: the same model gives the same text, whichever editor saved it.

So that versions compare line by line. Changes order and white space only, never what a model means; knows
BPMN, DMN and forms by their vocabulary, nothing of the engine.
"""

from __future__ import annotations

from app.engine.canonical.diagrams import ordered_diagram
from app.engine.canonical.documents import NotStable, read
from app.engine.canonical.forms import form_text
from app.engine.canonical.tables import ordered_table
from app.engine.canonical.writing import write

__all__ = ["stable"]


def stable(name: str, text: str) -> str:
    """The text of the file `name` in stable order; a file of another kind or an unreadable one as it is."""
    try:
        if name.endswith(".bpmn"):
            return write(ordered_diagram(read(text)))
        if name.endswith(".dmn"):
            return write(ordered_table(read(text)))
        if name.endswith(".form"):
            return form_text(text)
    except NotStable:
        pass
    return text
