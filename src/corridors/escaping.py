"""Text from outside, made safe where it meets HTML inside a JavaScript template literal."""

from html import escape

# folium compiles what it has rendered as a Jinja template again: "{{…}}" would run there.
_BRACES = {"{": "&#123;", "}": "&#125;"}
_LITERAL = str.maketrans({"\\": "&#92;", "`": "&#96;", "$": "&#36;", "\0": "\ufffd"} | _BRACES)


def markup(text: str) -> str:
    r"""Escape text for HTML that folium writes into a JavaScript template literal.

    Returns
    -------
    str
        HTML that shows `text` as it is. It holds no quote, bracket, backslash, backtick,
        dollar sign or brace, so it cannot end an attribute, an element, a script or a literal, nor
        begin an expression of a template.

    Examples
    --------
    >>> markup("<b>${1}`")
    '&lt;b&gt;&#36;&#123;1&#125;&#96;'
    """
    return escape(text, quote=True).translate(_LITERAL)
