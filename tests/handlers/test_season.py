"""One season from a draft to a certificate, by the handlers alone."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.trial.world import World, instant
from handlers import certificate, complaint, confirmation, publicity, review_session
from handlers.catalogue import display, whereabouts
from handlers.records.certificates import Certificate
from handlers.rules.roles import Role
from handlers.rules.terms import DeclarationStatus
from tests.story import Story


def test_a_declaration_travels_from_draft_to_certificate(world: World) -> None:
    story = Story(world)
    declaration = story.submitted(world.applicant("申报人甲"))
    assert declaration.number == "2026-00001"

    story.accepted(declaration)
    assert declaration.status is DeclarationStatus.ACCEPTED
    review = story.voted([declaration])
    story.certified(review)

    assert declaration.status is DeclarationStatus.CERTIFIED
    made = world.session.scalars(select(Certificate)).one()
    assert made.from_on == date(2026, 10, 28)  # A55.1: the day of the vote, not of confirmation
    assert made.seal_body_id == world.region_hr.id
    assert whereabouts(declaration).text == "已办结：已发证"
    assert display(declaration).applicant == "申报人甲"


def test_A45_2_who_lacks_two_thirds_fails_and_the_others_go_on(world: World) -> None:
    story = Story(world)
    passing, failing = (story.submitted(world.applicant(name)) for name in ("申报人甲", "申报人乙"))
    for declaration in (passing, failing):
        story.accepted(declaration)

    review = story.voted([passing, failing], {passing.number: 8, failing.number: 7})
    story.certified(review)

    assert passing.status is DeclarationStatus.CERTIFIED
    assert failing.status is DeclarationStatus.FAILED
    sent = review_session.conclude(review, now=instant(2026, 10, 28, 18))["messages"]
    assert {m["to"]: m["passed"] for m in sent} == {
        f"declaration:{passing.id}": True,
        f"declaration:{failing.id}": False,
    }


def test_A51_3_a_complaint_holds_only_the_person_it_names(world: World) -> None:
    story = Story(world)
    accused, other = (story.submitted(world.applicant(name)) for name in ("申报人甲", "申报人乙"))
    for declaration in (accused, other):
        story.accepted(declaration)
    posted = story.announced(story.voted([accused, other]))
    story.result_posted(posted)

    received = complaint.receive(
        world.session, posted.id, accused.id, "业绩不实", "举报人王某 13900000000", instant(2026, 11, 5)
    )
    (batch,) = story.result_closed(posted)

    assert accused.status is DeclarationStatus.ON_HOLD
    assert [c.declaration_id for c in batch.confirmations] == [other.id]
    assert received.due_on == date(2026, 12, 3)

    investigator = world.act(Role.INVESTIGATOR, world.region_industry)
    complaint.investigate(received, actor=investigator, now=instant(2026, 11, 10), findings="经核，业绩属实")
    manager = world.act(Role.FORMING_MANAGER, world.region_industry)
    decided = complaint.decide(
        received, actor=manager, now=instant(2026, 11, 16), opinion="rejected", opinion_text="举报不属实"
    )
    later = confirmation.open_single(received, now=instant(2026, 11, 16))

    assert decided == {"outcome": "rejected"}
    assert accused.status is DeclarationStatus.CLEARED
    assert len(later["recipients"]) == 1
    assert confirmation.open_single(received, now=instant(2026, 11, 16))["recipients"] == []


def test_A51_3_an_upheld_complaint_ends_the_result(world: World) -> None:
    story = Story(world)
    declaration = story.submitted(world.applicant("申报人甲"))
    story.accepted(declaration)
    posted = story.announced(story.voted([declaration]))
    story.result_posted(posted)
    received = complaint.receive(world.session, posted.id, declaration.id, "抄袭", "", instant(2026, 11, 2))
    complaint.investigate(
        received, actor=world.act(Role.INVESTIGATOR, world.region_industry), now=instant(2026, 11, 3), findings="属实"
    )

    decided = complaint.decide(
        received,
        actor=world.act(Role.FORMING_MANAGER, world.region_industry),
        now=instant(2026, 11, 4),
        opinion="upheld",
        opinion_text="经查属实",
    )

    assert decided == {"outcome": "upheld"}
    assert declaration.status is DeclarationStatus.CANCELLED
    assert publicity.close_result(posted, now=instant(2026, 11, 6, 0)) == {"cleared": 0, "held": 0}
    assert confirmation.open_batch(posted, now=instant(2026, 11, 6, 0))["recipients"] == []
    assert complaint.cancel(received, now=instant(2026, 11, 4))["recipients"] == [f"declaration:{declaration.id}"]


def test_a_code_verifies_a_certificate_and_shows_it_masked_to_who_knows_the_person(world: World) -> None:
    story = Story(world)
    declaration = story.submitted(world.applicant("申报人甲"))
    story.accepted(declaration)
    story.certified(story.voted([declaration]))
    made = world.session.scalars(select(Certificate)).one()
    code = certificate.code_of(made)
    now = instant(2026, 12, 1)

    assert len(code) == 20
    assert code not in (made.code_hash, made.number)
    assert certificate.verify(world.session, code, "", now) == certificate.Verification("valid", {})
    assert certificate.verify(world.session, code, "别人", now).view == {}
    by_name = certificate.verify(world.session, f"{code[:10]}-{code[10:]}".lower(), "申报人甲", now)
    assert by_name.view["name"] == "申***"
    assert certificate.verify(world.session, code, "123x", now).view == by_name.view
    assert certificate.verify(world.session, "A" * 20, "申报人甲", now) == certificate.Verification("unknown", {})
    made.status = "revoked"
    assert certificate.verify(world.session, code, "申报人甲", now).status == "revoked"
