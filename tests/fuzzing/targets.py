"""What is fuzzed: for each target a strategy of inputs, and what is done with one.

A target returns in peace or raises one of our own errors; anything else is a fault.
"""

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zipfile import ZipFile

import making
from atlases import atlas
from driving import ROOT
from hostile import CORPUS
from hypothesis import strategies as st
from storing import Home, told

from corridors import address
from corridors.articles.parsing import parse
from corridors.checking import Fault
from corridors.errors import CorridorsError, StoreError
from corridors.geodata import dataset
from corridors.library import disk
from corridors.library.importing import import_files
from corridors.library.intake import Intake
from corridors.linking.corrections import read_corrections
from corridors.places import userlayers
from corridors.search.answering import answer, content
from corridors.search.name_index import Names


@dataclass(frozen=True)
class Target:
    """Inputs, and what is done with each."""

    inputs: st.SearchStrategy[Any]
    run: Callable[[Any], object]


@cache
def folder() -> Path:
    """A folder for the files of the targets, one a process."""
    return Path(mkdtemp(prefix="corridors-fuzzing-"))


# Pieces that the readers look for, repeated and mixed with anything.
_LINES = (
    *("By Ada Example", "BY BO-LI LEE and ANN van den BERG", "BACKGROUND:", "IMPLICATIONS: a tale"),
    *(
        "CONCLUSIONS",
        "AUTHOR'S BIO: grows beans.",
        "# A heading",
        "---",
        "...",
        "title: A",
        "a: &b *b",
    ),
    *(
        "",
        " ",
        "\t",
        "* " * 300,
        "#" * 300,
        "_" * 300,
        ": " * 200,
        "Credit: a friend",
        "word " * 60,
    ),
)
_TAGS = (
    "p",
    "div",
    "h1",
    "h2",
    "a",
    "br",
    "ul",
    "li",
    "table",
    "td",
    "article",
    "body",
    "b",
    "svg",
)
_PIECE = st.one_of(st.sampled_from(_LINES), st.sampled_from(CORPUS), st.text(max_size=40))
_TEXT = st.lists(_PIECE, max_size=25).map("\n".join)
_LONG = st.tuples(_PIECE, st.integers(1, 4000)).map(lambda one: (one[0] * one[1])[:60_000])
_TAG = st.sampled_from(_TAGS).flatmap(
    lambda tag: st.sampled_from(
        (f"<{tag}>", f"</{tag}>", f'<{tag} class="byline date">', f"<{tag} ")
    )
)
_PAGE = st.lists(st.one_of(_TAG, _PIECE), max_size=40).map("".join)
_DEEP = st.tuples(_TAG, st.integers(1, 3000)).map(lambda one: one[0] * one[1])
_ATOM = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(CORPUS),
    st.text(max_size=20),
    st.sampled_from(("Point", "port-baku", "corridor-middle", "ports", "2025", "exact", "#")),
)
_JSON = st.recursive(
    _ATOM,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@st.composite
def mutated(draw: st.DrawFn, value: object) -> Any:
    """A copy of JSON in which one to three parts are others, gone or doubled."""
    made = copy.deepcopy(value)
    for _ in range(draw(st.integers(1, 3))):
        at: Any = made
        for _ in range(draw(st.integers(0, 7))):
            keys = list(at) if isinstance(at, dict) else range(len(at))
            inner = [key for key in keys if isinstance(at[key], dict | list) and at[key]]
            if not inner:
                break
            at = at[draw(st.sampled_from(inner))]
        if not at:
            continue
        key = draw(st.sampled_from(list(at) if isinstance(at, dict) else range(len(at))))
        what = draw(st.sampled_from(("other", "gone", "twice")))
        if what == "other":
            at[key] = draw(_JSON)
        elif what == "gone":
            del at[key]
        elif isinstance(at, list):
            at.append(copy.deepcopy(at[key]))
    return made


@st.composite
def damaged(draw: st.DrawFn, whole: bytes, most: int = 8) -> bytes:
    """Bytes of which a few runs are others, and perhaps the end is gone."""
    made = bytearray(whole)
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, max(0, len(made) - 1)))
        piece = draw(st.one_of(st.binary(min_size=1, max_size=8), st.just(b"\xff" * 4)))
        made[at : at + draw(st.integers(0, 8))] = piece
    return bytes(made[: draw(st.integers(0, len(made)))] if draw(st.booleans()) else made)


@st.composite
def repacked(draw: st.DrawFn, whole: bytes) -> bytes:
    """An archive with one part damaged or in another place, packed anew."""
    with ZipFile(BytesIO(whole)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(members)))
    part = members.pop(name)
    assert isinstance(part, bytes)
    paths = st.sampled_from((name, f"../{name}", f"/{name}", f"{name}/", "a b"))
    made = draw(st.one_of(damaged(part), _PAGE.map(lambda text: text.encode("utf-8", "replace"))))
    return making.zipped({**members, draw(paths) if draw(st.booleans()) else name: made})


def _document() -> bytes:
    """A DOCX without the styles of its maker, which are most of it and the same in all."""
    with ZipFile(BytesIO(making.document(making.story(1, 2), title="A"))) as archive:
        parts = [name for name in archive.namelist() if not re.search(r"tyles|theme|jpeg", name)]
        return making.zipped({name: archive.read(name) for name in parts})


def _reads(suffix: str) -> Callable[[str | bytes], object]:
    def run(given: str | bytes) -> object:
        raw = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
        return parse(raw, f"any.{suffix}")

    return run


@cache
def _data() -> dataset.Geodata:
    return dataset.read(ROOT / "geodata")


def _layer(value: object) -> object:
    place = folder() / "layers"
    place.mkdir(exist_ok=True)
    (place / "mine.geojson").write_text(json.dumps(value), encoding="utf-8")
    read = userlayers.joined(_data(), place)
    return [str(fault) for fault in read.faults]


def _links(value: object) -> object:
    path = folder() / "library" / disk.LINKS
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
    faults: list[Fault] = []
    features = {feature.id for layer in _data().layers for feature in layer.features}
    read_corrections(path.parent, dataset.schema("links"), features, faults)
    return [str(fault) for fault in faults]


def _stored(value: object) -> object:
    path = folder() / "tale.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return disk.read_stored(path)


@cache
def _known() -> address.Known:
    features = {f.id: f for layer in _data().layers for f in layer.features}
    return address.Known(
        features, {"blank-2025"}, {"ports", "corridor-middle"}, panels=("place", "read")
    )


def _query(text: str) -> object:
    view, wrong = address.read(text, _known())
    again, none = address.read(address.write(view), _known())
    assert (again, none) == (view, ()), "a view is read back as it was written"
    return wrong


@cache
def _asked() -> Callable[[str], object]:
    made = atlas()
    names = Names(made.features.values(), made.count_to)
    return lambda words: json.dumps(content(answer(made, names, words, {"AZ": "Azerbaijan"})))


@cache
def _home() -> tuple[Home, Path, bytes, object]:
    home = Home(folder() / "home")
    for number in range(3):
        path = folder() / f"story-{number}.txt"
        words = [f"{text} It lay in Mole Harbour." for text in making.story(number, 3)]
        path.write_text("\n\n".join(words), encoding="utf-8")
        list(import_files([path], Intake(home.library, ())))
    first = told(home.open())
    [path] = home.files()
    return home, path, path.read_bytes(), first


def _cache(given: bytes) -> object:
    """A damaged cache is made anew, or says so when it is read, and the next time all is well."""
    home, path, _, first = _home()
    path.write_bytes(given)
    try:
        told(home.open())
    except StoreError:
        assert told(home.open()) == first
    return home.remarks


_PARAGRAPH = {"number": 1, "section": "body", "text": "A ferry came."}
_TALE = {"format": 2, "id": "tale", "title": "A", "author": "B", "source": "c.txt", "date": "2025"}
_FEATURES = (ROOT / "geodata" / "industry.geojson", ROOT / "geodata" / "exercises.geojson")
_LAYERS = [json.loads(path.read_bytes()) for path in _FEATURES]
for _one in _LAYERS:
    _one["features"] = _one["features"][:3]
    for _number, _feature in enumerate(_one["features"]):
        _feature["id"] = f"mine-{_number}"
_LINK = {"feature": "port-baku", "passage": "blank-2025#1", "reason": "so"}
_PAIR = st.tuples(
    st.sampled_from(("feature", "branch", "panel", "article", "paragraph", "second", "map", "off")),
    st.one_of(st.sampled_from(CORPUS), st.sampled_from(("port-baku", "1", "6/40/50", "9e9/0/-0"))),
)

TARGETS: dict[str, Target] = {
    "plain text": Target(st.one_of(_TEXT, _TEXT, _LONG, st.binary(max_size=200)), _reads("md")),
    "web pages": Target(st.one_of(_PAGE, _PAGE, _DEEP, st.binary(max_size=200)), _reads("html")),
    "DOCX": Target(repacked(_document()), _reads("docx")),
    "EPUB": Target(
        repacked(making.book(*(f"<p>{p}</p>" for p in making.story(2)))), _reads("epub")
    ),
    "PDF": Target(damaged(making.paper(making.story(3, 2), title="A")), _reads("pdf")),
    "layers": Target(st.one_of(*map(mutated, _LAYERS), _JSON), _layer),
    "links.json": Target(
        st.one_of(mutated({"add": [_LINK, _LINK], "remove": [_LINK]}), _JSON), _links
    ),
    "stored articles": Target(
        st.one_of(
            mutated({**_TALE, "paragraphs": [_PARAGRAPH, {**_PARAGRAPH, "number": 2}]}), _JSON
        ),
        _stored,
    ),
    "addresses": Target(
        st.one_of(
            st.text(max_size=200),
            st.lists(_PAIR, max_size=8).map(lambda pairs: "&".join(f"{k}={v}" for k, v in pairs)),
        ),
        _query,
    ),
    "searches": Target(
        st.one_of(_PIECE, st.lists(_PIECE, max_size=4).map(" ".join), st.text(max_size=200)),
        lambda words: _asked()(words),
    ),
    "cache": Target(st.deferred(lambda: damaged(_home()[2], 4)), _cache),
}


def tried(target: Target, given: object) -> None:
    """Run a target on one input; our own errors are answers too."""
    try:
        target.run(given)
    except CorridorsError as error:
        if not str(error):
            raise AssertionError("an error without a word") from error


def size(given: object) -> int:
    """How large an input is, in bytes."""
    if isinstance(given, bytes):
        return len(given)
    text = given if isinstance(given, str) else json.dumps(given)
    return len(text.encode("utf-8", "surrogatepass"))
