"""Pictures of the map: what is on them, and that their measures are true."""

import re
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from atlases import DRILL, HOSTILE, MOLE, SONGS, atlas
from driving import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pyproj import Geod, Transformer

from corridors.atlas import Atlas, assemble
from corridors.errors import ExportError
from corridors.filtering import Filter
from corridors.geodata import dataset
from corridors.map import symbols
from corridors.map.picture import basemap, furniture, labels
from corridors.map.picture.basemap import Basemap
from corridors.map.picture.compose import Picture, draw, view_of
from corridors.map.picture.drawing import Seen
from corridors.map.picture.labels import Box, Label
from corridors.map.picture.palette import palette
from corridors.map.picture.projection import View, fit
from corridors.map.picture.raster import png
from corridors.model import Layer

GROUND = Geod(ellps="WGS84")
VIEWS = st.builds(
    View,
    st.floats(8, 62),
    st.floats(15, 95),
    st.floats(3, 12),
    st.just(1200),
    st.just(800),
)


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    data = dataset.read(ROOT / "geodata")
    return assemble(data.layers, data.articles, data.rules)


@pytest.fixture(scope="module")
def ground() -> Basemap:
    return basemap.read(ROOT / "geodata" / "basemap")


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def part(svg: str, name: str) -> str:
    [found] = parsed(svg).xpath(f"//*[@class='{name}']")
    return " ".join(found.itertext())


class TestPicture:
    def test_has_title_legend_scale_and_attribution(self, shipped: Atlas, ground: Basemap) -> None:
        svg = draw(shipped, ground, Picture(seen=Seen(feature="corridor-tripp")))
        assert "Trump Route" in part(svg, "title")
        assert {"Ports", "TRIPP", "Rail"} <= set(
            re.split(r"(?<=\w) (?=[A-Z])", part(svg, "legend"))
        )
        assert re.search(r"\d+ km .*\d+ mi", part(svg, "scale"))
        assert "OpenStreetMap contributors" in part(svg, "attribution")

    def test_names_nothing_from_outside(self, shipped: Atlas, ground: Basemap) -> None:
        svg = draw(shipped, ground, Picture())
        assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
        assert "href" not in svg

    def test_draws_what_is_seen_only(self) -> None:
        whole = draw(atlas(), Basemap(), Picture())
        assert symbols.icon(MOLE) in whole
        assert symbols.colour(DRILL) in whole
        gone = draw(atlas(), Basemap(), Picture(seen=Seen(frozenset({"ports"}))))
        assert symbols.icon(MOLE) not in gone
        past = Seen(filter=Filter(start="2025-07-01"))
        assert symbols.colour(DRILL) not in draw(atlas(), Basemap(), Picture(seen=past))

    def test_hides_the_legs_of_a_branch_that_is_off(self) -> None:
        seen = Seen(frozenset({"corridor-songs/main"}))
        assert list(seen.legs(SONGS)) == []
        assert list(Seen().legs(SONGS)) == list(SONGS.legs)

    def test_shows_what_is_chosen_whatever_the_filter_says(self) -> None:
        seen = Seen(filter=Filter(actors=("XX",)), feature="port-mole")
        assert symbols.icon(MOLE) in draw(atlas(), Basemap(), Picture(seen=seen))

    def test_lines_step_back_beside_a_chosen_one_which_keeps_its_code(self) -> None:
        other = replace(SONGS, id="corridor-other")
        both = Atlas((Layer("corridors", "Corridors", (SONGS, other)),))
        plain = draw(both, Basemap(), Picture())
        chosen = draw(both, Basemap(), Picture(seen=Seen(feature="corridor-songs")))
        assert 'stroke-opacity="0.28"' not in plain
        assert 'stroke-opacity="0.28"' in chosen
        assert 'stroke-opacity="1"' in chosen

    def test_marks_what_is_chosen_and_brings_it_into_view(self) -> None:
        for chosen in ("port-mole", "exercise-drill", "corridor-songs"):
            picture = Picture(seen=Seen(feature=chosen))
            drawn = draw(atlas(), Basemap(), picture)
            assert (palette("light")["mark"] in drawn) == (chosen != "corridor-songs")
            view = view_of(atlas(), picture)
            shape = view.project(atlas().features[chosen].geometry)
            west, north, east, south = shapely.bounds(shape)
            assert west < view.width
            assert east > 0
            assert north < view.height
            assert south > 0

    def test_is_light_or_dark_as_the_map(self) -> None:
        light, dark = (draw(atlas(), Basemap(), Picture(theme=t)) for t in ("light", "dark"))
        assert f'fill="{palette("light")["water"]}"' in light
        assert f'fill="{palette("dark")["water"]}"' in dark
        assert palette("light").keys() == palette("dark").keys()
        assert all(palette("light")[name] != palette("dark")[name] for name in palette("dark"))

    def test_shows_as_much_as_the_map_did(self) -> None:
        seen = Picture(width=1600, height=1000, spot=(42, 48, 6), frame=(800, 500))
        assert view_of(atlas(), seen).zoom == 7
        taller = replace(seen, height=4000)
        assert view_of(atlas(), taller).zoom == 7

    @pytest.mark.parametrize("size", [(100, 1000), (1000, 9999)])
    def test_of_a_size_that_cannot_be_drawn_is_an_error(self, size: tuple[int, int]) -> None:
        with pytest.raises(ExportError, match="240 to 4000"):
            draw(atlas(), Basemap(), Picture(*size))

    def test_of_an_unknown_feature_is_an_error(self) -> None:
        with pytest.raises(ExportError, match="no feature 'x'"):
            draw(atlas(), Basemap(), Picture(seen=Seen(feature="x")))

    @settings(deadline=None)
    @given(HOSTILE)
    def test_shows_a_hostile_name_as_it_stands(self, name: str) -> None:
        feature = replace(MOLE, name=name, label=None)
        whole = Atlas((Layer("ports", name, (feature,)),))
        svg = draw(whole, Basemap(), Picture(seen=Seen(feature=feature.id)))
        document = etree.fromstring(svg.encode("utf-8", "strict"))
        assert {etree.QName(e).localname for e in document.iter()} <= {
            *("svg", "title", "rect", "g", "path", "text", "circle")
        }
        # XML reads a carriage return as a line feed where it is not written as a number.
        allowed = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", name)
        [title] = document.xpath("/*/*[local-name()='title']/text()")
        assert title == allowed.replace("\r\n", "\n").replace("\r", "\n")


class TestMeasure:
    @settings(deadline=None)
    @given(VIEWS)
    def test_scale_is_as_long_as_the_ground_says(self, view: View) -> None:
        for bar, unit in zip(furniture.bars(view), (1000, 1609.344), strict=True):
            degrees = bar.pixels * 360 / (256 * 2**view.zoom)
            _, _, metres = GROUND.inv(
                view.longitude - degrees / 2,
                view.latitude,
                view.longitude + degrees / 2,
                view.latitude,
            )
            told = float(bar.text.split()[0].replace(",", "")) * unit
            # The shortest way between two points of a parallel is a little shorter than it.
            assert metres == pytest.approx(told, rel=0.02 if told > 5e5 else 0.001)
            assert 40 < bar.pixels <= 120

    @settings(deadline=None)
    @given(VIEWS, st.floats(-1, 1), st.floats(-1, 1))
    def test_projection_is_web_mercator(self, view: View, east: float, north: float) -> None:
        to_metres = Transformer.from_crs(4326, 3857, always_xy=True)
        longitude, latitude = view.longitude + east, view.latitude + north
        x, y = np.subtract(
            to_metres.transform(longitude, latitude),
            to_metres.transform(view.longitude, view.latitude),
        )
        scale = 256 * 2**view.zoom / (2 * np.pi * 6378137)
        wanted = (view.width / 2 + x * scale, view.height / 2 - y * scale)
        assert view.point(longitude, latitude) == pytest.approx(wanted, abs=0.01)

    @settings(deadline=None)
    @given(
        st.tuples(st.floats(20, 50), st.floats(10, 30), st.floats(51, 90), st.floats(31, 60)),
        st.integers(300, 2000),
    )
    def test_fit_shows_all_and_no_more(
        self, bounds: tuple[float, float, float, float], width: int
    ) -> None:
        view = fit(bounds, width, 800, 20)
        west, south, east, north = bounds
        left, top = view.point(west, north)
        right, bottom = view.point(east, south)
        room = (left - 20, top - 20, width - 20 - right, 780 - bottom)
        assert min(room) == pytest.approx(0, abs=0.01)


class TestLabels:
    @settings(deadline=None)
    @given(
        st.lists(
            st.builds(
                Label,
                st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=20),
                st.sampled_from(["feature", "city", "country", "water"]),
                st.tuples(st.floats(0, 400), st.floats(0, 300)),
                st.just(0.0),
            ),
            max_size=40,
        )
    )
    def test_do_not_overlap(self, names: list[Label]) -> None:
        view = View(42, 48, 7, 400, 300)
        taken = [Box(0, 0, 400, 30), Box(300, 250, 100, 50)]
        placed = labels.place(names, taken, view)
        boxes = [*taken, *(one.box for one in placed)]
        for number, box in enumerate(boxes[2:], start=2):
            assert not any(box.overlaps(other) for other in boxes[:number])
            assert box.x > 0
            assert box.x + box.width < 400

    def test_the_chosen_one_comes_first(self) -> None:
        view = View(42, 48, 4, 400, 300)
        two = [
            Label("First", "feature", (200, 150), 0, "a"),
            Label("Chosen", "feature", (202, 150), 9, "b"),
        ]
        placed = labels.place(two, (), view, "b")
        assert [one.label.feature for one in placed] == ["b", "a"]
        assert [one.label.feature for one in labels.place(two, (), view)] == ["a"]


class TestPng:
    @pytest.mark.parametrize("size", [(640, 480), (1000, 1400)])
    def test_has_the_size_asked(self, size: tuple[int, int], ground: Basemap) -> None:
        made = png(draw(atlas(), ground, Picture(*size)))
        assert made[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", made[16:24]) == size

    def test_shows_names(self) -> None:
        named = png(draw(atlas(), Basemap(), Picture(400, 300, title="Quay")))
        other = png(draw(atlas(), Basemap(), Picture(400, 300, title="Mole")))
        assert named != other


def test_broken_basemap_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "land.geojson").write_text('{"features": [{}]}', encoding="utf-8")
    with pytest.raises(ExportError, match=r"land\.geojson"):
        basemap.read(tmp_path)
