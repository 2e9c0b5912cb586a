"""Links that someone adds or removes in a plain file."""

import json
from pathlib import Path

import pytest
from driving import ROOT

from corridors.articles.recognition import fingerprint
from corridors.checking import Fault
from corridors.geodata import dataset
from corridors.library import disk
from corridors.linking.corrections import Corrections, correct, read_corrections, unmatched
from corridors.model import Article, Link, Locator, Passage, Record

FEATURES = {"port-a", "port-b"}
TALE = Article(
    Record("tale", "A tale"),
    (
        Passage("tale", 1, "body", Locator("body", 1, "0" * 16, "Once"), text=None),
        Passage("tale", 2, "body", text="The end."),
    ),
)
LINKS = (Link("tale#1", "port-a", "named"), Link("tale#2", "port-a", "named"))


def made(folder: Path, content: object) -> tuple[Corrections, list[Fault]]:
    (folder / "links.json").write_text(json.dumps(content), encoding="utf-8")
    faults: list[Fault] = []
    return read_corrections(folder, dataset.schema("links"), FEATURES, faults), faults


@pytest.mark.parametrize(
    "place",
    [
        {"passage": "tale#2"},
        {"article": "tale", "paragraph": 2},
        {"fingerprint": fingerprint("The end.")},
    ],
)
def test_link_is_added_with_its_reason_wherever_the_passage_is_named(
    place: dict[str, object], tmp_path: Path
) -> None:
    entry = {**place, "feature": "port-b", "reason": "it is the port of the tale"}
    corrections, faults = made(tmp_path, {"add": [entry]})
    assert faults == []
    added = set(correct(LINKS, [TALE], [corrections])) - set(LINKS)
    assert added == {Link("tale#2", "port-b", "described", (), "it is the port of the tale")}


def test_link_is_removed_and_the_users_file_comes_last(tmp_path: Path) -> None:
    ours, _ = made(tmp_path, {"remove": [{"fingerprint": "0" * 16, "feature": "port-a"}]})
    users, _ = made(
        tmp_path, {"add": [{"passage": "tale#1", "feature": "port-a", "reason": "but it is"}]}
    )
    assert [link.passage for link in correct(LINKS, [TALE], [ours])] == ["tale#2"]
    both = correct(LINKS, [TALE], [ours, users])
    assert [(link.passage, link.basis) for link in both] == [
        ("tale#1", "described"),
        ("tale#2", "named"),
    ]


def test_link_added_where_there_is_one_changes_nothing(tmp_path: Path) -> None:
    corrections, _ = made(
        tmp_path, {"add": [{"passage": "tale#1", "feature": "port-a", "reason": "again"}]}
    )
    assert correct(LINKS, [TALE], [corrections]) == LINKS


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"passage": "tale#1", "feature": "port-a"}, "reason"),
        ({"passage": "tale#1", "feature": "port-z", "reason": "x"}, "feature"),
        ({"passage": "tale", "feature": "port-a", "reason": "x"}, "passage"),
        ({"feature": "port-a", "reason": "x"}, "passage"),
        ({"article": "tale", "feature": "port-a", "reason": "x"}, "paragraph"),
        (
            {"passage": "tale#1", "fingerprint": "0" * 16, "feature": "port-a", "reason": "x"},
            "pass",
        ),
        ({"passage": "tale#1", "feature": "port-a", "reason": "x", "why": "y"}, ""),
    ],
)
def test_fault_names_file_entry_and_field_and_the_others_count(
    entry: dict[str, object], field: str, tmp_path: Path
) -> None:
    good = {"passage": "tale#1", "feature": "port-b", "reason": "good"}
    corrections, faults = made(tmp_path, {"add": [good, entry]})
    assert [one.feature for one in corrections.add] == ["port-b"]
    assert all(fault.file == "links.json" and fault.feature == "add[1]" for fault in faults)
    assert any(field in fault.field for fault in faults)


def test_passage_that_there_is_not_is_a_fault_but_words_not_at_hand_are_none(
    tmp_path: Path,
) -> None:
    corrections, _ = made(
        tmp_path,
        {
            "remove": [
                {"passage": "tale#9", "feature": "port-a"},
                {"fingerprint": "f" * 16, "feature": "port-a"},
            ]
        },
    )
    (fault,) = unmatched(corrections, {p.id for p in TALE.passages})
    assert (fault.feature, fault.field) == ("remove[0]", "passage")


def test_file_in_the_library_is_no_text_of_it(tmp_path: Path) -> None:
    made(tmp_path, {"remove": []})
    assert disk.load(tmp_path) == ([], [])


def test_shipped_geodata_has_no_fault_in_its_links() -> None:
    faults = dataset.read(ROOT / "geodata").faults
    assert not [fault for fault in faults if fault.file == "links.json"]
