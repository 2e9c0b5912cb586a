"""The page as one file, and the brief: safe whatever the names, and without words by default."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from atlases import DRILL, HELD, HOSTILE, MOLE, NOT_HELD, SONGS, atlas
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from corridors.atlas import Atlas, of
from corridors.errors import ExportError
from corridors.exporting.export_format import Setting
from corridors.exporting.registry import export
from corridors.map.picture.compose import Picture
from corridors.map.picture.drawing import Seen
from corridors.model import Article, Branch, Digest, Feature, Layer, Link, Passage, Record
from corridors.takeout.brief import PAGE as LONGEST_BRIEF
from corridors.takeout.brief import brief
from corridors.takeout.bundling import bundle
from corridors.takeout.standalone import PAGE, in_script, standalone

COUNTRIES = {"AZ": "Azerbaijan"}
BREAKING = st.sampled_from(
    [
        *(
            "</script><script>alert(1)</script>",
            "<!--",
            "<!--<script>",
            "-->",
            "]]>",
            "{{content}}",
        ),
        *("\u2028", "\u2029", "`${alert(1)}`", '"><img src=x onerror=alert(1)>', "</style>", "\0"),
        *("&lt;/script&gt;", "\ud800", "</SCRIPT", "\\u003c/script", "javascript:alert(1)"),
    ]
)


def page(whole: Atlas, *, texts: bool = False) -> str:
    return standalone(whole, None, COUNTRIES, texts=texts).encode("utf-8", "replace").decode()


def held(document: html.HtmlElement, name: str) -> dict[str, object]:
    [element] = document.xpath(f"//script[@id='corridors-{name}']")
    found: dict[str, object] = json.loads(element.text)
    return found


def hostile(text: str) -> Atlas:
    """An atlas in which everything bears one name."""
    features = [
        replace(one, name=text, label=text, summary=text, names=(replace(one.names[0], text=text),))
        for one in (MOLE, DRILL)
    ]
    branch = Branch("main", text, ("a-b", "b-c"))
    legs = tuple(replace(leg, name=text, operator=text, source=text) for leg in SONGS.legs)
    song = replace(SONGS, name=text, label=text, legs=legs, branches=(branch,))
    record = Record("r", text, author=text, publication=text, url=text)
    reason = text.encode("utf-8", "replace").decode()  # the store holds no half surrogate pair
    digest = Digest("port-mole", "described", text, reason)
    passage = Passage("r", 1, "body", None, (digest,), text)
    link = Link("r#1", "port-mole", "described", (), reason)
    layers = (Layer("ports", text, tuple(features)), Layer("corridors", text, (song,)))
    return of(layers, [(Article(record, (passage,), held=True), [link])])


class TestStandalone:
    @settings(max_examples=25, deadline=None)
    @given(BREAKING | HOSTILE)
    def test_keeps_hostile_names_as_data(self, text: str) -> None:
        made = page(hostile(text), texts=True)
        document = html.document_fromstring(made.encode("utf-8"))
        scripts = document.xpath("//script")
        assert len(scripts) == 3
        assert document.xpath("//img | //iframe | //*[@onerror]") == []
        allowed = text.encode("utf-8", "replace").decode().replace("?", "\ufffd")
        content = held(document, "content")
        told = content["features"]["port-mole"]["name"]  # type: ignore[index]
        assert told.replace("?", "\ufffd") == allowed
        for script in scripts:
            assert not re.search("<!--|</|\u2028|\u2029", script.text.replace(scripts[-1].text, ""))

    @settings(deadline=None)
    @given(
        st.recursive(
            HOSTILE | BREAKING, lambda inner: st.lists(inner) | st.dictionaries(HOSTILE, inner)
        )
    )
    def test_json_in_a_script_reads_back_and_ends_nothing(self, value: object) -> None:
        text = in_script(value)
        assert not set("<>&\u2028\u2029") & set(text)
        sound = json.loads(
            re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(value, ensure_ascii=False))
        )
        assert json.loads(text) == sound

    def test_allows_its_own_scripts_by_hash_and_no_request(self) -> None:
        document = html.document_fromstring(page(atlas()).encode())
        [policy] = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert not {"connect-src", "font-src", "frame-src"} & rules.keys()
        assert "unsafe" not in policy
        files = held(document, "files")
        codes = [document.xpath("//script")[-1].text, files["leaflet/leaflet.js"], files["map.js"]]
        for code in codes:
            digest = base64.b64encode(hashlib.sha256(str(code).encode()).digest()).decode()
            assert f"'sha256-{digest}'" in rules["script-src"]
        for sheet in document.xpath("//style"):
            digest = base64.b64encode(hashlib.sha256(sheet.text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in rules["style-src"]
            assert "url(images" not in sheet.text

    def test_holds_leaflet_with_its_licence(self) -> None:
        document = html.document_fromstring(page(atlas()).encode())
        code = str(held(document, "files")["leaflet/leaflet.js"])
        assert "Leaflet 1.9.4" in code
        assert "Redistributions in binary form must reproduce the above copyright" in code

    def test_holds_digests_and_no_words_unless_asked(self) -> None:
        whole = atlas(HELD, NOT_HELD)
        without, with_words = page(whole), page(whole, texts=True)
        assert "Somebody sings." in without
        assert "a band sang" not in without
        assert "no words of the articles" in without
        assert "a band sang" in with_words
        foot = " ".join(html.document_fromstring(with_words.encode()).xpath("//footer/p/text()"))
        assert "A Tale of Two Moles" in foot
        assert "Songs of the quay" not in foot

    def test_holds_every_branch_of_a_corridor(self) -> None:
        content = held(html.document_fromstring(page(atlas()).encode()), "content")
        ways = content["features"]["corridor-songs"]["ways"]  # type: ignore[index]
        assert [len(ways[branch]["legs"]) for branch in ("", "main")] == [2, 2]

    def test_says_how_many_passages_it_leaves_out(self) -> None:
        content = held(html.document_fromstring(page(much(PAGE + 3)).encode()), "content")
        told = content["features"]["port-mole"]  # type: ignore[index]
        assert (told["passages"], told["shown"]) == (PAGE + 3, PAGE)


class TestBundle:
    def test_joins_modules_and_takes_one_in_place_of_another(self, tmp_path: Path) -> None:
        write(
            tmp_path,
            "a.js",
            'import { one } from "./b.js";\nexport function two() { return one(); }',
        )
        write(tmp_path, "b.js", "export const one = () => 1;")
        write(tmp_path, "c.js", "export const one = () => 9;")
        script = bundle({"start": tmp_path / "a.js"}, {"b.js": tmp_path / "c.js"})
        assert "() => 9" in script
        assert "() => 1" not in script
        assert "import" not in script
        assert "export" not in script

    @pytest.mark.parametrize(
        "line",
        [
            'import * as all from "./b.js";',
            'import b from "./b.js";',
            "export default 1;",
            "export { one };",
            'const b = import("./b.js");',
        ],
    )
    def test_refuses_what_it_does_not_understand(self, tmp_path: Path, line: str) -> None:
        write(tmp_path, "a.js", line)
        write(tmp_path, "b.js", "export const one = 1;")
        with pytest.raises(ExportError, match="cannot be bundled"):
            bundle({"start": tmp_path / "a.js"})

    def test_refuses_a_circle(self, tmp_path: Path) -> None:
        write(tmp_path, "a.js", 'import { b } from "./b.js";\nexport const a = 1;')
        write(tmp_path, "b.js", 'import { a } from "./a.js";\nexport const b = 1;')
        with pytest.raises(ExportError, match="imports itself"):
            bundle({"start": tmp_path / "a.js"})


class TestBrief:
    def test_tells_name_facts_legs_passages_and_sources(self, tmp_path: Path) -> None:
        made = printed(atlas(), "corridor-songs", tmp_path)
        text = " ".join(made.itertext())
        for words in ("Song Line", "Azerbaijan", "A – B", "A song travels.", "Songs of the quay"):
            assert words in text
        assert "Background, paragraph 1" in text
        assert "Position: nowhere" in text
        assert len(made.xpath("//table/tbody/tr")) == 2
        assert len(made.xpath("//figure/svg")) == 1
        assert made.xpath("//script") == []

    def test_lists_the_legs_of_a_chosen_branch(self, tmp_path: Path) -> None:
        one = replace(SONGS, branches=(Branch("short", "Short", ("a-b",)),))
        whole = Atlas((Layer("corridors", "Corridors", (one,)),))
        assert len(printed(whole, one.id, tmp_path, "short").xpath("//table/tbody/tr")) == 1

    def test_holds_words_only_when_asked(self, tmp_path: Path) -> None:
        whole = atlas(HELD)
        assert "a band sang" not in " ".join(printed(whole, "port-mole", tmp_path).itertext())
        asked = printed(whole, "port-mole", tmp_path, texts=True)
        assert "a band sang" in " ".join(asked.itertext())
        assert [mark.text for mark in asked.xpath("//blockquote/b")]

    @settings(max_examples=40, deadline=None)
    @given(BREAKING | HOSTILE)
    def test_shows_hostile_names_as_they_stand(self, text: str) -> None:
        whole = hostile(text)
        made = brief(whole, whole.features["port-mole"], COUNTRIES, "", texts=True)
        document = etree.fromstring(made.removeprefix("<!doctype html>").encode())
        known = {"html", "head", "meta", "title", "link", "style", "body", "h1", "h2", "h3", "p"}
        known |= {"figure", "dl", "dt", "dd", "div", "blockquote", "ul", "li", "a", "b"}
        assert {element.tag for element in document.iter()} <= known
        addresses = document.xpath("//a/@href")
        assert all(one.lower().startswith(("http://", "https://")) for one in addresses)

    def test_says_how_many_passages_it_leaves_out(self, tmp_path: Path) -> None:
        made = printed(much(LONGEST_BRIEF + 1), "port-mole", tmp_path)
        assert f"the first {LONGEST_BRIEF} of them" in " ".join(made.itertext())

    def test_of_no_feature_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(ExportError, match=r"choose it .*port-mole"):
            export(atlas(), "brief", Setting(tmp_path, COUNTRIES))

    def test_of_two_features_is_an_error(self) -> None:
        with pytest.raises(ExportError, match="brief describes one feature, not 2"):
            export(atlas(), "brief", Setting(), ["port-mole", "exercise-drill"])


def printed(
    whole: Atlas, feature: str, folder: Path, branch: str | None = None, *, texts: bool = False
) -> html.HtmlElement:
    picture = Picture(seen=Seen(feature=feature, branch=branch))
    made = export(whole, "brief", Setting(folder, COUNTRIES, picture, texts))
    assert made.name == f"corridors-brief-{feature}.html"
    return html.document_fromstring(made.content)


def much(number: int) -> Atlas:
    """An atlas in which many passages speak of one feature."""
    passages = tuple(Passage("r", n, "body", None, (), "Mole.") for n in range(1, number + 1))
    links = [Link(passage.id, "port-mole", "named") for passage in passages]
    feature: Feature = MOLE
    return of(
        (Layer("ports", "Ports", (feature,)),), [(Article(Record("r", "R"), passages), links)]
    )


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
