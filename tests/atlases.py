"""Small made-up atlases for the tests of what goes out."""

from dataclasses import replace

from hypothesis import strategies as st
from shapely import LineString, MultiLineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from corridors.atlas import Atlas, assemble
from corridors.geodata import dataset
from corridors.linking.rules.ruleset import rules_of
from corridors.model import (
    Actor,
    Article,
    Branch,
    Digest,
    Feature,
    Layer,
    Leg,
    Locator,
    Name,
    Passage,
    Precision,
    Record,
    Source,
)

KINDS = dataset.kinds()
TEXT = (
    "On the quay of Mole Harbour a band sang.\nThe Old Mole, some said of the harbour, was no Mole."
)
PAGE = Record(
    "tale-2025",
    "A Tale of Two Moles",
    author="Ann van den Berg and Bo-Li Lee Jr.",
    publication="Harbour Weekly",
    publisher="Quay & Sons",
    date="2025-03-04",
    date_text="4 March 2025",
    url="https://example.org/tale?id=1&lang=en",
)
LISTED = Record(
    "list-2025",
    "[Songs of the quay]",
    author="Ada Example",
    publication="Harbour Weekly",
    date="2025",
    date_text="2025, after March",
    url="https://example.org/list.html",
    url_is_list=True,
)


def feature(key: str, shape: BaseGeometry, *names: Name, **more: object) -> Feature:
    made = Feature(
        key,
        "ports",
        KINDS["port"],
        names[0].text,
        names,
        ("AZ",),
        "operating",
        "Made up.",
        shape,
        Precision("approximate", 2),
        (Source("Position: nowhere", "https://example.org/where"),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


LINES = (LineString([(50, 40), (51, 40)]), LineString([(51, 40), (52, 41)]))
LEGS = (
    Leg("a-b", "A – B", "rail", "operating", 9.0, Precision("network"), "drawn", LINES[0]),
    Leg("b-c", "B – C", "sea", "planned", 9.0, Precision("schematic"), "drawn", LINES[1]),
)
MOLE = feature(
    "port-mole",
    Point(50, 40),
    Name("Mole Harbour", "preferred"),
    Name("mole harbour", "alias"),
    Name("Мол", "alias", lang="ru"),
    Name("Mole", "ambiguous", "harbour"),
    Name("Old Mole", "exclusion"),
    identifiers={"wikidata": "Q1", "geonames": "2", "unlocode": "AZMOL"},
)
SONGS = feature(
    "corridor-songs",
    MultiLineString(LINES),
    Name("Song Line", "preferred"),
    layer="corridors",
    kind=KINDS["corridor"],
    legs=LEGS,
    branches=(Branch("main", "Main", ("a-b", "b-c")),),
)
DRILL = feature(
    "exercise-drill",
    # Clockwise, as the right-hand rule forbids.
    Polygon(box(50, 40, 51, 41).exterior.coords[::-1]),
    Name("Drill", "preferred"),
    layer="exercises",
    kind=KINDS["exercise"],
    precision=Precision("area", 40),
    start="2025-06-01",
    end="2025-06-03",
    actors=(Actor("host", "AZ"),),
)
LAYERS = (
    Layer("ports", "Ports", (MOLE,)),
    Layer("corridors", "Corridors", (SONGS,)),
    Layer("exercises", "Exercises", (DRILL,)),
)


def passage(record: Record, number: int, text: str | None, *digests: Digest) -> Passage:
    locator = Locator("background", number, f"{number:016x}", "Zyzzyva quokka xylem")
    return Passage(record.id, number, "background", locator, digests, text)


HELD = Article(
    PAGE,
    (
        passage(PAGE, 1, "Nothing here."),
        passage(PAGE, 2, TEXT, Digest("exercise-drill", "described", "A drill.", "tells of one")),
    ),
    held=True,
)
NOT_HELD = Article(
    LISTED,
    (
        passage(
            LISTED,
            1,
            None,
            Digest("port-mole", "named", "Somebody sings."),
            Digest("corridor-songs", "described", "A song travels.", "speaks of songs"),
        ),
    ),
)

RULES = rules_of({}, {"harbour": {"words": ["harbour", "quay"]}})


def atlas(*articles: Article, layers: tuple[Layer, ...] = LAYERS) -> Atlas:
    return assemble(layers, articles or (HELD, NOT_HELD), RULES)


SPICE = "\n\r\t\0\x0b\x85\u2028\u202e'\"`,;:{}[]()<>\\/%#&_$^~=+-@＝|*!?“”’…"
HOSTILE = st.one_of(
    st.text(st.sampled_from(SPICE + "aé中 0"), min_size=1, max_size=30),
    st.text(min_size=1, max_size=30),
    st.sampled_from(
        [
            "}\n@article{x,",
            "\\",
            "{",
            "}}{{",
            "\\input{/etc/passwd}",
            "x\nER  - \nTY  - BOOK",
            "TY  - BOOK",
            "=1+1",
            "＝1+1",
            "@SUM(A1)",
            "\t=1",
            '","',
            '"',
            "Smith, Jr.",
            ", and ,",
            "</script><b>",
            "\ud800",
        ]
    ),
)
