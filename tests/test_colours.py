"""The map's colours: told apart by the colour-blind, and apart from land and water."""

import itertools
import re

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from corridors import web
from corridors.geodata import dataset
from corridors.map import glyphs

CSS = (web.FOLDER / "map" / "map.css").read_text(encoding="utf-8")
LIGHT, DARK = CSS.split('.corridors-map[data-theme="dark"]', 1)
THEMES = {"light": LIGHT, "dark": DARK.split("}", 1)[0]}
KINDS = dataset.kinds()
CORRIDORS = KINDS["corridor"].palette
LINES = [
    *CORRIDORS,
    *(kind.colour for kind in KINDS.values() if "legs" in kind.requires),
]
# In CAM02-UCS; a difference of 1 can just be seen side by side, ours are told on lines apart. No
# hue as dark as the first three, which ship, is so far from them for every sight.
APART, FURTHER = 20, 8
FIRST = 3


def given(theme: str, name: str) -> str:
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}})", THEMES[theme])
    assert found, name
    return found[1]


def channels(colour: str) -> list[float]:
    value = colour.lstrip("#")
    value = "".join(2 * digit for digit in value) if len(value) == 3 else value
    return [int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)]


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sight", [None, "deuteranomaly", "protanomaly", "tritanomaly"])
def test_corridors_are_told_apart_by_any_sight(sight: str | None) -> None:
    # Machado, Oliveira and Fernandes (2009), at its full severity.
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100} if sight else "sRGB1"
    seen = [np.clip(cspace_convert(channels(c), space, "sRGB1"), 0, 1) for c in CORRIDORS]
    for (_, one), (at, other) in itertools.combinations(enumerate(seen), 2):
        apart = deltaE(one, other, input_space="sRGB1")
        assert apart >= (APART if at < FIRST else FURTHER), (one, other)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["land", "water", "casing"])
def test_lines_stand_out(theme: str, ground: str) -> None:
    for colour in LINES:
        assert contrast(colour, given(theme, ground)) >= 3, colour


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["land", "water"])
def test_symbols_stand_out_by_their_colour_or_their_edge(theme: str, ground: str) -> None:
    for kind in KINDS.values():
        for built in (True, False):
            drawn = glyphs.draw(kind.glyph, kind.colour, built=built)
            shape = drawn.split("<g", 1)[0]
            paints = re.findall(r'(?:fill|stroke)="(#\w+)"', shape)
            assert len(paints) == 2
            assert max(contrast(paint, given(theme, ground)) for paint in paints) >= 3, kind.id


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["ink", "water-ink"])
def test_names_can_be_read(theme: str, name: str) -> None:
    for ground in ("land", "water", "halo"):
        assert contrast(given(theme, name), given(theme, ground)) >= 4.5
