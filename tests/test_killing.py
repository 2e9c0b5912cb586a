"""A process that is killed, or finds no room, leaves nothing half done and loses nothing."""

import os
from pathlib import Path

import pytest
from killing import TASKS, kill


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes of that kind on this system")
@pytest.mark.parametrize("name", TASKS)
def test_whoever_is_killed_loses_nothing(name: str, tmp_path: Path) -> None:
    assert kill(TASKS[name](tmp_path), 8) > 0
