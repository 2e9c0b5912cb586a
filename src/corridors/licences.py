"""The licences of what Corridors is built on, as the installed packages state them."""

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
    """List what a package needs to run, and what that needs in turn, by name."""
    found = (
        Licence(one.name, one.version, stated(one))
        for one in needed(package)
        if one.name != package
    )
    return sorted(found, key=lambda one: one.name.casefold())


def needed(package: str) -> Iterator[Distribution]:
    """Yield a package and all that it needs, as far as it is installed."""
    waiting, seen = [package], set()
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue  # of another system, or an older Python
        yield one
        for line in one.requires or ():
            requirement, _, marker = line.partition(";")
            wanted = _NAME.match(requirement.strip())
            if wanted and "extra" not in marker:
                waiting.append(wanted[0])


def stated(one: Distribution) -> str:
    """Return the licence that a package states: its own fields, or how its licence file begins."""
    fields = one.metadata
    [expression, *_] = fields.get_all("License-Expression") or [""]
    classes = [c.removeprefix(_CLASS) for c in fields.get_all("Classifier") or () if _CLASS in c]
    [free, *_] = fields.get_all("License") or [""]
    told = expression or "; ".join(classes) or free or _file(one)
    return told.strip().partition("\n")[0][:80] or _UNSTATED


def _file(one: Distribution) -> str:
    names = one.metadata.get_all("License-File") or ()
    texts = (one.read_text(f"licenses/{name}") or one.read_text(name) for name in names)
    return next((f"in its own file: {text.strip()}" for text in texts if text), "")
