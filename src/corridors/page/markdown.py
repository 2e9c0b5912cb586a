"""Words for the page: counts, and text that Markdown leaves alone."""


def counted(number: int, thing: str) -> str:
    """Return a number with its noun, in the plural where it must be.

    Examples
    --------
    >>> counted(1, "passage"), counted(2, "passage")
    ('1 passage', '2 passages')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"


def plain(text: str) -> str:
    """Keep Markdown from reading what is only text."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|$~:" else c for c in text)
