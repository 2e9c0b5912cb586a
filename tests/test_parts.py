"""Who has a part in what."""

from dataclasses import replace

from atlases import DRILL, MOLE

from corridors.atlas import of
from corridors.describe.actors import matrices, overview, parts
from corridors.model import Actor, Layer

NAMES = {"KZ": "Kazakhstan", "AZ": "Azerbaijan", "RU": "Russia"}
HOST, GUEST = Actor("host", "KZ"), Actor("participant", "AZ")
ONE = replace(DRILL, id="one", start="2024-07-08", end="2024-07-17", actors=(HOST, GUEST))
OTHER = replace(ONE, id="other")
LATER = replace(ONE, id="later", start="2025-06", end=None)
PORT = replace(MOLE, actors=(Actor("owner", "RU", "Quay Company"), Actor("planner", "KZ")))
ATLAS = of([Layer("all", "All", (ONE, OTHER, LATER, PORT))])


def test_an_exercise_at_two_sites_counts_once() -> None:
    (exercises,) = matrices([ONE, OTHER, LATER], NAMES)
    assert [state["name"] for state in exercises["states"]] == ["Azerbaijan", "Kazakhstan"]
    both = exercises["cells"][0][1]
    assert [one["id"] for one in both] == ["one", "later"]
    assert exercises["cells"][1][0] == both


def test_ports_are_no_meeting() -> None:
    assert matrices([PORT], NAMES) == []


def test_a_state_has_its_own_parts_and_those_of_its_bodies() -> None:
    told = parts(ATLAS, ATLAS.features.values(), ["RU", "KZ", "Quay Company"], NAMES)
    russia, kazakhstan, company = told["parts"]
    assert [(role["title"], role["features"][0]["by"]) for role in russia["roles"]] == [
        ("Owns", ["Quay Company"])
    ]
    assert [role["title"] for role in kazakhstan["roles"]] == ["Plans", "Hosts"]
    assert company["roles"][0]["features"][0]["by"] == []


def test_states_with_most_parts_come_first() -> None:
    states = overview(ATLAS, ATLAS.features.values(), NAMES)["states"]
    assert [(s["id"], s["features"]) for s in states] == [("KZ", 4), ("AZ", 3), ("RU", 1)]
