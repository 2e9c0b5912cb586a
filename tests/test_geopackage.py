"""The GeoPackage, read back."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio
import pytest
from atlases import HOSTILE, LEGS, MOLE, atlas
from driving import ROOT
from hypothesis import given, settings
from pandas.testing import assert_frame_equal

from corridors.atlas import Atlas, assemble
from corridors.exporting.geopackage import geopackage, tables
from corridors.geodata import dataset
from corridors.model import Layer


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    data = dataset.read(ROOT / "geodata")
    return assemble(data.layers, data.articles, data.rules)


def test_reads_back_equal(shipped: Atlas, tmp_path: Path) -> None:
    file = tmp_path / "out.gpkg"
    file.write_bytes(geopackage(shipped, datetime(2025, 9, 22, tzinfo=UTC)))
    wanted = tables(shipped)
    assert (
        {name for name, _ in pyogrio.list_layers(file)}
        == set(wanted)
        == {*("points", "lines", "areas")}
    )
    for name, frame in wanted.items():
        found = geopandas.read_file(file, layer=name)
        assert found.crs == "EPSG:4326"
        assert list(found.geometry.to_wkb()) == list(frame.geometry.to_wkb())
        columns = [column for column in frame.columns if column != "geometry"]
        left, right = (
            pd.DataFrame(one)[columns].astype(object).fillna("").astype(str)
            for one in (found, frame)
        )
        assert_frame_equal(left, right)


def test_has_one_row_a_leg_with_its_own_status() -> None:
    lines = tables(atlas())["lines"]
    assert list(lines["leg"]) == [leg.id for leg in LEGS]
    assert list(lines["status"]) == ["operating", "planned"]
    assert set(lines["feature"]) == {"corridor-songs"}


def test_counts_the_passages_and_names_the_articles() -> None:
    [row] = tables(atlas())["points"].itertuples()
    assert (row.feature, row.passages) == ("port-mole", 2)
    assert set(row.articles.split("; ")) == {"tale-2025", "list-2025"}


@settings(max_examples=20, deadline=None)
@given(HOSTILE)
def test_holds_any_name(name: str) -> None:
    whole = Atlas((Layer("ports", "Ports", (replace(MOLE, name=name),)),))
    assert geopackage(whole).startswith(b"SQLite format 3")
