"""The source itself: style, types, and no sentence of anyone's article."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from driving import ROOT

ARTICLES = ROOT.parent / "shared" / "articles"
SHINGLE = 10


def check(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", [("check",), ("format", "--check")])
def test_style_is_clean(command: tuple[str, ...]) -> None:
    check("ruff", *command)


@pytest.mark.slow
def test_types_are_clean() -> None:
    check("mypy")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="no articles at hand")
def test_no_run_of_words_from_an_article() -> None:
    runs = set()
    for path in ARTICLES.glob("*.txt"):
        for paragraph in path.read_text(encoding="utf-8").splitlines():
            found = words(paragraph)
            runs |= {tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)}
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    copied = []
    for name in listed.stdout.splitlines():
        path = Path(ROOT, name)
        if "basemap" in name or not path.is_file():
            continue
        try:
            found = words(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
        copied += [
            f"{name}: {' '.join(run)}"
            for run in zip(*(found[i:] for i in range(SHINGLE)), strict=False)
            if run in runs
        ]
    assert copied == []
