"""The order of steps that the law demands, whichever way a diagram is drawn: one line for each demand.

Handlers guard what is done; this guards what may be drawn. Checked before a diagram is published.
"""

from handlers.order import declaring, posts, reviewing, supervising
from handlers.order.kinds import (
    BEGINNING,
    END,
    NOTHING,
    Anytime,
    Apart,
    Before,
    Due,
    Fact,
    Facts,
    Hears,
    Held,
    Order,
    Patience,
    Present,
    Sender,
    Several,
    Step,
    Steps,
)
from handlers.order.messages import RECEIVERS, SENDERS

ORDER = Order(
    before=(*declaring.BEFORE, *reviewing.BEFORE, *supervising.BEFORE),
    present=(*declaring.PRESENT, *reviewing.PRESENT, *supervising.PRESENT),
    hears=(*declaring.HEARS, *supervising.HEARS),
    anytime=(*declaring.ANYTIME, *reviewing.ANYTIME),
    apart=posts.APART,
    held=posts.HELD,
    due=posts.DUE,
    patience=posts.PATIENCE,
    several=posts.SEVERAL,
    senders=SENDERS,
    receivers=RECEIVERS,
)

__all__ = [
    "BEGINNING",
    "END",
    "NOTHING",
    "ORDER",
    "Anytime",
    "Apart",
    "Before",
    "Due",
    "Fact",
    "Facts",
    "Hears",
    "Held",
    "Order",
    "Patience",
    "Present",
    "Sender",
    "Several",
    "Step",
    "Steps",
]
