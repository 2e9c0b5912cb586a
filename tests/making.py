"""Article files and pages made up for the tests, in each format."""

import random
from collections.abc import Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from fpdf import FPDF

WORDS = (
    *("heron", "ferry", "quay", "crane", "lantern", "anchor", "gull", "rope", "mist", "pilot"),
    *("tide", "barge", "whistle", "kettle", "bridge", "lamp", "garden", "reed", "harbour"),
)


def paragraph(seed: int, sentences: int = 5) -> str:
    """Nonsense of some length, another for each seed."""
    made = []
    for sentence in range(sentences):
        at = [(seed * 7 + sentence * 11 + word * (seed + 3)) % len(WORDS) for word in range(12)]
        made.append(" ".join(WORDS[i] for i in at).capitalize() + f" {seed}.")
    return " ".join(made)


def story(seed: int, length: int = 6) -> list[str]:
    """The paragraphs of an article."""
    return [paragraph(100 * seed + number) for number in range(length)]


def body(author: str, paragraphs: Sequence[str]) -> str:
    """An article as the Analyst of Herons marks it up: byline, credit, labels, note."""
    lead, second, *rest, last = map(escape, paragraphs)
    return "\n".join(
        [
            f"<p><strong>By {author}</strong></p>",
            f"<p>{lead}</p>",
            '<p><img src="heron.jpg" alt="" /><br />Credit: A Friend with a Camera</p>',
            f"<p><strong>BACKGROUND:</strong> {second}</p>",
            *(f"<p>{text}</p>" for text in rest),
            f"<p><strong>CONCLUSIONS:</strong>&nbsp;{last}</p>",
            f"<p><em><strong>AUTHOR’S BIO:</strong> {author} grows beans.</em></p>",
        ]
    )


def item(title: str, link: str, text: str, date: str = "Wednesday, 01 October 2025 00:00") -> str:
    """One item of a list by tag, with the classes and the order of K2's own template."""
    return f"""
    <div class="tagItemView">
      <div class="tagItemHeader">
        <span class="tagItemDateCreated">{date}</span>
        <h2 class="tagItemTitle"><a href="{link}">{title}</a></h2>
      </div>
      <div class="tagItemBody">
        <div class="tagItemImageBlock"><a href="{link}"><img src="small.jpg" /></a></div>
        <div class="tagItemIntroText">{text}</div>
        <div class="clr"></div>
      </div>
      <div class="tagItemCategory"><span>Published in</span> <a href="/herons">Herons</a></div>
      <div class="tagItemReadMore"><a class="k2ReadMore" href="{link}">Read more...</a></div>
    </div>"""


def tag_page(*items: str) -> str:
    """A list of articles by tag, with menu, side column and foot around it."""
    menu = "".join(f'<li><a href="/part-{i}.html">Part {i}</a></li>' for i in range(12))
    aside = "".join(f'<li><a href="/feature-{i}.html">Feature {i}</a></li>' for i in range(8))
    return f"""<!DOCTYPE html>
    <html><head><meta charset="utf-8"><title>Displaying items by tag: Herons</title></head>
    <body>
      <nav><ul>{menu}</ul></nav>
      <div id="k2Container" class="tagView">
        <div class="componentheading">Displaying items by tag: Herons</div>
        <div class="tagItemList">{"".join(items)}</div>
        <div class="k2Pagination"><a href="?start=10">Next</a> Page 1 of 4</div>
      </div>
      <div id="right"><h3>Feature Articles</h3><ul>{aside}</ul></div>
      <footer>The Analyst of Herons is a biweekly publication.</footer>
    </body></html>"""


def article_page(title: str, text: str, head: str = "") -> str:
    """One article with a menu, two teasers beside it, and what ``head`` says of it."""
    return f"""<!DOCTYPE html>
    <html><head><meta charset="utf-8"><title>{title} - The Analyst of Herons</title>{head}</head>
    <body>
      <div id="menu"><a href="/">Home</a> <a href="/archive">Archive</a></div>
      <div class="item"><h1>{title}</h1>{text}</div>
      <div class="side"><h3><a href="/a">Other news</a></h3><p>Beans are cheap again.</p></div>
      <div class="side"><h3><a href="/b">More news</a></h3><p>The band played on.</p></div>
    </body></html>"""


class Paper(FPDF):
    """A paper with a running head and page numbers."""

    def header(self) -> None:
        self.set_font("Times", size=8)
        self.cell(text=f"The Analyst of Herons, volume 7, page {self.page_no()}", h=10)
        self.ln(12)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Times", size=8)
        self.cell(text=str(self.page_no()), h=10, align="C")


def paper(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    author: str = "",
    gap: float = 3,
    indent: str = "",
) -> bytes:
    """A PDF whose paragraphs are told by a gap or an indent."""
    pdf = Paper()
    pdf.set_title(title)
    pdf.add_page()

    def write(text: str, height: float) -> None:
        pdf.multi_cell(w=0, h=height, text=text, new_x="LMARGIN", new_y="NEXT")

    if title:
        pdf.set_font("Times", "B", 18)
        write(title, 9)
    pdf.set_font("Times", size=11)
    if author:
        write(f"By {author}", 6)
        pdf.ln(4)
    for text in paragraphs:
        write(indent + text, 5.5)
        pdf.ln(gap)
    return bytes(pdf.output())


def columns(paragraphs: Sequence[str]) -> bytes:
    """A PDF set in two columns."""
    pdf = Paper()
    pdf.add_page()
    pdf.set_font("Times", size=10)
    with pdf.text_columns(ncols=2, gutter=6, text_align="J", line_height=1.2) as text:
        for words in paragraphs:
            with text.paragraph(bottom_margin=2) as part:
                part.write(words)
    return bytes(pdf.output())


def document(paragraphs: Sequence[str], *, title: str = "", author: str = "") -> bytes:
    """A DOCX with a title and a byline."""
    made = docx.Document()
    made.core_properties.author = author
    if title:
        made.add_heading(title, 0)
    if author:
        made.add_paragraph(f"By {author}")
    for text in paragraphs:
        made.add_paragraph(text)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    return file.getvalue()


def book(*chapters: str, title: str = "A Book of Herons", order: Sequence[int] = ()) -> bytes:
    """An EPUB of chapters given as HTML."""
    numbers = range(len(chapters))
    manifest = "".join(
        f'<item id="c{i}" href="text/{i}.xhtml" media-type="application/xhtml+xml"/>'
        for i in numbers
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in order or numbers)
    opf = f"""<?xml version="1.0"?>
    <package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <metadata><dc:title>{title}</dc:title><dc:creator>Ada Example</dc:creator>
      <dc:date>2024-05-06</dc:date><dc:source>https://example.org/herons</dc:source></metadata>
      <manifest>{manifest}</manifest><spine>{spine}</spine>
    </package>"""
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/a.opf"/>'
            "</rootfiles></container>",
            "OPS/a.opf": opf,
            **{
                f"OPS/text/{i}.xhtml": '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
                f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{chapter}</body></html>'
                for i, chapter in enumerate(chapters)
            },
        }
    )


def places(count: int) -> dict[str, object]:
    """Return a layer of made-up places around the Caspian."""
    chance = random.Random(5)
    return {
        "type": "FeatureCollection",
        "title": "Made-up places",
        "features": [_place(number, chance) for number in range(count)],
    }


def _place(number: int, chance: random.Random) -> dict[str, object]:
    name = f"Zyx {number}"
    return {
        "type": "Feature",
        "id": f"made-up-{number}",
        "geometry": {
            "type": "Point",
            "coordinates": [round(chance.uniform(40, 80), 4), round(chance.uniform(36, 52), 4)],
        },
        "properties": {
            "kind": "place",
            "name": name,
            "label": name,
            "names": [{"text": name, "type": "preferred"}],
            "countries": ["KZ"],
            "status": "reported",
            "summary": "A made-up place.",
            "position": {"precision": "approximate", "km": 5, "note": "made up"},
            "identifiers": {},
            "provenance": [{"text": "made up"}],
        },
    }
