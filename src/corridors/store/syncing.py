"""Update a store from geodata and the user's files; only what is new or changed is linked."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corridors.articles.merging import Fold, Plan
from corridors.articles.recognition import fingerprints
from corridors.library.sources import Source
from corridors.linking.corrections import Correction, Corrections, correct
from corridors.linking.linker import Linker
from corridors.model import Article
from corridors.store import texts, writing
from corridors.store.texts import Progress


@dataclass(frozen=True)
class Inputs:
    """All that the articles of a store are made of.

    Parameters
    ----------
    known
        The articles of geodata.
    sources
        The files of the user's articles.
    corrections
        Links to add and to remove, those of geodata before those of the user.
    linker
        Makes the linker, when it is needed.
    """

    known: tuple[Article, ...]
    sources: Sequence[Source]
    corrections: tuple[Corrections, ...]
    linker: Callable[[], Linker]

    def key(self) -> str:
        """Hash all of it but the linker's rules and names, which are in the store's file name."""
        files = [(source.path, source.stamp) for source in self.sources]
        return _hash([repr(self.known), repr(self.corrections), files])

    def about(self, plan: Plan) -> list[Corrections]:
        """Return the corrections that can concern an article."""
        prints = set(plan.sketch.prints) if plan.sketch else set()
        prints |= fingerprints(plan.known) if plan.known else set()
        return [corrections.about(plan.id, prints) for corrections in self.corrections]


def in_line(connection: sqlite3.Connection, inputs: Inputs) -> bool:
    """Tell whether a store was made of these inputs."""
    row = connection.execute("SELECT value FROM about WHERE key = 'inputs'").fetchone()
    return row is not None and bool(json.loads(row[0]) == inputs.key())


def sync(connection: sqlite3.Connection, inputs: Inputs, progress: Progress) -> None:
    """Make, change and take out articles until a store is what it would be if made anew.

    Which texts are copies of one article is decided anew from their sketches, which is quick;
    an article is linked again only where what it is made of has changed. All is done in one
    transaction: other readers see the old state or the new one.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        words = texts.refresh(connection, inputs.sources, progress)
        plans = _plans(connection, inputs)
        stored = dict(connection.execute("SELECT id, made FROM article"))
        current = {key for key, (_, made) in plans.items() if stored.get(key) == made}
        for article in stored.keys() - current:
            writing.take(connection, article)
        todo = [(plan, made) for key, (plan, made) in plans.items() if stored.get(key) != made]
        linker = inputs.linker() if todo else None
        for number, (plan, made) in enumerate(todo, start=1):
            article = plan.article(words[plan.sketch.words] if plan.sketch else ())
            links = linker.article(article) if linker else ()
            links = correct(links, [article], inputs.about(plan))
            writing.put(connection, plan.place, article, links, made)
            progress("Linking", number, len(todo))
        writing.count(connection)
        fresh = connection.execute("SELECT 1 FROM file WHERE stamp = '' LIMIT 1").fetchone()
        writing.note(connection, "inputs", None if fresh else inputs.key())
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _plans(connection: sqlite3.Connection, inputs: Inputs) -> dict[str, tuple[Plan, str]]:
    """Plan all articles, each with the hash of what it is made of."""
    fold, digests = Fold(inputs.known), {}
    for sketch, digest in texts.sketches(connection):
        digests[sketch.words] = digest
        fold.add(sketch)
    return {
        plan.id: (plan, _hash_of(plan, digests[plan.sketch.words] if plan.sketch else "", inputs))
        for plan in fold.plans()
    }


def _hash_of(plan: Plan, digest: str, inputs: Inputs) -> str:
    text = plan.sketch
    head = (text.title, text.author, text.source, text.date, text.url) if text else None
    corrections = [
        [[_fields(correction) for correction in part] for part in (file.add, file.remove)]
        for file in inputs.about(plan)
    ]
    return _hash([plan.id, plan.place.hex(), repr(plan.known), head, digest, corrections])


def _fields(correction: Correction) -> list[str | None]:
    return [correction.feature, correction.passage, correction.fingerprint, correction.reason]


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
