"""The licences of the packages that Corridors is built on, as they state them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CLASS = "License :: OSI Approved :: "
_UNSTATED = "not stated"


@dataclass(frozen=True, slots=True)
class Licence:
    """A package, its version and what it states as its licence."""

    name: str
    version: str
    licence: str


def licences(package: str = "corridors") -> list[Licence]:
    """List the packages that a package needs to run, directly or not, by name."""
    unsorted = (
        Licence(installed.name, installed.version, stated(installed))
        for installed in needed(package)
        if installed.name != package
    )
    return sorted(unsorted, key=lambda licence: licence.name.casefold())


def needed(package: str) -> Iterator[Distribution]:
    """Yield a package and all that it needs, as far as it is installed."""
    waiting, seen = [package], set()
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # for another system, or an older Python
        yield installed
        for line in installed.requires or ():
            requirement, _, marker = line.partition(";")
            match = _NAME.match(requirement.strip())
            if match and "extra" not in marker:
                waiting.append(match[0])


def stated(package: Distribution) -> str:
    """Return the licence that a package states, in its fields or its licence file."""
    fields = package.metadata
    [expression, *_] = fields.get_all("License-Expression") or [""]
    classes = [c.removeprefix(_CLASS) for c in fields.get_all("Classifier") or () if _CLASS in c]
    [plain, *_] = fields.get_all("License") or [""]
    licence = expression or "; ".join(classes) or plain or _file(package)
    return licence.strip().partition("\n")[0][:80] or _UNSTATED


def _file(package: Distribution) -> str:
    names = package.metadata.get_all("License-File") or ()
    texts = (package.read_text(f"licenses/{name}") or package.read_text(name) for name in names)
    return next((f"in its own file: {text.strip()}" for text in texts if text), "")
