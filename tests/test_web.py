"""The page's scripts: form, types, what their pure parts compute, and what Python gives them."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from atlases import atlas
from driving import ROOT
from lxml import html
from streamlit.testing.v1 import AppTest

from corridors.atlas import Atlas
from corridors.describe.articles import describe as describe_article
from corridors.page import serving
from corridors.takeout.standalone import standalone
from corridors.web import FOLDER

CHECKS = ROOT / "tests" / "web"
LINE = 110
OLDEST = (20, 19)  # reads a module without being told that it is one
SEEN: tuple[dict[str, str], ...] = (
    {},
    {"feature": "port-baku"},
    {"feature": "corridor-middle"},
    {"feature": "corridor-middle", "panel": "compare"},
    {"panel": "actors"},
    {"panel": "actors", "actor": "AZ"},
    {"panel": "read"},
    {"panel": "read", "article": "avdaliani-2025", "paragraph": "2"},
    {"words": "Baku", "from": "2024-01-01"},
)


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of the checks' programs; without them the checks are skipped, but not in CI."""
    programs = CHECKS / "node_modules" / ".bin"
    lacking = _lacking(programs)
    if lacking and os.environ.get("CI"):
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)
    return programs


def _lacking(programs: Path) -> str | None:
    node = shutil.which("node")
    if node is None:
        return "no Node.js to check the scripts with"
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(map(int, re.findall(r"\d+", told)))
    if version < OLDEST:
        return f"Node.js is {told.strip()}; the scripts' checks need {'.'.join(map(str, OLDEST))}"
    if not programs.is_dir():
        return "the scripts' checks are not installed: npm ci --prefix tests/web"
    return None


def check(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=CHECKS, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_scripts_have_sound_types(tools: Path) -> None:
    check(tools / "tsc")


@pytest.mark.slow
def test_scripts_are_clean(tools: Path) -> None:
    check(tools / "biome", "check", "--error-on-warnings", ".", FOLDER)


@pytest.mark.slow
def test_pure_parts_of_the_scripts(tools: Path) -> None:
    check("node", "--test")


def test_lines_of_the_scripts_end_in_sight() -> None:
    long = [
        f"{file.relative_to(FOLDER)}:{number}"
        for file in [*FOLDER.rglob("*.js"), *FOLDER.rglob("*.ts")]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LINE
    ]
    assert long == []


@pytest.mark.slow
def test_python_gives_the_scripts_what_they_expect(tools: Path, tmp_path: Path) -> None:
    """What the page hands over, and the page in one file, has the types that the scripts read."""
    made_up = atlas()
    given = [*_handed_over(), ("StandaloneContent", _content(made_up))]
    given += [("Article", describe_article(made_up, one)) for one in made_up.articles]
    written = "\n".join(
        f"export const given{at}: {of} = {json.dumps(value)};"
        for at, (of, value) in enumerate(given)
    )
    contract = json.dumps((FOLDER / "contract").as_posix())
    (tmp_path / "given.ts").write_text(
        f"import type {{ Article, Fetched, Handed, StandaloneContent }} from {contract};\n"
        f"type Served = {{ module: string; static: string }};\n{written}\n",
        encoding="utf-8",
    )
    settings = {
        "extends": (CHECKS / "tsconfig.json").as_posix(),
        "compilerOptions": {"types": []},
        "files": ["given.ts"],
        "include": [],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    check(tools / "tsc", "--project", tmp_path)


def _handed_over() -> Iterator[tuple[str, Any]]:
    """Yield what components of the page are given, and what they fetch, each with its type."""
    handed: dict[str, str] = {}
    for query in SEEN:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        test.query_params.update(query)
        for element in test.run().get("bidi_component"):
            data = json.loads(element.proto.json)
            module = data["module"].removeprefix(data["static"] + "/")
            handed[json.dumps(data)] = f'Handed["{module}"] & Served'
            for file in filter(re.compile(r"published/\w+\.json$").search, map(str, data.values())):
                content = (serving._published() / Path(file).name).read_text(encoding="utf-8")
                handed[content] = f'Fetched["{module}"]'
    assert len(set(handed.values())) > 12
    for text, of in handed.items():
        yield of, json.loads(text)


def _content(of: Atlas) -> Any:
    made = standalone(of, None, {}, texts=True)
    [element] = html.document_fromstring(made).xpath("//script[@id='corridors-content']")
    return json.loads(element.text)
