"""Features as a table and as CSV."""

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from atlases import DRILL, MOLE, SONGS
from hypothesis import given
from hypothesis import strategies as st

from corridors.atlas import of
from corridors.exporting.feature_table import COLUMNS, features_csv, features_table, features_xlsx
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


@given(st.text())
def test_spreadsheet_comes_back_with_no_formula(name: str) -> None:
    made = table(replace(MOLE, name=f"=1+1 {name}"), SONGS)
    book = openpyxl.load_workbook(io.BytesIO(features_xlsx(made)))
    [head, first, *rest] = book.active.iter_rows()
    assert [cell.value for cell in head] == list(COLUMNS)
    assert len(rest) == 1
    assert first[1].data_type == "s"
    assert first[1].value.startswith("=1+1 ")
    assert first[COLUMNS.index("longitude")].value == MOLE.geometry.representative_point().x


def test_table_of_nothing_has_its_columns() -> None:
    assert tuple(table().columns) == COLUMNS
