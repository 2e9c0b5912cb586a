"""That each benchmark can be started; what it finds is nobody's to assert."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent / "benchmarks"
STARTED = [file for file in FOLDER.glob("*.py") if b"ArgumentParser" in file.read_bytes()]


@pytest.mark.parametrize("file", STARTED, ids=lambda file: file.stem)
def test_a_benchmark_says_how_it_is_used(file: Path) -> None:
    command = [sys.executable, str(file), "--help"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "usage:" in done.stdout
