"""What a page makes a browser fetch at first, compressed: the studio stays below 600 KB."""

from __future__ import annotations

import gzip
import json
from typing import Any

from app.web.assets import DIST

LIMIT = 600 * 1024
FIRST = ("src/style.css", "src/page.js", "src/studio.js", "src/studio/editor.js")  # the editor is asked for at once
LATER = ("src/studio/lint.js", "src/studio/simulation.js", "node_modules/bpmn-auto-layout/dist/index.js")


def manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    return found


def files_of(sources: tuple[str, ...]) -> set[str]:
    """The scripts and style sheets that these sources need before they run."""
    known, found, ahead = manifest(), set[str](), list(sources)
    while ahead:
        part = known[ahead.pop()]
        if part["file"] not in found:
            found |= {part["file"], *part.get("css", [])}
            ahead += part.get("imports", [])
    return found


def weight(files: set[str]) -> int:
    return sum(len(gzip.compress((DIST / file).read_bytes())) for file in files)


def test_the_first_load_of_the_editor_is_below_600_kilobytes() -> None:
    assert weight(files_of(FIRST)) <= LIMIT


def test_what_is_rarely_wanted_comes_when_it_is_wanted() -> None:
    first = files_of(FIRST)
    for source in LATER:
        assert manifest()[source]["file"] not in first, source


def test_no_other_page_loads_the_editor() -> None:
    editor = manifest()["src/studio/editor.js"]["file"]
    for name in ("page", "list", "form", "diagram", "live", "charts", "ballot"):
        assert editor not in files_of((f"src/{name}.js",)), name
