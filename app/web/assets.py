"""Finds the bundled files by the manifest that the build wrote. Knows no page."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, send_from_directory

STATIC = Path(__file__).parent / "static"
DIST = STATIC / "dist"
A_YEAR = 31_536_000  # seconds; the names of bundled files change with their content


class BundleMissing(RuntimeError):
    """The front-end was not built."""


@lru_cache(maxsize=4)
def _manifest(stamp: float) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def entry(name: str) -> tuple[list[str], list[str]]:
    """The scripts and style sheets of one entry, as paths below `/static/dist/`."""
    path = DIST / "manifest.json"
    if not path.exists():
        raise BundleMissing("网页资源尚未构建：请先运行 make setup")
    manifest = _manifest(path.stat().st_mtime)
    source = f"src/{name}.css" if f"src/{name}.css" in manifest else f"src/{name}.js"
    found = manifest[source]
    if source.endswith(".css"):
        return [], [found["file"]]
    return [found["file"]], _styles(manifest, source)


def _styles(manifest: dict[str, Any], source: str) -> list[str]:
    """The style sheets of a module, those of the modules it shares with other entries first."""
    shared = [sheet for part in manifest[source].get("imports", []) for sheet in _styles(manifest, part)]
    return list(dict.fromkeys([*shared, *manifest[source].get("css", [])]))


def send(filename: str) -> Response:
    """A static file; bundled ones may be kept for a year."""
    bundled = filename.startswith("dist/assets/")
    return send_from_directory(STATIC, filename, max_age=A_YEAR if bundled else 300)


def register(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=send)
    app.jinja_env.globals["entry"] = entry
