"""What must hold of a diagram before it may be published; every fault with its element and reason.

Structure first, then what each element asks for, then SpiffWorkflow's own reading. Knows nothing of
files or versions.
"""

from app.engine.checks.asking import problems_of_elements, subject_kind
from app.engine.checks.structure import Fault, problems_of_flow, problems_of_parsing

__all__ = ["Fault", "problems_of_elements", "problems_of_flow", "problems_of_parsing", "subject_kind"]
