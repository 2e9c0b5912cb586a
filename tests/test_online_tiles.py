"""The online tiles on offer: described without any request, their attribution as text and links."""

import json

import pytest
from xyzservices import providers

from corridors.map.tiles import NAMES, offered, pieces


@pytest.mark.parametrize("offer", offered(), ids=NAMES)
def test_each_can_be_had_without_a_key_and_names_its_makers(offer: dict[str, object]) -> None:
    url = str(offer["url"])
    assert url.startswith("https://")
    assert all(part in url for part in ("{x}", "{y}", "{z}"))
    assert "key" not in url.casefold()
    assert "token" not in url.casefold()
    assert not any(p["url"] == url and p.requires_token() for p in providers.flatten().values())
    credit = offer["credit"]
    assert isinstance(credit, list)
    assert "".join(piece["text"] for piece in credit).strip()
    assert json.loads(json.dumps(offer)) == offer


def test_text_around_links_stays_in_order() -> None:
    found = list(
        pieces(
            'a <a href="https://b.example">b</a> | <i>c</i> (<a href="http://d.example">d</a>) e'
        )
    )
    assert "".join(piece["text"] or "" for piece in found) == "a b | c (d) e"
    assert [p["text"] for p in found if p["href"]] == ["b", "d"]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="javascript:alert(1)">x</a>',
        "<script>alert(1)</script>x",
        '<img src=x onerror="alert(1)">x',
        '<a href="data:text/html,x">x</a>',
    ],
)
def test_nothing_that_could_act_is_left_of_an_attribution(markup: str) -> None:
    assert list(pieces(markup)) == [{"text": "x", "href": None}]
