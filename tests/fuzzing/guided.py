"""Lets atheris look for inputs by the code that they reach: ``guided.py md -runs=100000``.

The first argument is the ending of a format, the rest are libFuzzer's options. ``pip install
'.[fuzz]'`` brings atheris, which is for Linux.
"""

import sys

import atheris

with atheris.instrument_imports(include=["corridors"]):
    from corridors.articles.formats import FORMATS
    from corridors.articles.parsing import parse
    from corridors.errors import ArticleError

    for known in FORMATS:
        known.reader()  # imported only when a file needs it, which would be too late

SUFFIX = sys.argv.pop(1) if len(sys.argv) > 1 else "md"


def test_one(given: bytes) -> None:
    try:
        parse(given, f"any.{SUFFIX}")
    except ArticleError:
        return


atheris.Setup(sys.argv, test_one)
atheris.Fuzz()
