"""Files of a draft: nothing typed is lost, nobody overwrites another, nothing hostile gets in."""

from __future__ import annotations

import io
import zipfile

import pytest

from app import drafts
from app.drafts import names
from app.engine import checks
from app.engine.errors import AnswersInvalid, EngineRefusal, NotFound
from tests.drafts.conftest import AN, BAI, Studio

CALENDAR = "calendar.bpmn"


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_a_new_draft_is_what_is_in_force(studio: Studio) -> None:
    draft = studio.begin()

    with studio.database.reading() as session:
        assert drafts.files_of(session, draft) == {}
        models = drafts.models_of(session, draft)
        assert "declaration" in models.processes and "ballot.count" in models.forms
        assert list(drafts.stories_of(session, draft, studio.here.settings.processes)) == ["ineligible.scenario.yaml"]
        assert drafts.errors(checks.check(models, studio.here.engine.catalogue)) == []


def test_a_change_lies_over_what_is_in_force_in_its_own_draft_alone(studio: Studio) -> None:
    one, other = studio.begin(), studio.begin()

    studio.edit(one, CALENDAR, 'name="工作日历"', 'name="工作日历（新）"')

    with studio.database.reading() as session:
        assert list(drafts.files_of(session, one)) == [CALENDAR]
        assert drafts.models_of(session, one).processes["calendar"].diagram.name == "工作日历（新）"
        assert drafts.models_of(session, other).processes["calendar"].diagram.name == "工作日历"


def test_who_saves_second_is_told_who_saved_first_and_overwrites_nothing(studio: Studio) -> None:
    draft = studio.begin()
    first = studio.write(draft, CALENDAR, studio.text(draft, CALENDAR).replace("工作日历", "日历甲"), 0, BAI)

    with pytest.raises(drafts.SavedMeanwhile, match="白已先保存") as refused:
        studio.write(draft, CALENDAR, "乙", 0, AN)

    assert (refused.value.by, refused.value.revision) == ("白", first.revision)
    assert studio.text(draft, CALENDAR) == first.text
    assert studio.write(draft, CALENDAR, first.text.replace("日历甲", "日历乙"), first.revision).revision == 2


def test_saving_the_same_again_is_no_new_revision_and_what_is_in_force_is_no_change(studio: Studio) -> None:
    draft = studio.begin()
    text = studio.text(draft, CALENDAR)

    saved = studio.write(draft, CALENDAR, text)

    assert studio.write(draft, CALENDAR, saved.text, saved.revision) == saved
    with studio.database.reading() as session:
        assert drafts.files_of(session, draft) == {}
        assert [change.kind for change in drafts.changes(session, draft)] == ["same"]


def test_a_text_that_cannot_be_read_is_kept_as_it_was_typed_and_is_a_problem(desk: Studio) -> None:
    draft = desk.begin()

    desk.write(draft, CALENDAR, "<half a diagram")

    assert desk.text(draft, CALENDAR) == "<half a diagram"
    with desk.database.reading() as session:
        problems = drafts.check(session, desk.here.engine.catalogue, draft)
    assert [(each.file, each.severity) for each in problems if each.rule == "file"] == [(CALENDAR, "error")]


def test_a_dropped_change_leaves_what_is_in_force(studio: Studio) -> None:
    draft = studio.begin()
    before = studio.text(draft, CALENDAR)
    studio.edit(draft, CALENDAR, "工作日历", "日历")

    studio.do(lambda session, id, actor, now: drafts.drop(session, id, CALENDAR, actor, now), draft, AN)

    assert studio.text(draft, CALENDAR) == before
    with pytest.raises(NotFound):
        studio.do(lambda session, id, actor, now: drafts.drop(session, id, CALENDAR, actor, now), draft, AN)


def test_a_discarded_draft_is_kept_and_no_longer_changes(desk: Studio) -> None:
    draft = desk.begin()
    desk.do(drafts.discard, draft, AN)

    with pytest.raises(EngineRefusal, match="作废"):
        desk.write(draft, CALENDAR, "x")
    assert desk.status(draft) == "discarded"


def test_a_file_that_is_not_called_what_it_holds_is_a_problem(desk: Studio) -> None:
    draft = desk.begin()
    desk.write(draft, "mine.bpmn", desk.text(draft, CALENDAR))

    with desk.database.reading() as session:
        problems = drafts.check(session, desk.here.engine.catalogue, draft)

    assert any(each.file == "mine.bpmn" and "calendar.bpmn" in each.reason for each in drafts.errors(problems))


def test_a_table_that_no_process_asks_is_a_problem(desk: Studio) -> None:
    draft = desk.begin()
    table = desk.text(draft, "first_check_body.dmn").replace("first_check_body", "unasked")
    desk.write(draft, "unasked.dmn", table)

    with desk.database.reading() as session:
        problems = drafts.check(session, desk.here.engine.catalogue, draft)

    assert [each.rule for each in problems if each.file == "unasked.dmn" and each.rule == "unused"] == ["unused"]


@pytest.mark.parametrize(
    "name",
    ["../calendar.bpmn", "a/b.bpmn", ".bpmn", "x.exe", "x.bpmn.exe", "..bpmn", "a..b.form", "", "a b.dmn", "x\0.dmn"],
)
def test_a_name_that_could_mean_another_place_is_refused(name: str) -> None:
    with pytest.raises(EngineRefusal):
        names.checked(name)


@pytest.mark.parametrize("text", ["x" * (names.LARGEST_FILE + 1), "a\0b", "\ud800"], ids=["large", "nul", "surrogate"])
def test_a_text_that_cannot_be_kept_is_refused(desk: Studio, text: str) -> None:
    draft = desk.begin()

    with pytest.raises(EngineRefusal, match="没有保存"):
        desk.write(draft, "x.scenario.yaml", text)


def test_a_draft_without_a_title_is_not_begun(desk: Studio) -> None:
    with pytest.raises(AnswersInvalid):
        desk.begin("  ")


# --- in and out ------------------------------------------------------------------------------------------------------


def test_an_archive_comes_in_by_bare_names_and_goes_out_again() -> None:
    archive = zipped({"flows/a.bpmn": b"<a/>", "..\\..\\b.dmn": b"<b/>", "README.md": b"#", "flows/": b""})

    files = drafts.unpacked([("all.zip", archive), ("C:\\work\\c.form", "{}".encode("utf-8-sig"))])

    assert files == {"a.bpmn": "<a/>", "b.dmn": "<b/>", "c.form": "{}"}
    assert drafts.unpacked([("again.zip", drafts.packed(files))]) == files


@pytest.mark.parametrize(
    ("sent", "content", "why"),
    [
        ("x.zip", b"not a zip", "不是能打开"),
        ("x.zip", zipped({"README.md": b"#"}), "没有可导入"),
        ("x.zip", zipped({"a.bpmn": b" " * 60_000_000}), "太大"),
        ("x.zip", zipped({f"{n}.bpmn": b" " * 1_000_000 for n in range(12)}), "太大"),
        ("x.zip", zipped({f"{n}.md": b"" for n in range(1001)}), "超过"),
        ("x.zip", zipped({"a/x.bpmn": b"1", "b/x.bpmn": b"2"}), "都叫"),
        ("x.bpmn", b"\xff\xfe<", "UTF-8"),
        ("x.docx", b"", "不是流程设计的文件"),
    ],
    ids=["broken", "empty", "bomb", "many large", "many", "twice", "encoding", "kind"],
)
def test_what_may_not_come_in_is_refused_whole(sent: str, content: bytes, why: str) -> None:
    with pytest.raises(EngineRefusal, match=why):
        drafts.unpacked([(sent, content)])


def test_a_size_that_an_archive_lies_about_is_not_believed() -> None:
    bomb = bytearray(zipped({"a.bpmn": b" " * 3_000_000}))
    real, told = (3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert bomb.count(real) == 2

    with pytest.raises(EngineRefusal):
        drafts.unpacked([("x.zip", bytes(bomb.replace(real, told)))])


def test_an_import_replaces_what_the_draft_had_and_tells_of_each(studio: Studio) -> None:
    draft = studio.begin()
    studio.edit(draft, CALENDAR, "工作日历", "日历甲")
    given = {CALENDAR: studio.text(draft, CALENDAR).replace("日历甲", "日历乙"), "new.scenario.yaml": "story: x\n"}

    with studio.database.transaction() as session:
        saved = drafts.put(session, draft, given, BAI, studio.here.clock.now())

    assert [(each.name, each.revision) for each in saved] == [(CALENDAR, 2), ("new.scenario.yaml", 1)]
    assert "日历乙" in studio.text(draft, CALENDAR)
