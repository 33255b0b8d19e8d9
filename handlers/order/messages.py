"""The messages that come from outside the diagrams: pages for the public and for the persons concerned.

All other messages are sent and received by diagrams. Knows no diagram.
"""

from __future__ import annotations

from collections.abc import Mapping

from handlers.order.kinds import Sender

SENDERS: Mapping[str, Sender] = {
    "dissent_received": Sender(
        "公示页面：单位公示、花名册公示的异议", ("publicity.post_unit", "publicity.post_roster")
    ),
    "withdrawal_requested": Sender("申报人的办件页面", ("declaration.begin",)),
    "complaint_received": Sender("公示页面：结果公示的举报", ("publicity.post_result",)),
    "appeal_received": Sender(
        "本人的诚信记录页面",
        ("violation.cancel", "violation.annul", "violation.disqualify", "violation.bar_staff"),
    ),
    "clue_reported": Sender("公开举报页面和每日筛查"),
}

#: Messages that something outside the diagrams receives, and who.
RECEIVERS: Mapping[str, str] = {}
