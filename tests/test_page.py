"""The page's logic, without a browser."""

import shutil
from pathlib import Path

import pytest
from driving import ROOT
from streamlit.testing.v1 import AppTest

from corridors import geodata

FEATURES = {f.id: f for layer in geodata.read(ROOT / "geodata").layers for f in layer.features}


def page(**query: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.query_params.update(query)
    return test.run()


def test_page_opens_with_nothing_chosen() -> None:
    test = page()
    assert not test.exception
    assert test.selectbox[0].value is None
    assert len(test.selectbox[0].options) == 1 + len(FEATURES)


def test_address_chooses() -> None:
    test = page(feature="port-baku")
    assert not test.exception
    assert test.selectbox[0].value == "port-baku"


def test_unknown_feature_in_the_address_is_said_once() -> None:
    test = page(feature="<script>alert(1)</script>")
    assert "(feature)" in test.info[0].value
    assert not test.run().info


def test_broken_layer_leaves_the_page_up_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", folder)
    (folder / "exercises.geojson").write_text("{", encoding="utf-8")
    monkeypatch.setenv("CORRIDORS_GEODATA", str(folder))
    test = page()
    assert not test.exception
    assert "1 fault" in test.expander[0].label
    assert "exercises.geojson" in test.expander[0].text[0].value
    left = [f for f in FEATURES.values() if f.layer != "exercises"]
    assert len(test.selectbox[0].options) == 1 + len(left)


def test_library_is_read(own_library: Path, sample: Path) -> None:
    from corridors.articles import read
    from corridors.library import save

    (text,) = read(sample)
    save(text, own_library)
    test = page(feature="port-aktau")
    assert not test.exception
    assert any("1 text at hand" in caption.value for caption in test.caption)
