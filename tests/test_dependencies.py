"""What Corridors is built on: locked, audited, licensed."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from driving import ROOT
from packaging.requirements import Requirement
from packaging.version import Version

from corridors.licences import licences, needed
from corridors.map import leaflet

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SOURCE, TESTS = ROOT / "src" / "corridors", ROOT / "tests"
REBUILD = SOURCE / "rebuild"
INSTALLED = packages_distributions()
ASKED_FOR_BY_NAME = {"lxml-html-clean", "xlsxwriter"}  # by trafilatura's needs, and by pandas


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(*extras: str) -> set[str]:
    """The distributions that Corridors names as its own needs, and those of some extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return {normalised(Requirement(line).name) for line in lines}


def imported(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Each file's imports from elsewhere: what is named, and the file."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            tops = {name.partition(".")[0] for name in names} - sys.stdlib_module_names
            yield from ((top, str(file.relative_to(ROOT))) for top in tops - {"corridors"})


def providers(top: str) -> set[str]:
    """The distributions that a package may come from; one not installed is called as it."""
    return set(map(normalised, INSTALLED.get(top, [top])))


def undeclared(files: Iterable[Path], known: set[str]) -> list[str]:
    return [f"{file}: {top}" for top, file in imported(files) if not providers(top) & known]


def test_all_that_is_imported_is_declared() -> None:
    files = set(SOURCE.rglob("*.py"))
    rebuild = set(REBUILD.rglob("*.py"))
    assert undeclared(files - rebuild, declared()) == []
    assert undeclared(rebuild, declared("rebuild")) == []


def test_all_that_the_tests_import_is_declared() -> None:
    files = set(TESTS.rglob("*.py"))
    own = {normalised(name) for file in files for name in (file.stem, file.parent.name)}
    assert undeclared(files, own | declared("bench", "fuzz", "rebuild", "test")) == []


def test_all_that_is_declared_is_imported_or_asked_for_by_name() -> None:
    tops = {top for top, _ in imported(SOURCE.rglob("*.py"))}
    used = set().union(*map(providers, tops))
    assert declared("rebuild") - used == ASKED_FOR_BY_NAME


def test_leaflet_is_the_release_that_was_tried_with_its_licence() -> None:
    assert "Leaflet 1.9.4," in (leaflet.FOLDER / "leaflet.js").read_text(encoding="utf-8")[:200]
    assert "BSD 2-Clause License" in leaflet.licence()
    [listed] = [one for one in licences() if one.name == "django-js-lib-leaflet"]
    assert "BSD" in listed.licence


def locked() -> dict[str, list[str]]:
    """The locked versions by name: several where systems or Pythons differ."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ ;]+)", LOCK, re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


def test_lock_holds_all_that_is_needed_in_versions_that_will_do() -> None:
    versions = locked()
    faults = []
    for one in needed("corridors"):
        for requirement in map(Requirement, one.requires or ()):
            if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
                continue
            name = normalised(requirement.name)
            good = [v for v in versions.get(name, ()) if Version(v) in requirement.specifier]
            if not good:
                faults.append(f"{one.name} needs {requirement}, locked: {versions.get(name)}")
    assert faults == [], "make the lock anew by the command in its first lines"


def test_every_locked_package_has_hashes_and_no_address() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK)[1:]
    assert len(entries) > 40
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in LOCK


def test_every_package_states_a_licence_that_leaves_ours_free() -> None:
    found = licences()
    assert len(found) > 40
    for one in found:
        assert one.licence != "not stated", one
        choices = re.split(r" OR ", one.licence)
        assert not all(re.search(r"\bA?GPL|GNU (?:Affero )?General", c) for c in choices), one


def test_a_public_host_runs_the_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start, test = re.findall(r"^```sh\n(python -m pip install .*)\n```$", readme, re.MULTILINE)
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    scripts = [step["run"] for step in workflow["jobs"]["test"]["steps"] if "run" in step]
    assert test in scripts
    assert all(command in "".join(scripts) for command in start.split(" && "))


def test_what_runs_before_a_commit_comes_with_the_tests() -> None:
    settings = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook for repository in settings["repos"] for hook in repository["hooks"]]
    assert {hook["entry"].split()[0] for hook in hooks} <= declared("test")


@pytest.mark.parametrize(
    ("report", "code", "said"),
    [
        ({"dependencies": [{"name": "a", "version": "1", "vulns": []}]}, 0, "1 of 1"),
        ({"dependencies": [{"name": "a", "version": "1", "skip_reason": "unknown"}]}, 0, "0 of 1"),
        (
            {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}]},
            1,
            "a 1: PYSEC-1",
        ),
        (None, 0, "Not audited"),
    ],
)
def test_audit_fails_on_a_known_vulnerability_alone(report: object, code: int, said: str) -> None:
    text = json.dumps(report) if report else "the service cannot be reached"
    command = [sys.executable, str(ROOT / ".ci" / "audit")]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    assert (done.returncode, said in done.stdout) == (code, True), done
