"""Acts by which bars and measures reach cases under way (art. 72, 78)."""

from __future__ import annotations

from handlers.rules import oversight
from handlers.rules.acts.clearing import Waivers, cleared
from handlers.rules.acts.supervising import SUPERVISOR_RULES
from handlers.rules.article import Clearance


def sanction_cancellation(*, hit: oversight.Hit, waivers: Waivers = ()) -> Clearance:
    """因违规取消在办申报"""
    return cleared("因违规取消在办申报", [oversight.declaration_falls_with_the_record(hit)], waivers)


def return_on_revocation(*, returning: oversight.Returning, waivers: Waivers = ()) -> Clearance:
    """因收回评审权退回申报"""
    return cleared("因收回评审权退回申报", [oversight.declaration_returns_with_the_power(returning)], waivers)


def session_ending(*, ending: oversight.SessionEnding, waivers: Waivers = ()) -> Clearance:
    """因收回评审权终止评审会议"""
    return cleared("因收回评审权终止评审会议", [oversight.session_ends_with_the_power(ending)], waivers)


def confirmation_release(
    *, release: oversight.Release, supervision: oversight.Supervision, waivers: Waivers = ()
) -> Clearance:
    """决定停止评审期间的结果可否核准"""
    findings = [
        oversight.release_is_decided_in_writing(release),
        *(rule(supervision) for rule in SUPERVISOR_RULES),
    ]
    return cleared("决定停止评审期间的结果可否核准", findings, waivers)
