"""The wheel: all that the app needs, away from the checkout."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from driving import ROOT, Server, Visit
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.slow

CORRIDORS = "from corridors.cli.main import main; main()"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as its wheel holds it; the dependencies are those of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "-q", "--no-deps", "-w", folder / "w", ROOT], check=True)
    (wheel,) = (folder / "w").glob("*.whl")
    target = folder / "packages"
    subprocess.run([*pip, "install", "-q", "--no-deps", "--target", target, wheel], check=True)
    return target


def run(installed: Path, folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_command_line_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = run(installed, tmp_path, "import corridors; print(corridors.__file__)")
    assert Path(where.strip()).is_relative_to(installed)
    assert "port-ochamchire" in run(installed, tmp_path, CORRIDORS, "features")
    assert "no fault" in run(installed, tmp_path, CORRIDORS, "check")


@pytest.mark.browser
def test_serve_opens_the_app(installed: Path, tmp_path: Path, browser: Browser) -> None:
    command = (sys.executable, "-c", CORRIDORS, "serve")
    with Server(tmp_path, *command, cwd=tmp_path, PYTHONPATH=str(installed)) as server:
        with urlopen(server.url) as answer:
            assert answer.status == 200
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        visit = Visit(context.new_page(), server.url).open("/?feature=port-poti")
        visit.wait_for("port-poti")
        expect(visit.page.locator(".base-land").first).to_be_attached()
        assert visit.foreign == []
        context.close()
