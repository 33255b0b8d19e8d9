"""`zhiping demo --season supervision` against a served sandbox: the measures come out, and the records agree."""

from __future__ import annotations

import json

import pytest

from tests.demo.conftest import Played, served


@pytest.fixture(scope="module")
def supervised(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The season, played on a sandbox of its own: it takes the clock into another year."""
    with served(tmp_path_factory.mktemp("supervised")) as sandbox:
        done = sandbox.run("demo", "--season", "supervision", "--url", sandbox.url, "--declarations", "12", "--json")
    return Played(done.returncode, json.loads(done.stdout or "{}"), done.stderr)


def test_the_season_ends_with_every_measure_of_the_law_and_no_contradiction(supervised: Played) -> None:
    assert supervised.code == 0, supervised.told
    assert {name: supervised.figures[name] for name in supervised.figures if name != "refusals"} == {
        "reminders": 3,
        "interviews": 1,
        "suspensions": 1,
        "resumptions": 1,
        "revocations": 1,
        "bars": 3,
        "blacklisted": 1,
        "contradictions": 0,
    }


def test_what_the_law_forbids_meanwhile_was_tried_and_refused_with_its_article(supervised: Played) -> None:
    refused = {(refusal["what"], refusal["article"]) for refusal in supervised.figures["refusals"]}

    assert ("失信记录期内再次申报", "A72.3") in refused
    assert ("停止评审期间拟订评审方案", "A78.1") in refused
    assert all(refusal["message"] for refusal in supervised.figures["refusals"])
