"""The part of the page that adds articles, from files and publishers, and corrects them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from corridors import workspace
from corridors.articles.formats import endings, titles
from corridors.articles.parsing import parse
from corridors.articles.recognition import same_words
from corridors.errors import ArticleError, CorridorsError, FetchError, LibraryError
from corridors.library import disk
from corridors.library.fetching import Fetcher
from corridors.library.fetching.policy import allowed_on_page
from corridors.library.intake import edited
from corridors.library.publisher import Found, gather, gather_address, wanted
from corridors.model import Entry, Text
from corridors.page import state
from corridors.page.markdown import counted, plain
from corridors.workspace import Workspace

_MANY = 200  # articles that a list can show
_Uploads = dict[str, tuple[Text, ...]]  # by file


@dataclass
class _Outcome:
    """The faults of uploaded files, and the results of the last fetch or correction.

    A result is whether it is good, and a message.
    """

    faults: dict[str, str] = field(default_factory=dict)
    results: list[tuple[bool, str]] = field(default_factory=list)


def show(space: Workspace) -> None:
    """Show all ways to add articles, and the result of the last attempt."""
    outcome, uploads = state.kept(_Outcome), state.session().uploads
    _files(space, uploads, outcome)
    if allowed_on_page(st.context.headers, st.context.ip_address):
        _pages(space, outcome)
    for good, say in ((True, st.success), (False, st.error)):
        lines = [plain(words) for is_good, words in outcome.results if is_good == good]
        if lines:
            say("  \n".join(lines))
    _heads(space, uploads, outcome)
    st.caption(f"{counted(space.atlas.texts_held, 'text')} at hand.")


def _files(space: Workspace, uploads: _Uploads, outcome: _Outcome) -> None:
    chosen = st.file_uploader(
        "Article files",
        type=[ending.removeprefix(".") for ending in endings()],
        accept_multiple_files=True,
        help=f"{titles('or')}, one article or several in a file. They stay in this session.",
        key="files",
    )
    if _take(chosen, uploads, outcome.faults):
        st.rerun()
    for name, error in outcome.faults.items():
        st.error(f"Not added: {plain(error or name)}")
    texts = [text for group in uploads.values() for text in group]
    if texts:
        paragraphs = sum(len(text.paragraphs) for text in texts)
        st.success(f"{counted(len(texts), 'article')}, {counted(paragraphs, 'passage')} added.")
        if state.may_write() and st.button("Keep them in my library"):
            _keep(texts, space)


def _take(chosen: Sequence[UploadedFile], uploads: _Uploads, faults: dict[str, str]) -> bool:
    """Read new uploads and forget removed ones; tell whether any came or went."""
    files = {file.file_id: file for file in chosen}
    removed = [key for key in (*uploads, *faults) if key not in files]
    added = [key for key in files if key not in uploads and key not in faults]
    for key in removed:
        uploads.pop(key, None)
        faults.pop(key, None)
    for key in added:
        try:
            uploads[key] = tuple(parse(files[key].getvalue(), files[key].name))
        except ArticleError as error:
            faults[key] = str(error)
    return bool(removed or added)


def _keep(texts: Sequence[Text], space: Workspace) -> None:
    bar = st.progress(0.0, "Storing …")
    written = 0
    intake = workspace.intake(space.known)
    try:
        for number, text in enumerate(texts, start=1):
            written += intake.keep(text).done != "already there"
            bar.progress(number / len(texts), f"Storing {number} of {len(texts)}")
    except LibraryError as error:
        st.error(plain(str(error)))
    else:
        st.success(f"{counted(written, 'article')} stored, {len(texts) - written} already there.")


def _fetcher() -> Fetcher:
    return Fetcher()


def _pages(space: Workspace, outcome: _Outcome) -> None:
    """Offer to fetch the described articles whose texts are not at hand, or any page."""
    missing = [
        article
        for article in wanted(space.known)
        if not space.atlas.articles.entry(article.record.id).held
    ]
    if missing and st.button(
        f"Get {counted(len(missing), 'article')} from the publisher",
        help="One page at a time, into your own library.",
        width="stretch",
    ):
        intake = workspace.intake(space.known)
        _follow(gather(missing, intake, _fetcher()), len(missing), outcome)
    with st.form("address", clear_on_submit=True, border=False):
        field, button = st.columns([3, 1.2], vertical_alignment="bottom")
        address = field.text_input("Address of an article", placeholder="https://…")
        if button.form_submit_button("Get this page", width="stretch") and address.strip():
            intake = workspace.intake(space.known)
            _follow(gather_address(address, intake, _fetcher()), 1, outcome)


def _follow(steps: Iterator[Found], count: int, outcome: _Outcome) -> None:
    """Show the progress, and keep the results for the next run of the page."""
    bar = st.progress(0.0, "Fetching …")
    outcome.results = []
    try:
        for number, gathered in enumerate(steps, start=1):
            outcome.results.append(_result(gathered))
            bar.progress(min(1.0, number / count), f"Fetching {number} of {count}")
    except (FetchError, ArticleError, LibraryError) as error:
        outcome.results.append((False, str(error)))
    st.rerun()


def _result(gathered: Found) -> tuple[bool, str]:
    if gathered.kept is None:
        return False, f"{gathered.name}: {gathered.error}"
    part = f", {counted(gathered.missing, 'passage')} not found" if gathered.missing else ""
    return True, f"{gathered.name}: {counted(gathered.kept.passages, 'passage')}{part}"


def _heads(space: Workspace, uploads: _Uploads, outcome: _Outcome) -> None:
    """Let the visitor correct title, author, date or address of an article of theirs."""
    own = {entry.record.id: entry for entry in _own(space, uploads)}
    if not own:
        return
    chosen = st.selectbox(
        "Correct title, author, date or address",
        list(own),
        index=None,
        format_func=lambda key: own[key].record.title,
        placeholder="Choose an article of yours",
    )
    if chosen is None:
        return
    record = own[chosen].record
    with st.form(f"head-{chosen}", border=False):
        fields = {
            key: st.text_input(key.capitalize() if key != "url" else "Address", value)
            for key, value in (
                ("title", "" if record.title.startswith("[") else record.title),
                ("author", record.author or ""),
                ("date", record.date or ""),
                ("url", record.url or ""),
            )
        }
        if st.form_submit_button("Correct"):
            outcome.results = [_corrected(chosen, fields, uploads)]
            st.rerun()


def _own(space: Workspace, uploads: _Uploads) -> Iterator[Entry]:
    """Yield the visitor's own articles; of very many, those that match some typed words."""
    articles = space.atlas.articles
    own = (entry for entry in articles.entries() if entry.held and not entry.described)
    if not state.may_write():
        uploaded = {text.id for texts in uploads.values() for text in texts}
        own = (entry for entry in own if entry.record.id in uploaded)
    if len(articles) > _MANY:
        typed = st.text_input("Find one of your articles to correct", placeholder="Title or author")
        words = same_words(typed).split()
        if not words:
            return
        own = (entry for entry in own if set(words) <= set(_head(entry)))
    yield from islice(own, _MANY)


def _head(entry: Entry) -> list[str]:
    record = entry.record
    return same_words(" ".join(filter(None, (record.id, record.title, record.author)))).split()


def _corrected(article: str, fields: dict[str, str], uploads: _Uploads) -> tuple[bool, str]:
    """Correct a text of the session, or one of the library."""
    folder = disk.default_folder()
    try:
        for key, texts in uploads.items():
            if any(text.id == article for text in texts):
                uploads[key] = tuple(
                    edited(text, **fields) if text.id == article else text for text in texts
                )
                return True, f"{article}: corrected"
        if not state.may_write():
            return False, f"{article} is not one of your own"
        stored = disk.find(article, folder)
        if stored is None:
            return False, f"{article} is not in your library: correct it in its file"
        disk.store(edited(stored, **fields), folder)
    except CorridorsError as error:
        return False, str(error)
    return True, f"{article}: corrected"
