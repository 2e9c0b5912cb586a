"""Text for the page: counts, and text that Markdown leaves alone."""

import re
from string import punctuation

_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in punctuation})
# After Markdown, Streamlit searches the text again for icons and emoji (":name:"), links
# ("www.", "name@", "https:") and arrows ("->"), even in escaped text. It finds none that an
# element splits; an empty coloured word is an element that shows nothing.
_PARTED = re.compile(r"(?<=:)(?=\S)|(?<=@)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
_PARTING = ":gray[]"
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)  # four spaces would make it code


def counted(number: int, thing: str) -> str:
    """Return a number with its noun, in the plural where needed.

    Examples
    --------
    >>> counted(1, "passage"), counted(2, "passage")
    ('1 passage', '2 passages')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"


def plain(text: str) -> str:
    r"""Keep Markdown, and Streamlit's additions to it, from interpreting plain text.

    Examples
    --------
    >>> print(plain("*ferry*"), plain("a::b"))
    \*ferry\* a\::gray[]\::gray[]b
    """
    parts = _PARTED.split(_INDENT.sub("", text))
    return _PARTING.join(part.translate(_ESCAPED) for part in parts)
