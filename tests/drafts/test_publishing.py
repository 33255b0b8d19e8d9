"""From a draft to what is in force: checks, stories, a second person; nobody publishes alone, whatever they try."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from app import audit, drafts
from app.drafts.tables import DraftFile, DraftReview, ModelDraft
from app.engine import ProcessDefinition, ProcessInstance
from app.engine.errors import AlreadyDone, AnswersInvalid, EngineRefusal, ModelRefused, NotYours
from app.engine.modelset import form_text
from app.trial.world import build
from handlers.rules.roles import Role
from tests.drafts.conftest import AN, BAI, CHEN, Studio, person

HOLIDAYS = [
    {"kind": "holiday", "first": first, "last": last, "name": name}
    for first, last, name in (
        ("2027-01-01", "2027-01-03", "元旦"),
        ("2027-02-05", "2027-02-11", "春节"),
        ("2027-05-01", "2027-05-05", "劳动节"),
        ("2027-10-01", "2027-10-07", "国庆节"),
    )
]
CALENDAR, FORM = "calendar.bpmn", "declaration.submit.form"
NAME, OTHER = 'name="工作日历"', 'name="工作日历（新）"'


def changed(studio: Studio) -> str:
    """A draft of 安 with one small change."""
    draft = studio.begin("日历改名")
    studio.edit(draft, CALENDAR, NAME, OTHER)
    return draft


def approved(studio: Studio) -> str:
    """The same, approved by 白."""
    draft = changed(studio)
    studio.ask(draft)
    studio.approve(draft)
    return draft


def newest(studio: Studio, key: str = "calendar") -> ProcessDefinition:
    with studio.database.reading() as session:
        query = select(ProcessDefinition).where(ProcessDefinition.key == key)
        return session.scalars(query.order_by(ProcessDefinition.version.desc())).first() or pytest.fail("none")


def journal(studio: Studio, case: str) -> list[dict[str, Any]]:
    with studio.database.reading() as session:
        query = select(audit.Journal).where(audit.Journal.case == case).order_by(audit.Journal.seq)
        return [{"by": row.name, **row.detail} for row in session.scalars(query)]


# --- the way it goes -------------------------------------------------------------------------------------------------


def test_a_draft_of_one_person_approved_by_another_is_published(studio: Studio) -> None:
    draft = approved(studio)

    made = studio.publish(draft, CHEN)

    assert [(each.key, each.version, each.changed) for each in made.versions] == [("calendar", 2, True)]
    row = newest(studio)
    assert (row.version, row.name, row.author, row.approver, row.draft_id) == (2, "工作日历（新）", "安", "白", draft)
    assert studio.status(draft) == "published"
    assert journal(studio, "process:calendar")[-1].items() >= {"by": "陈", "author": "安", "approver": "白"}.items()
    told = journal(studio, "studio")[-1]
    assert (told["versions"], told["asked_by"], told["approved_by"]) == ({"calendar": 2}, "account-安", "account-白")
    with studio.database.reading() as session:
        assert audit.verify(session).faults == []
        assert drafts.models_of(session, studio.begin()).processes["calendar"].diagram.name == "工作日历（新）"


def test_a_form_alone_makes_new_versions_of_the_processes_that_show_it_and_of_no_other(studio: Studio) -> None:
    draft = studio.begin()
    studio.edit(draft, FORM, '"label": "', '"label": "新·')
    studio.ask(draft)
    studio.approve(draft)

    made = studio.publish(draft)

    assert [(each.key, each.version) for each in made.versions] == [("declaration", 2)]
    assert "新·" in form_text(newest(studio, "declaration").forms["declaration.submit"])
    assert newest(studio).version == 1


def test_a_process_that_was_not_there_before_is_published_with_its_form_and_can_be_begun(studio: Studio) -> None:
    """Another process over the same acts: its diagram and its form come in together."""
    draft = studio.begin("新流程")
    text = studio.text(draft, CALENDAR).replace('"calendar"', '"local_calendar"').replace(NAME, 'name="地方日历"')
    studio.write(draft, "local_calendar.bpmn", text)
    studio.edit(draft, "calendar.enter.form", '"label": "', '"label": "新·')
    studio.ask(draft)
    studio.approve(draft)

    made = studio.publish(draft)

    assert sorted((each.key, each.version) for each in made.versions) == [("calendar", 2), ("local_calendar", 1)]
    with studio.database.transaction() as session:
        world = build(session)
        keeper = replace(world.act(Role.RULE_KEEPER, world.region_hr), account_id="account-keeper")
    assert "local_calendar" in {each.process for each in studio.here.engine.startable("rule_keeper")}
    answers = {"year": 2027, "action": "confirm", "source": "国办发明电〔2026〕7号", "days": HOLIDAYS}
    begun = studio.here.engine.start("local_calendar", answers, keeper)
    with studio.database.reading() as session:
        case = session.get_one(ProcessInstance, begun.instance_id)
        assert case.definition_id == newest(studio, "local_calendar").id
    with studio.database.reading() as session:
        assert "local_calendar.bpmn" in drafts.models_of(session, studio.begin()).processes["local_calendar"].file


def test_a_process_is_not_lost_by_a_draft_and_its_file_not_taken_by_another(desk: Studio) -> None:
    draft = desk.begin()
    desk.write(draft, CALENDAR, desk.text(draft, CALENDAR).replace('"calendar"', '"another"'))

    with pytest.raises(ModelRefused) as refused:
        desk.ask(draft)

    assert any("another.bpmn" in each.reason for each in refused.value.problems)


def test_a_story_is_in_force_once_it_is_published_and_its_next_version_replaces_it(desk: Studio) -> None:
    name = "mine.scenario.yaml"
    told = desk.text("none", "ineligible.scenario.yaml")
    for version in (1, 2):
        draft = desk.begin()
        desk.write(draft, name, f"# {version}\n{told}")
        desk.ask(draft)
        desk.approve(draft)
        assert desk.publish(draft).stories == [name]

    with desk.database.reading() as session:
        stories = drafts.stories_of(session, desk.begin(), desk.here.settings.processes)
    assert stories[name].startswith("# 2\n")


def test_a_returned_draft_is_open_again_with_the_reviewer_s_words(studio: Studio) -> None:
    draft = changed(studio)
    studio.ask(draft)

    with pytest.raises(AnswersInvalid):
        studio.do(drafts.give_back, draft, BAI, " ")
    studio.do(drafts.give_back, draft, BAI, "名称请与文件一致")

    assert studio.status(draft) == "open"
    studio.edit(draft, CALENDAR, OTHER, 'name="日历"')
    studio.ask(draft)
    studio.approve(draft)
    studio.publish(draft)
    with studio.database.reading() as session:
        rounds = session.scalars(select(DraftReview.decision).order_by(DraftReview.asked_at, DraftReview.decided_at))
        assert list(rounds) == ["returned", "approved"]


def test_an_old_version_comes_back_as_a_draft_that_goes_the_same_way(studio: Studio) -> None:
    studio.publish(approved(studio))
    with studio.database.transaction() as session:
        first = session.scalars(
            select(ProcessDefinition.id).where(ProcessDefinition.key == "calendar", ProcessDefinition.version == 1)
        ).one()
        back = drafts.restore(session, first, AN, studio.here.clock.now(), studio.here.settings.processes).id

    with pytest.raises(EngineRefusal, match="还没有审核通过"):
        studio.publish(back)
    studio.ask(back)
    studio.approve(back)
    studio.publish(back)

    assert (newest(studio).version, newest(studio).name) == (3, "工作日历")
    with studio.database.transaction() as session, pytest.raises(EngineRefusal, match="内容相同"):
        drafts.restore(session, newest(studio).id, AN, studio.here.clock.now())


# --- nobody alone ----------------------------------------------------------------------------------------------------


def test_nothing_is_published_that_was_not_approved(studio: Studio) -> None:
    draft = changed(studio)
    with pytest.raises(EngineRefusal, match="还没有审核通过"):
        studio.publish(draft)

    studio.ask(draft)
    with pytest.raises(EngineRefusal, match="还在审核中"):
        studio.publish(draft)

    assert newest(studio).version == 1


@pytest.mark.parametrize(
    "self",
    [AN, person("安", role="rule_keeper"), person("安", account="-second")],
    ids=["same account", "second role", "second account"],
)
def test_nobody_approves_their_own_draft_under_any_account_or_role(desk: Studio, self: Any) -> None:
    draft = changed(desk)
    desk.ask(draft)

    with pytest.raises(NotYours):
        desk.approve(draft, self)
    with pytest.raises(NotYours):
        desk.do(drafts.give_back, draft, self, "退回")

    assert desk.status(draft) == "in_review"


def test_whoever_has_had_a_hand_in_a_draft_does_not_approve_it_even_if_nothing_is_left_of_it(desk: Studio) -> None:
    draft = changed(desk)
    desk.write(draft, "x.scenario.yaml", "story: x", actor=BAI)
    desk.do(lambda session, id, actor, now: drafts.drop(session, id, "x.scenario.yaml", actor, now), draft, AN)
    desk.ask(draft)

    with pytest.raises(NotYours, match="改动过"):
        desk.approve(draft, BAI)
    desk.approve(draft, CHEN)

    assert desk.status(draft) == "approved"


def test_who_asked_for_the_review_of_another_s_draft_does_not_approve_it_either(desk: Studio) -> None:
    draft = changed(desk)
    desk.ask(draft, BAI)

    for actor in (AN, BAI):
        with pytest.raises(NotYours):
            desk.approve(draft, actor)


@pytest.mark.parametrize("ask_first", [True, False])
def test_what_was_sent_or_approved_cannot_be_changed(desk: Studio, ask_first: bool) -> None:
    draft = changed(desk)
    desk.ask(draft)
    if not ask_first:
        desk.approve(draft)

    with pytest.raises(EngineRefusal, match="撤回"):
        desk.edit(draft, CALENDAR, OTHER, NAME)
    for act in (drafts.drop, drafts.take_over):
        with pytest.raises(EngineRefusal, match="撤回"), desk.database.transaction() as session:
            act(session, draft, CALENDAR, AN, desk.here.clock.now())
    with pytest.raises(EngineRefusal, match="撤回"):
        desk.do(drafts.discard, draft, AN)


def test_recalling_voids_the_approval(studio: Studio) -> None:
    draft = approved(studio)

    studio.do(drafts.recall, draft, AN)
    studio.edit(draft, CALENDAR, OTHER, 'name="别的"')
    with pytest.raises(EngineRefusal, match="还没有审核通过"):
        studio.publish(draft)
    studio.ask(draft)

    with pytest.raises(EngineRefusal, match="还在审核中"):
        studio.publish(draft)
    assert newest(studio).version == 1


def test_a_file_changed_behind_the_back_of_the_approval_is_not_published(studio: Studio) -> None:
    draft = approved(studio)
    with studio.database.transaction() as session:
        session.execute(update(DraftFile).values(text=DraftFile.text + "\n<!-- -->"))

    with pytest.raises(EngineRefusal, match="与批准时不同"):
        studio.publish(draft)


def test_an_approval_written_by_hand_is_refused_by_the_database(studio: Studio) -> None:
    draft = changed(studio)
    studio.ask(draft)

    with pytest.raises(IntegrityError), studio.database.transaction() as session:
        session.execute(update(ModelDraft).values(status="approved"))
    with pytest.raises(IntegrityError), studio.database.transaction() as session:
        session.execute(update(ModelDraft).values(status="approved", approved_by_person="person-安"))
    with pytest.raises(IntegrityError), studio.database.transaction() as session:
        decided = {"decided_by": "account-2", "decided_by_person": "person-安", "decided_at": studio.here.clock.now()}
        session.execute(update(DraftReview).values(decision="approved", **decided))
    with pytest.raises(IntegrityError), studio.database.transaction() as session:
        session.execute(text("update process_definition set draft_id = 'd' where key = 'calendar'"))


def test_a_draft_made_approved_by_hand_without_a_review_is_not_published(studio: Studio) -> None:
    draft = changed(studio)
    studio.ask(draft)
    with studio.database.transaction() as session:
        session.execute(update(ModelDraft).values(status="approved", approved_by_person="person-白"))

    with pytest.raises(EngineRefusal, match="没有另一位人员的批准"):
        studio.publish(draft)


def test_a_draft_is_decided_and_published_once(studio: Studio) -> None:
    draft = approved(studio)
    with pytest.raises(AlreadyDone):
        studio.approve(draft, CHEN)

    outcomes: list[str] = []

    def publish() -> None:
        try:
            studio.publish(draft)
            outcomes.append("published")
        except EngineRefusal:
            outcomes.append("refused")

    both = [threading.Thread(target=publish) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(outcomes) == ["published", "refused"]
    assert newest(studio).version == 2


# --- what keeps a draft back -----------------------------------------------------------------------------------------


def test_a_draft_with_an_error_is_not_sent(desk: Studio) -> None:
    draft = desk.begin()
    desk.edit(draft, CALENDAR, "calendar.enter", "calendar.unknown")

    with pytest.raises(ModelRefused):
        desk.ask(draft)

    assert desk.status(draft) == "open"


def test_a_draft_that_changes_nothing_is_not_sent(desk: Studio) -> None:
    with pytest.raises(EngineRefusal, match="没有改动"):
        desk.ask(desk.begin())


def test_a_draft_whose_story_does_not_come_out_is_not_sent_and_says_which(desk: Studio) -> None:
    draft = changed(desk)
    told = desk.text(draft, "ineligible.scenario.yaml")
    desk.write(draft, "broken.scenario.yaml", told.replace("status: withdrawn", "status: accepted"))

    with pytest.raises(EngineRefusal, match="broken"):
        desk.ask(draft)

    with desk.database.reading() as session:
        proof = drafts.proof_of(session, draft)
    assert proof is not None and [each["name"] for each in proof.broken] == ["broken.scenario.yaml"]


def test_what_another_published_meanwhile_is_not_overwritten(studio: Studio) -> None:
    slow = studio.begin("慢的")
    studio.edit(slow, CALENDAR, NAME, 'name="慢"')
    studio.ask(slow)
    studio.approve(slow)
    studio.publish(approved(studio))

    with pytest.raises(drafts.Behind, match=r"calendar\.bpmn.*已由别人发布"):
        studio.publish(slow)
    studio.do(drafts.recall, slow, AN)
    with pytest.raises(drafts.Behind):
        studio.ask(slow)
    with studio.database.transaction() as session:
        drafts.take_over(session, slow, CALENDAR, AN, studio.here.clock.now(), studio.here.settings.processes)
    studio.ask(slow)
    studio.approve(slow)
    studio.publish(slow)

    assert (newest(studio).version, newest(studio).name) == (3, "慢")


# --- remarks ---------------------------------------------------------------------------------------------------------


def test_a_remark_is_kept_and_marked_as_dealt_with_once(desk: Studio) -> None:
    draft = changed(desk)
    with desk.database.transaction() as session:
        made = drafts.comment(session, draft, BAI, "为什么改名？", desk.here.clock.now(), CALENDAR, "enter").id
    for actor in (AN, CHEN):
        with desk.database.transaction() as session:
            drafts.resolve(session, draft, made, actor, desk.here.clock.now())

    with desk.database.reading() as session:
        (remark,) = drafts.draft(session, draft).comments
        assert (remark.author_name, remark.file, remark.element, remark.resolved_by) == ("白", CALENDAR, "enter", "安")
    with pytest.raises(AnswersInvalid), desk.database.transaction() as session:
        drafts.comment(session, draft, BAI, " ", desk.here.clock.now())
