"""DMN decision tables with our own S-FEEL unary tests and hit policies U A F R C.

`load` reads a file with one decision table, `DecisionTable.decide` answers with outputs and the
numbers of the rows that fired, `problems` finds gaps, overlaps and type errors. Knows nothing of
processes or of the law.
"""

from app.engine.decisions.coverage import Problem, problems
from app.engine.decisions.failures import DecisionFailed, DecisionRefused
from app.engine.decisions.reading import load
from app.engine.decisions.table import Decision, DecisionTable, Input, Output, Row

__all__ = [
    "Decision", "DecisionFailed", "DecisionRefused", "DecisionTable", "Input", "Output", "Problem", "Row",
    "load", "problems",
]  # fmt: skip
