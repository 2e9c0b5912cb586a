"""Check JSON files: what is wrong, and exactly where."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from math import isinf
from operator import getitem
from pathlib import Path
from typing import Any, NoReturn

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

MAX_BYTES = 50_000_000
_SHOWN = 80
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_PLAIN = re.compile(r"[A-Za-z]\w*", re.ASCII)
_EXPECTED: Mapping[str, Callable[[Any], str]] = {
    "enum": lambda limit: "one of " + ", ".join(map(shown, limit)),
    "const": lambda limit: shown(limit),
    "type": lambda limit: limit if isinstance(limit, str) else " or ".join(limit),
    "minimum": "at least {}".format,
    "exclusiveMinimum": "more than {}".format,
    "maximum": "at most {}".format,
    "minLength": "at least {} characters".format,
    "maxLength": "at most {} characters".format,
    "minItems": "at least {} items".format,
    "maxItems": "at most {} items".format,
    "pattern": "text like {}".format,
    "additionalProperties": lambda limit: "only the fields of the schema",
}


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
    """Carries the fault because of which a file or feature cannot be read."""

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
        if _HALF.search(text):  # half a surrogate pair, which cannot be shown or stored
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


class Schema:
    """A JSON Schema (2020-12), compiled once for many values.

    Parameters
    ----------
    rules
        The schema; references lead to its own ``$defs``.
    """

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._rules = rules
        self._validator = Draft202012Validator(dict(rules))

    def faults(self, value: object, file: str, feature: str = "") -> Iterator[Fault]:
        """Yield the faults of a value, one per field, the outermost first."""
        try:
            errors = list(self._validator.iter_errors(value))
        except ValueError:
            yield Fault(file, feature, "", "brackets nested too deeply", "a shallow value")
            return
        seen = set()
        for error in sorted(errors, key=lambda error: (len(error.instance_path), _path(error))):
            field, found, expected = self._described(error)
            if field not in seen:
                seen.add(field)
                yield Fault(file, feature, field.removeprefix("."), found, expected)

    def _described(self, error: ValidationError) -> tuple[str, str, str]:
        """Return the field, what was found, and what was expected."""
        path, kind = _path(error), error.kind
        if isinstance(kind, ValidationErrorKind.Required):
            return f"{path}.{kind.property}", "nothing", "a value"
        if isinstance(kind, ValidationErrorKind.PropertyNames):
            return path, *self._described(kind.error)[1:]
        rule = str(error.schema_path[-1])
        limit: Any = reduce(getitem, error.schema_path, self._rules)  # type: ignore[arg-type]
        expected = _EXPECTED.get(rule, lambda limit: f"{rule} {shown(limit)}")
        return path, shown(error.instance), expected(limit)


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


def _path(error: ValidationError) -> str:
    """Return the place in the value, such as ``.names[0].text``."""
    return "".join(map(_step, error.instance_path))


def _step(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    if _PLAIN.fullmatch(part):
        return f".{part}"
    quoted = part.replace("\\", "\\\\").replace("'", "\\'")
    return f"['{quoted}']"
