"""Our JavaScript modules as one script, so that a page needs no other file.

Only the forms that our modules use are understood: named imports from ``./NAME.js`` or
``../FOLDER/NAME.js``, each on a line of its own, and ``export`` before a function, a class or a
constant. Anything else is an error, rather than a silent fault of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from corridors.errors import ExportError

_IMPORT = re.compile(r'^import \{([\w\s,]+)\} from "(\.\.?/[\w/-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_LEFT = re.compile(r"^\s*(import|export)\b.*$|\bimport\s*\(.*$", re.MULTILINE)


def bundle(entries: Mapping[str, Path], instead: Mapping[str, Path] | None = None) -> str:
    """Write modules, and those they import, as one script.

    Parameters
    ----------
    entries
        The entry modules, by the name of the object that holds their exports.
    instead
        Files to take in place of modules of these names.

    Returns
    -------
    str
        A script that declares a constant for each entry.

    Raises
    ------
    ExportError
        If a module uses a form that is not understood.
    """
    names: dict[Path, str] = {}
    parts: list[str] = []

    def add(file: Path) -> str:
        file = (instead or {}).get(file.name, file)
        if file not in names:
            names[file] = ""  # a cycle of imports ends here
            body, exported = _function(file, add)
            names[file] = f"module{len(parts)}"
            parts.append(
                f"const {names[file]} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();"
            )
        if not names[file]:
            raise ExportError(f"{file}: imports itself, by way of others")
        return names[file]

    constants = [f"const {name} = {add(file)};" for name, file in entries.items()]
    return "\n".join([*parts, *constants]) + "\n"


def _function(file: Path, add: Callable[[Path], str]) -> tuple[str, str]:
    source = file.read_text(encoding="utf-8")
    exported = ", ".join(match[1] for match in _EXPORT.finditer(source))

    def constants(match: re.Match[str]) -> str:
        names = match[1].replace(" as ", ": ").strip().rstrip(",")
        return f"const {{ {names} }} = {add((file.parent / match[2]).resolve())};"

    body = _EXPORT.sub("", _IMPORT.sub(constants, source))
    if unsupported := _LEFT.search(body):
        raise ExportError(f"{file}: cannot be bundled: {unsupported[0].strip()}")
    return body, exported
