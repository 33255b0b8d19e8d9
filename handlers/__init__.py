"""The law's world: rules, records and the handlers a diagram may name.

Nothing here imports Flask, SpiffWorkflow or APScheduler; the machine around it is `app`.
"""

from handlers import reference
from handlers.rules import series

series.hold(reference.catalogue())  # what the program came with; an installation's tables follow (evidence.reference)
