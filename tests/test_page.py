"""The page's logic, without a browser."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from driving import ROOT
from streamlit.testing.v1 import AppTest

from corridors.geodata import dataset
from corridors.model import Feature
from corridors.page.address import View

FEATURES = {f.id: f for layer in dataset.read(ROOT / "geodata").layers for f in layer.features}


def page(**query: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.query_params.update(query)
    return test.run()


def seen(test: AppTest) -> View:
    view = test.session_state["state"].view
    assert isinstance(view, View)
    return view


def known(test: AppTest) -> Mapping[str, Feature]:
    return cast(Mapping[str, Feature], test.session_state["state"].known.features)


def test_page_opens_with_nothing_chosen() -> None:
    test = page()
    assert not test.exception
    assert seen(test).feature is None
    assert set(known(test)) == set(FEATURES)


def test_address_chooses() -> None:
    test = page(feature="port-baku")
    assert not test.exception
    assert seen(test).feature == "port-baku"


def test_address_holds_the_words_of_a_search() -> None:
    test = page(words="Otchamtchire")
    assert not test.exception
    assert seen(test).words == "Otchamtchire"


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
    assert len(known(test)) == len(left)


def test_library_is_read(own_library: Path, sample: Path) -> None:
    from corridors.articles.parsing import read
    from corridors.library.disk import save

    (text,) = read(sample)
    save(text, own_library)
    test = page(feature="port-aktau")
    assert not test.exception
    assert any("1 text at hand" in caption.value for caption in test.caption)
