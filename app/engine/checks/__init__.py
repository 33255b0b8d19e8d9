"""What must hold of a set of models before it may be published; every problem with file, element and reason.

Structure first, then what each element asks for, then SpiffWorkflow's own reading, then whether the flow comes to an
end and the order of the law is kept. Knows nothing of versions.
"""

from app.engine.checks.asking import subject_kind
from app.engine.checks.shown import as_json
from app.engine.checks.whole import check

__all__ = ["as_json", "check", "subject_kind"]
