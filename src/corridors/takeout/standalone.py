"""Writes the page as one file."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from corridors.address import names
from corridors.atlas import Atlas
from corridors.citing.identity import program
from corridors.citing.styles import in_each_style
from corridors.describe.facts import Content, way
from corridors.describe.overview import overview
from corridors.describe.passages import cite
from corridors.describe.passages import describe as describe_feature
from corridors.errors import ExportError
from corridors.map import leaflet
from corridors.map.contract import ATTRIBUTION, HOME, describe
from corridors.map.folium_map import NAME, draw, script
from corridors.model import Feature
from corridors.takeout.bundling import bundle
from corridors.web import FOLDER

PAGE = 100  # the most passages of one feature that the page holds
CITED = 2000  # the most passages that it cites in each style
_OWN = FOLDER / "standalone"
_BASEMAP = ("land", "lakes", "rivers", "railways", "borders", "labels")
# Nothing in a script element may end it, open another one, or end a line of JavaScript.
_IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def standalone(
    atlas: Atlas,
    basemap: Path | None,
    countries: Mapping[str, str],
    generated: datetime | None = None,
    *,
    texts: bool = False,
) -> str:
    """Write an atlas as a page in one file that loads nothing else.

    Parameters
    ----------
    atlas
        What to show.
    basemap
        The folder of the basemap; without one the map is empty below the features.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    generated
        The date to give at the foot.
    texts
        Whether to include the words of the articles at hand.

    Returns
    -------
    str
        HTML. It holds at most `PAGE` passages of each feature and says so.
    """
    files = {
        "leaflet/leaflet.js": leaflet.script(),
        "map.js": script(draw(atlas.layers)),
        "described.json": describe(atlas),
        **_read_basemap(basemap),
    }
    features = {
        feature.id: _described(atlas, feature, countries, texts=texts)
        for feature in atlas.features.values()
    }
    content = {
        "map": {
            "map": f"map_{NAME}",
            "attribution": ATTRIBUTION,
            "home": HOME,
            "report": 0,
            "described": "described.json",
            "script": "map.js",
            "static": "web",
            "leaflet": "leaflet",
            "basemap": "basemap" if basemap else None,
        },
        "keys": names("feature", "branch", "hidden", "tiles", "spot"),
        "overview": overview(atlas, countries),
        "features": features,
        "citations": _citations(atlas, features.values()),
    }
    code = _inlinable(_code())
    sheets = [_inlinable(sheet) for sheet in _sheets()]
    return _filled(
        (_OWN / "standalone.html").read_text(encoding="utf-8"),
        policy=_policy([code, *(f for f in files.values() if isinstance(f, str))], sheets),
        styles="\n".join(f"<style>{sheet}</style>" for sheet in sheets),
        foot="\n".join(f"<p>{line}</p>" for line in _foot(atlas, generated, texts=texts)),
        files=in_script(files),
        content=in_script(content),
        script=code,
    )


def in_script(value: object) -> str:
    r"""Write JSON that can be put into a script element.

    Examples
    --------
    >>> in_script({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _SURROGATE.sub("\ufffd", text).translate(_IN_SCRIPT)


def _described(
    atlas: Atlas, feature: Feature, countries: Mapping[str, str], *, texts: bool
) -> Content:
    """Describe a feature with all its branches, with or without the words of the articles."""
    content = describe_feature(atlas, feature, countries, count=PAGE)
    passages = [p for article in content["articles"] for p in article["passages"]]
    for passage in passages:
        if not texts:
            passage |= {"text": None, "differs": False}
    ways = {branch.id: way(feature, branch) for branch in feature.branches}
    # The file cannot show more than it holds.
    return {**content, "more": 0, "ways": {"": content["way"], **ways} if feature.legs else {}}


def _citations(atlas: Atlas, features: Iterable[Content]) -> dict[str, list[dict[str, str]]]:
    """Cite the passages of the features, each once; beyond `CITED` a plain citation will do."""
    articles = (article for feature in features for article in feature["articles"])
    passages = (passage["id"] for article in articles for passage in article["passages"])
    citations = {}
    for key in islice(dict.fromkeys(passages), CITED):
        passage = atlas.passage(key)
        record = atlas.articles.entry(passage.article).record
        citations[key] = in_each_style(record, replace(passage, text=None))
    return citations


def _code() -> str:
    page = bundle({"page": _OWN / "standalone.js"}, instead={"loading.js": _OWN / "inlined.js"})
    return f'"use strict";\n(() => {{\n{page}}})();\n'


def _sheets() -> Iterable[str]:
    yield leaflet.sheet()
    sheets = ("map/map.css", "panels/panel.css", "panels/place.css")
    yield from (_text(FOLDER / sheet) for sheet in sheets)
    yield _text(_OWN / "standalone.css")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def _inlinable(code: str) -> str:
    """Check that one of our own scripts or sheets can be put into an element of HTML."""
    if match := re.search(r"</(script|style)|<!--|\r|\0", code, re.IGNORECASE):
        raise ExportError(f"a script or sheet of ours holds {match[0]!r} and cannot be inlined")
    return code


def _read_basemap(folder: Path | None) -> dict[str, Any]:
    if folder is None:
        return {}
    try:
        return {
            f"basemap/{name}.geojson": json.loads((folder / f"{name}.geojson").read_bytes())
            for name in _BASEMAP
            if (folder / f"{name}.geojson").exists()
        }
    except (OSError, ValueError) as error:
        raise ExportError(f"{folder}: cannot be read as a basemap ({error})") from error


def _policy(scripts: Iterable[str], sheets: Iterable[str]) -> str:
    """Allow what the page contains, and no request to anywhere."""
    rules = (
        "default-src 'none'",
        f"script-src {' '.join(map(_hash, scripts))}",
        f"style-src data: {' '.join(map(_hash, sheets))}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _hash(code: str) -> str:
    digest = hashlib.sha256(_SURROGATE.sub("\ufffd", code).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _foot(atlas: Atlas, generated: datetime | None, *, texts: bool) -> Iterable[str]:
    day = f" on {generated:%Y-%m-%d}" if generated else ""
    yield escape(f"Made with {program()}{day}. Map data: {ATTRIBUTION}.")
    held = [entry.record for entry in atlas.articles.entries() if entry.held]
    if texts and held:
        citations = escape("; ".join(map(cite, held)))
        yield f"Besides digests in our own words, it holds words of these articles: {citations}."
    else:
        yield "It holds digests in our own words and citations, no words of the articles."


def _filled(template: str, **values: str) -> str:
    """Fill a template in one pass, so that no filled-in text is taken for a field."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], template)
