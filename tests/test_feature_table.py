"""Features as a table and as CSV."""

import io
from dataclasses import replace

import pandas as pd
import pytest
from atlases import DRILL, MOLE, SONGS

from corridors.atlas import of
from corridors.exporting.features import COLUMNS, features_csv, features_table
from corridors.model import Actor, Layer

NAMES = {"AZ": "Azerbaijan", "TR": "Turkey"}


def table(*features: object) -> pd.DataFrame:
    return features_table(of([Layer("ports", "Ports", features)]), features, NAMES)  # type: ignore[arg-type]


def test_one_row_a_feature_in_their_order() -> None:
    found = table(SONGS, MOLE, DRILL)
    assert tuple(found.columns) == COLUMNS
    assert list(found["id"]) == [SONGS.id, MOLE.id, DRILL.id]
    assert found["length_km"][0] == pytest.approx(sum(leg.travel_km for leg in SONGS.legs))
    assert found["length_km"].isna()[1]


def test_body_stands_with_its_state() -> None:
    port = replace(MOLE, actors=(Actor("owner", "TR", "Quay Company"), Actor("host", "AZ")))
    assert table(port)["actors"][0] == "Quay Company (Turkey), Azerbaijan"


def test_csv_comes_back_and_hides_formulas() -> None:
    text = features_csv(table(replace(MOLE, name='=HYPERLINK("https://example.org")'), SONGS))
    back = pd.read_csv(io.StringIO(text))
    assert list(back["id"]) == [MOLE.id, SONGS.id]
    assert back["name"][0].startswith("'=")
    assert back["longitude"][0] == MOLE.geometry.representative_point().x


def test_table_of_nothing_has_its_columns() -> None:
    assert tuple(table().columns) == COLUMNS
