"""Checks JSON files: what is wrong, and exactly where."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isinf
from pathlib import Path
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

MAX_BYTES = 50_000_000
_SHOWN = 80
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one file: where it is, what was found, what was expected."""

    file: str
    feature: str
    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.feature, self.field) if part)
        return f"{where}: found {self.found}, expected {self.expected}"


class FaultError(Exception):
    """Carries the fault that ends the reading of a file or feature."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def load(path: Path) -> Any:  # noqa: ANN401 - JSON is anything until its schema has been checked
    """Read one JSON file, strictly: UTF-8, no NaN, no Infinity.

    Raises
    ------
    FaultError
        If the file is missing, too large, not UTF-8, empty or not JSON; names line and column.
    """
    text = _text(path)
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        if _HALF.search(text):  # half a surrogate pair, which nothing can show or store
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        found = f"{error.msg.lower()} at line {error.lineno}, column {error.colno}"
        raise _fault(path, found, "valid JSON") from error
    except UnicodeEncodeError as error:
        found = f"{error.object[error.start]!a}, half of a character"
        raise _fault(path, found, "whole characters") from error
    except ValueError as error:
        raise _fault(path, str(error), "numbers that JSON allows") from error
    except RecursionError as error:
        raise _fault(path, "brackets nested too deeply", "valid JSON") from error
    return value


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _fault(path, f"{path.stat().st_size:,} bytes", f"at most {MAX_BYTES:,}")
        content = path.read_bytes()
    except OSError as error:
        raise _fault(path, f"no readable file ({error.strerror})", "a JSON file") from error
    if not content.strip():
        raise _fault(path, "an empty file", "JSON")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte 0x{content[error.start]:02x} at offset {error.start}"
        raise _fault(path, found, "UTF-8 text") from error


def _fault(path: Path, found: str, expected: str) -> FaultError:
    return FaultError(Fault(path.name, "", "", found, expected))


def against(
    value: object, schema: Mapping[str, Any], file: str, feature: str = ""
) -> Iterator[Fault]:
    """Yield what a JSON Schema (2020-12) finds wrong in a value, one fault a field."""
    seen = set()
    try:
        errors = sorted(Draft202012Validator(schema).iter_errors(value), key=_depth)
    except RecursionError:
        yield Fault(file, feature, "", "brackets nested too deeply", "a shallow value")
        return
    for error in errors:
        for field, found, expected in _told(error):
            if field not in seen:
                seen.add(field)
                yield Fault(file, feature, field, found, expected)


def shown(value: object) -> str:
    """Return a value as JSON on one line, shortened, with control characters made visible."""
    try:
        text = json.dumps(value, ensure_ascii=True)
    except RecursionError:
        return "brackets nested too deeply"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"the number {constant}")


def _finite(number: str) -> float:
    value = float(number)
    if isinf(value):
        _refuse(number)
    return value


def _depth(error: ValidationError) -> tuple[int, str]:
    return len(error.absolute_path), error.json_path


def _told(error: ValidationError) -> Iterator[tuple[str, str, str]]:
    """Field, what was found, what was expected."""
    path = error.json_path.removeprefix("$").removeprefix(".")
    rule = str(error.validator)
    limit: Any = error.validator_value
    instance: Any = error.instance
    if rule == "required":
        for name in limit:
            if name not in instance:
                yield f"{path}.{name}".removeprefix("."), "nothing", "a value"
        return
    expectations: dict[str, Callable[[], str]] = {
        "enum": lambda: "one of " + ", ".join(map(shown, limit)),
        "const": lambda: shown(limit),
        "type": lambda: str(limit) if isinstance(limit, str) else " or ".join(limit),
        "minimum": lambda: f"at least {limit}",
        "exclusiveMinimum": lambda: f"more than {limit}",
        "maximum": lambda: f"at most {limit}",
        "minLength": lambda: f"at least {limit} characters",
        "maxLength": lambda: f"at most {limit} characters",
        "minItems": lambda: f"at least {limit} items",
        "maxItems": lambda: f"at most {limit} items",
        "pattern": lambda: f"text like {limit}",
        "additionalProperties": lambda: "only the fields of the schema",
    }
    expected = expectations.get(rule, lambda: f"{rule} {shown(limit)}")
    yield path, shown(instance), expected()
