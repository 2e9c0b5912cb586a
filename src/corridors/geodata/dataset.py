"""Read a whole folder of geodata: layers, bibliography, contexts, names of countries."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridors.checking import Fault, FaultError, Schema, load, shown
from corridors.geodata.bibliography import read_articles
from corridors.geodata.hues import coloured
from corridors.geodata.layers import read_layers
from corridors.kinds import Kind, read_kinds
from corridors.linking.corrections import Corrections, read_corrections, unmatched
from corridors.linking.rules.ruleset import RuleError, Rules, rules_of
from corridors.model import Article, Layer, Question


@dataclass(frozen=True, slots=True)
class Geodata:
    """What could be read from a folder of geodata, and the faults of the rest.

    ``articles`` hold locators and digests, not their words. ``rules`` say how names are found
    and judged, ``corrections`` which links are added and removed by hand; ``countries`` gives
    names by ISO 3166 alpha-2 code, ``questions`` are the views that the page opens with, ``kinds``
    are what a feature can be.
    """

    layers: tuple[Layer, ...]
    articles: tuple[Article, ...]
    rules: Rules
    corrections: Corrections
    countries: Mapping[str, str]
    faults: tuple[Fault, ...]
    kinds: Mapping[str, Kind]
    questions: tuple[Question, ...]


def default_folder() -> Path:
    """Return the folder of geodata: ``CORRIDORS_GEODATA``, the installed one, or the checkout's."""
    folder = os.environ.get("CORRIDORS_GEODATA")
    return Path(folder) if folder else _shipped()


def towns_file() -> Path:
    """Return the file of the offline gazetteer, which `corridors.places.towns` reads."""
    return _shipped() / "towns.tsv"


def read(folder: Path) -> Geodata:
    """Read a folder of geodata; what is broken is left out and reported.

    Parameters
    ----------
    folder
        Holds one GeoJSON file per layer (EPSG:4326, longitude first), ``articles.json``,
        ``digests.json``, ``contexts.json``, ``rules.json``, ``kinds.json``, ``links.json``,
        ``questions.json`` and ``countries.json``; all but the layers may be missing in a folder of
        the user's own. The shipped rules are used where it has none, and its kinds are added to
        the shipped ones.

    Returns
    -------
    Geodata
        Layers in the order of the map's legend, then others by name.
    """
    faults: list[Fault] = []
    rules = _rules(folder, faults)
    kinds_by_id = kinds(folder, faults)
    layers = coloured(read_layers(folder, schema("layer"), kinds_by_id, rules.contexts, faults))
    features = {feature.id for layer in layers for feature in layer.features}
    left_out = {fault.feature for fault in faults if fault.file.endswith(".geojson")}
    records = _checked(folder, "articles", [], faults)
    digests = _checked(folder, "digests", [], faults) or []
    articles = read_articles(records, digests, features, left_out, faults)
    corrections = read_corrections(folder, schema("links"), features, faults)
    passages = {passage.id for article in articles for passage in article.passages}
    faults.extend(unmatched(corrections, passages))
    countries = _checked(folder, "countries", {}, faults) or {}
    questions = tuple(Question(**row) for row in _checked(folder, "questions", [], faults) or [])
    return Geodata(
        layers, articles, rules, corrections, countries, tuple(faults), kinds_by_id, questions
    )


def kinds(folder: Path | None = None, faults: list[Fault] | None = None) -> Mapping[str, Kind]:
    """Return the shipped kinds of features by id, with those of a folder, which replace them.

    Parameters
    ----------
    folder
        A folder of geodata, which may hold ``kinds.json``; default: as `default_folder`.
    faults
        Faults are added here.
    """
    by_id: dict[str, Kind] = {}
    for location in dict.fromkeys((_shipped(), folder or default_folder())):
        path = location / "kinds.json"
        if path.exists():
            by_id |= read_kinds(path, schema("kinds"), [] if faults is None else faults)
    return by_id


def schema(name: str) -> Mapping[str, Any]:
    """Return one of the JSON Schemas that geodata is checked against.

    Parameters
    ----------
    name
        ``layer``, ``kinds``, ``articles``, ``digests``, ``contexts``, ``rules``, ``links``,
        ``questions`` or ``countries``.
    """
    text = (_shipped() / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    rules: Mapping[str, Any] = json.loads(text)
    return rules


def _rules(folder: Path, faults: list[Fault]) -> Rules:
    contexts = _checked(folder, "contexts", {}, faults) or {}
    rules_file = folder / "rules.json"
    content = _checked(folder if rules_file.exists() else _shipped(), "rules", {}, faults) or {}
    try:
        return rules_of(content, contexts)
    except RuleError as error:
        faults.append(Fault(error.file, "", error.field, shown(error.found), error.expected))
        # Names keep the words of their contexts, including those that a context takes by `like`.
        plain = {
            key: {"words": words}
            for key, entry in contexts.items()
            if (words := {**contexts.get(entry.get("like"), {}), **entry}.get("words"))
        }
        return rules_of({}, plain)


def _shipped() -> Path:
    package = Path(__file__).resolve().parents[1]
    installed = package / "geodata_files"
    return installed if installed.exists() else package.parents[1] / "geodata"


def _checked(folder: Path, name: str, empty: Any, faults: list[Fault]) -> Any:  # noqa: ANN401
    """Read a file by its schema: `empty` where it is missing, None where it is broken."""
    path = folder / f"{name}.json"
    if not path.exists():
        return empty
    try:
        value = load(path)
    except FaultError as error:
        faults.append(error.fault)
        return None
    wrong = list(Schema(schema(name)).faults(value, path.name))
    faults.extend(wrong)
    return None if wrong else value
