"""The wheel: all that the app and the API need, away from the checkout."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from driving import ROOT, Server, Visit
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.slow

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made as the README says."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP, "wheel", "-q", "--no-deps", "-w", folder, ROOT], check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment of its own, as pipx makes one; dependencies are the tests'."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=os.name != "nt")
    paths = sysconfig.get_paths("venv", vars={"base": str(folder), "platbase": str(folder)})
    (Path(paths["purelib"]) / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"])
    programs = Path(paths["scripts"])
    python = programs / Path(sys.executable).name
    subprocess.run([*PIP, "--python", python, "install", "-q", "--no-deps", wheel], check=True)
    return programs


def run(*command: str | Path, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_wheel_has_nothing_that_only_maintainers_need(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert "corridors/api/open_atlas.py" in names
    assert "corridors/geodata_files/ports.geojson" in names
    left_out = re.compile(r"corridors/(rebuild|geodata_files/sources|tests)/")
    assert [name for name in names if left_out.match(name)] == []


def test_command_line_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = "import corridors; print(corridors.__file__)"
    found = Path(run(installed / "python", "-c", where, folder=tmp_path).strip())
    assert found.is_relative_to(installed.parent)
    assert "port-ochamchire" in run(installed / "corridors", "features", folder=tmp_path)
    assert "no fault" in run(installed / "corridors", "check", folder=tmp_path)


def test_the_api_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = "import corridors; corridors.open().map().save('map.html')"
    run(installed / "python", "-c", code, folder=tmp_path)
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "port-ochamchire" in page
    assert "basemap-land" in page


@pytest.mark.browser
def test_serve_opens_the_app_without_a_clone(
    installed: Path, tmp_path: Path, browser: Browser
) -> None:
    command = (str(installed / "corridors"), "serve")
    with Server(tmp_path, *command, cwd=tmp_path, PYTHONPATH="") as server:
        with urlopen(server.url) as answer:
            assert answer.status == 200
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        visit = Visit(context.new_page(), server.url).open("/?feature=port-poti")
        visit.wait_for("port-poti")
        expect(visit.page.locator(".base-land").first).to_be_attached()
        assert visit.foreign == []
        context.close()


def test_the_readme_says_how_to_do_without_a_clone() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python -m pip wheel --no-deps ." in readme
    assert "pipx install corridors-….whl && corridors serve" in readme
