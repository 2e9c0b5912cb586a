"""Writes the brief: HTML without scripts, made for A4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from corridors.atlas import Atlas
from corridors.citing.identity import program
from corridors.describe.facts import Content
from corridors.describe.passages import describe
from corridors.map.contract import ATTRIBUTION
from corridors.map.picture.svg import tag, words
from corridors.model import Feature
from corridors.web import FOLDER

PAGE = 200  # passages that a brief holds at most
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def brief(
    atlas: Atlas,
    feature: Feature,
    countries: Mapping[str, str],
    picture: str,
    branch: str | None = None,
    generated: datetime | None = None,
    *,
    texts: bool = False,
) -> str:
    """Write the facts and passages about a feature as a page to print.

    Parameters
    ----------
    atlas, feature
        What the brief is about.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    picture
        Its map, as SVG.
    branch
        The branch of a corridor whose legs to list; all legs where it is None.
    generated
        The date to give at the foot.
    texts
        Whether to include the words of the articles at hand.

    Returns
    -------
    str
        HTML that loads nothing from outside. It holds at most `PAGE` passages and says so.
    """
    content = describe(atlas, feature, countries, branch, PAGE)
    sheet = (FOLDER / "brief" / "brief.css").read_text(encoding="utf-8")
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", words(f"{feature.name} – Corridors")),
        tag("link", rel="icon", href="data:,"),
        tag("style", sheet),
    )
    body = (
        tag("h1", words(feature.name)),
        tag("p", words(feature.summary)),
        tag("figure", picture),
        tag("dl", *(_fact(fact) for fact in content["facts"])),
        *(_way(content["way"]) if content["way"] else ()),
        *_passages(content, texts=texts),
        tag("h2", "Sources"),
        tag("ul", *(_source(source) for source in content["sources"]), class_="sources"),
        tag("p", words(_foot(content, generated, texts=texts)), class_="foot"),
    )
    return (
        f'<!doctype html>\n<html lang="en">\n{tag("head", *head)}\n{tag("body", *body)}\n</html>\n'
    )


def _fact(fact: Content) -> str:
    return tag("dt", words(fact["term"])) + tag("dd", words(fact["text"]))


def _way(way: Content) -> Iterator[str]:
    """List the legs in a table, whose head is repeated on each page as there may be many."""
    yield tag("h2", "Legs")
    names = ("Leg", "Mode", "Status", "Precision", "Length")
    head = (
        tag("th", name, scope="col", class_="number" if name == "Length" else None)
        for name in names
    )
    total = f"{way['title']}: {way['total']}. {way['note']}"
    yield tag("p", words(total), class_="total")
    yield tag(
        "table",
        tag("thead", tag("tr", *head)),
        tag("tbody", *(_leg(leg) for leg in way["legs"])),
    )


def _leg(leg: Content) -> str:
    by = f"<br>{tag('small', words(leg['by']))}" if leg["by"] else ""
    return tag(
        "tr",
        tag("td", words(leg["name"]) + by),
        *(tag("td", words(leg[key])) for key in ("mode", "status", "precision")),
        tag("td", words(leg["length"]), class_="number"),
    )


def _passages(content: Content, *, texts: bool) -> Iterator[str]:
    number, shown = content["passages"], content["shown"]
    part = f", the first {shown:,} of them here" if shown < number else ""
    count = f"{number:,} passage{'' if number == 1 else 's'}{part}"
    yield tag("h2", count if number else "No passage speaks of this place")
    for article in content["articles"]:
        yield tag("h3", words(article["title"]))
        yield tag("p", words(article["byline"]), class_="byline")
        author = article["author"] or article["title"]
        yield from (_passage(passage, author, texts=texts) for passage in article["passages"])


def _passage(passage: Content, author: str, *, texts: bool) -> str:
    place = "; ".join(filter(None, (passage["place"], passage["why"])))
    parts = [tag("p", words(place), class_="place")]
    if texts and passage["text"]:
        spans = (
            tag("b", words(span["text"])) if span["mention"] else words(span["text"])
            for span in passage["text"]
        )
        parts.append(tag("p", words(f"{author} writes"), class_="by"))
        parts.append(tag("blockquote", "“", *spans, "”"))
        if passage["differs"]:
            parts.append(tag("p", "The text at hand differs from the one described."))
    if passage["digest"]:
        ours = tag("b", "Our summary: ") + words(passage["digest"])
        parts.append(tag("p", ours, class_="ours"))
    if passage["page"]:
        parts.append(tag("p", _link(passage["page"]["url"]), class_="place"))
    return tag("div", *parts, class_="passage")


def _source(source: Content) -> str:
    link = f", {_link(source['url'])}" if source["url"] else ""
    return tag("li", words(source["text"]) + link)


def _link(url: str) -> str:
    """Write an address as its own text, since paper has no links."""
    return tag("a", words(url.partition("#:~:")[0]), href=url, rel="noreferrer")


def _foot(content: Content, generated: datetime | None, *, texts: bool) -> str:
    day = f" on {generated:%Y-%m-%d}" if generated else ""
    held = [a for a in content["articles"] if a["held"]] if texts else []
    contents = (
        "Besides digests in our own words, it holds words of these articles: "
        + "; ".join(f"{article['title']} ({article['byline']})" for article in held)
        if held
        else "It holds digests in our own words and citations, no words of the articles"
    )
    return f"Made with {program()}{day}. Map data: {ATTRIBUTION}. {contents}."
