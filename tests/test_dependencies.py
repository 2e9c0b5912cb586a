"""What Corridors is built on: locked, audited, licensed."""

import json
import re
import subprocess
import sys

import pytest
from driving import ROOT
from packaging.requirements import Requirement
from packaging.version import Version

from corridors.licences import licences, needed

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


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
            name = re.sub(r"[-_.]+", "-", requirement.name).lower()
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
