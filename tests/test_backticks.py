"""Names and paths in backticks, in what is written about the code, exist."""

import ast
import pkgutil
import re
from collections.abc import Iterator

import pytest
from driving import ROOT

DOCUMENTS = ("README.md", "CHANGELOG.md", "geodata/README.md", ".github/CONTRIBUTING.md")
NAME = re.compile(r"corridors(\.[A-Za-z_]\w*)+")
PATH = re.compile(r"([\w.-]+/)+([\w-]+\.\w+)?")
FILE_NAME = re.compile(r".*\.(geo)?json")
PLACEHOLDER = re.compile("NAME|FOLDER")
IN_A_LIBRARY = {"layers/my-places.geojson"}
# A path may be told from any folder of these.
PATHS = [
    f"/{path.relative_to(ROOT)}{'/' if path.is_dir() else ''}"
    for top in ("src", "geodata", "tests", ".github", ".streamlit")
    for path in (ROOT / top, *(ROOT / top).rglob("*"))
    if "node_modules" not in path.parts
]


def docstrings() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                yield str(path.relative_to(ROOT)), ast.get_docstring(node) or ""


def quoted(text: str) -> set[str]:
    return set(re.findall(r"(?<!`)``?([^`\n]+)``?(?!`)", text))


def exists(name: str) -> bool:
    if NAME.fullmatch(name) and not FILE_NAME.fullmatch(name):
        return resolves(name)
    if PATH.fullmatch(name) and not PLACEHOLDER.search(name) and name not in IN_A_LIBRARY:
        return any(path.endswith(f"/{name}") for path in PATHS)
    return True


def resolves(name: str) -> bool:
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_names_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [name for name in sorted(quoted(text)) if not exists(name)] == []


def test_what_a_docstring_names_exists() -> None:
    missing = [(at, name) for at, text in docstrings() for name in quoted(text) if not exists(name)]
    assert missing == []


@pytest.mark.parametrize("name", ["corridors.towns", "corridors.open.none", "places/villages.py"])
def test_a_name_of_nothing_is_found_missing(name: str) -> None:
    assert not exists(name)
