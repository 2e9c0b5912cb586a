"""The page's logic, without a browser."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import streamlit as st
from driving import ROOT
from streamlit.testing.v1 import AppTest

from corridors.address import Spot, View
from corridors.geodata import dataset
from corridors.model import Feature
from corridors.page import panels
from corridors.page.map import OnMap
from corridors.page.panels.panel import Panel

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


def told(test: AppTest, component: str) -> dict[str, Any]:
    """What a component is given."""
    [element] = [one for one in test.get("bidi_component") if one.key == component]
    data: dict[str, Any] = json.loads(element.proto.json)
    return data


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


@pytest.mark.parametrize("panel", panels.PANELS, ids=lambda panel: panel.key)
def test_each_panel_opens_from_its_address(panel: Panel) -> None:
    test = page(panel=panel.key, feature="corridor-middle", article="blank-2025")
    assert not test.exception
    assert not test.info
    assert told(test, "switch")["chosen"] == panel.key


def test_a_panel_that_registers_stands_in_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    kites = Panel("kites", "Kites", lambda _: st.text("A kite."), lambda _: OnMap(spoken={}))
    monkeypatch.setattr(panels, "PANELS", (*panels.PANELS, kites))
    test = page(panel="kites")
    assert not test.exception
    assert [text.value for text in test.text] == ["A kite."]
    assert told(test, "switch")["options"][-1] == {"id": "kites", "title": "Kites"}
    assert told(test, "map")["spoken"] == {}
    assert told(test, "address")["query"] == "panel=kites"


def test_a_choice_is_a_step_to_go_back_to_and_the_rest_is_not() -> None:
    test = page()
    assert not told(test, "address")["push"]
    for fields, is_step in (
        ({"feature": "port-baku"}, True),
        ({}, True),  # the page may run again before the browser has followed
        ({"find": "ferry"}, False),
        ({"panel": "actors"}, True),
        ({"spot": Spot(41, 50, 7)}, False),
    ):
        state = test.session_state["state"]
        state.view = replace(state.view, **fields)
        assert told(test.run(), "address")["push"] == is_step, fields
