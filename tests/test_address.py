"""The address of the page: read and written, whatever stands in it."""

from dataclasses import fields
from datetime import date

import pytest
from atlases import MOLE, SONGS
from hypothesis import given
from hypothesis import strategies as st

from corridors.address import KEYS, Known, Spot, View, read, write
from corridors.filtering import Filter

KNOWN = Known(
    features={MOLE.id: MOLE, SONGS.id: SONGS},
    articles={"tale-2025", "list-2025"},
    groups={"ports", SONGS.id},
    tiles=("osm", "sea"),
    panels=("place", "read", "compare", "actors", "table"),
)
SWITCHES = [*KNOWN.groups, *(f"{SONGS.id}/{b.id}" for b in SONGS.branches)]
ACTORS = sorted({a.state or a.body or "" for f in KNOWN.features.values() for a in f.actors})
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31)).map(date.isoformat)

WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)


@st.composite
def views(draw: st.DrawFn) -> View:
    feature = draw(st.sampled_from([None, *KNOWN.features]))
    own = KNOWN.features[feature].branches if feature else ()
    article = draw(st.sampled_from([None, "tale-2025", "list-2025"]))
    start, end = sorted([draw(DAYS), draw(DAYS)])
    coordinate = st.decimals(-85, 85, places=4).map(float)
    return View(
        feature=feature,
        branch=draw(st.sampled_from([None, *(b.id for b in own)])),
        panel=draw(st.sampled_from(["place", "read", "table", "compare", "actors"])),
        article=article,
        paragraph=draw(st.none() | st.integers(1, 999_999)) if article else None,
        find=draw(WORDS),
        order=draw(st.sampled_from(["newest", "oldest", "title"])),
        first=draw(st.sampled_from([None, SONGS.id, f"{SONGS.id}/main"])),
        second=draw(st.sampled_from([None, SONGS.id, f"{SONGS.id}/main"])),
        filter=Filter(
            tuple(draw(st.lists(st.sampled_from(ACTORS), unique=True))) if ACTORS else (),
            draw(st.sampled_from([None, start])),
            draw(st.sampled_from([None, end])),
        ),
        words=draw(WORDS),
        tiles=tuple(draw(st.lists(st.sampled_from([*KNOWN.tiles]), unique=True))),
        hidden=tuple(draw(st.lists(st.sampled_from(SWITCHES), unique=True))),
        spot=draw(
            st.none()
            | st.builds(Spot, coordinate, coordinate, st.decimals(0, 18, places=2).map(float))
        ),
    )


def test_each_field_of_a_view_has_one_key() -> None:
    held = [key.field for key in KEYS]
    wanted = {each.name for kind in (View, Filter) for each in fields(kind)} - {"filter"}
    assert sorted(held) == sorted(wanted)
    assert len({key.name for key in KEYS}) == len(KEYS)


@given(views())
def test_a_view_comes_back_from_its_address(view: View) -> None:
    assert read(write(view), KNOWN) == (view, ())


@given(st.text(max_size=300))
def test_any_address_opens(query: str) -> None:
    view, wrong = read(query, KNOWN)
    assert read(write(view), KNOWN) == (view, ())
    assert isinstance(wrong, tuple)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("feature=port-atlantis", "feature"),
        ("feature=port-mole&feature=port-mole", "feature"),
        ("branch=moon", "branch"),
        ("panel=%3Cscript%3E", "panel"),
        ("paragraph=0&article=tale-2025", "paragraph"),
        ("from=2025-13-01", "from"),
        ("from=2025-09-02&to=2025-09-01", "from"),
        ("actor=XX", "actor"),
        ("off=ports&off=moon", "off"),
        ("map=7/95/40", "map"),
        ("map=7/1e5/40", "map"),
        ("tiles=//evil.example", "tiles"),
        ("&".join(["a=1"] * 5000), "address"),
    ],
)
def test_nonsense_is_named_and_left_out(query: str, wrong: str) -> None:
    view, found = read(query, KNOWN)
    assert found == (wrong,)
    assert read(write(view), KNOWN) == (view, ())


def test_what_is_known_of_a_list_stays() -> None:
    assert read("off=ports&off=moon", KNOWN)[0].hidden == ("ports",)


def test_keys_of_others_are_no_fault() -> None:
    assert read("embed=true&utm_source=letter", KNOWN) == (View(), ())
