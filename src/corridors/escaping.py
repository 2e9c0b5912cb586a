"""Text from outside, made safe where it meets HTML inside a JavaScript template literal."""

from html import escape

_LITERAL = str.maketrans({"\\": "&#92;", "`": "&#96;", "$": "&#36;", "\0": "\ufffd"})


def markup(text: str) -> str:
    r"""Escape text for HTML that folium writes into a JavaScript template literal.

    Returns
    -------
    str
        HTML that shows `text` as it stands. It holds no quote, bracket, backslash, backtick or
        dollar sign, so it cannot end an attribute, an element, a script or a literal.

    Examples
    --------
    >>> markup("<b>${1}`")
    '&lt;b&gt;&#36;{1}&#96;'
    """
    return escape(text, quote=True).translate(_LITERAL)
