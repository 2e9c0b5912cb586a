"""Link passages to features by names in the text and digests, with the reason for each link."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from corridors.linking.find.gazetteer import Gazetteer, Hit
from corridors.linking.find.segmentation import SegmentedText
from corridors.linking.judging import Judge, Verdict
from corridors.linking.refer.acronyms import foreign, introduced, standing
from corridors.linking.refer.antecedents import Named
from corridors.linking.refer.references import Memory, Referrer
from corridors.linking.text.folding import fold
from corridors.model import Article, Basis, Digest, Feature, Link, Mention, Passage

_Passed = tuple[Feature, Verdict]  # what a name counts for, and why
_ORDER: tuple[Basis, ...] = ("named", "context", "referred", "described")


class Linker:
    """Links passages to the features that they name, refer back to, or describe.

    Parameters
    ----------
    gazetteer
        The names, with the rules by which they count.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._judge = Judge(gazetteer.rules)
        self._referrer = Referrer(gazetteer.rules)

    def article(self, article: Article) -> tuple[Link, ...]:
        """Link all passages of an article, in their order."""
        links: list[Link] = []
        memory = Memory()
        for passage in article.passages:
            found: Mapping[str, list[Mention]] = {}
            if passage.text is None:
                memory = Memory(acronyms=memory.acronyms, foreign=memory.foreign)
            else:
                found, memory = self.mentions(passage.text, memory)
            links += _links(passage, found)
        return tuple(links)

    def passage(self, passage: Passage) -> tuple[Link, ...]:
        """Link one passage on its own.

        Where its words are at hand, the names in them count, and of the digests only those of
        features that it describes without naming them. Where the words are not at hand, or are
        not those that the digests describe, all digests count.

        Returns
        -------
        tuple of Link
            One per feature: those found in the text in its order, then the editor's. The offsets
            of mentions count characters of ``passage.text``.
        """
        found = {} if passage.text is None else self.mentions(passage.text)[0]
        return tuple(_links(passage, found))

    def mentions(
        self, text: str, memory: Memory | None = None
    ) -> tuple[dict[str, list[Mention]], Memory]:
        """Find the mentions of each feature in a text.

        Parameters
        ----------
        text
            The words of a passage.
        memory
            What to remember of the passages before it: their last names, for a reference in the
            first sentence, and the acronyms that they introduce.

        Returns
        -------
        dict, Memory
            The mentions by feature, and what to remember for the next passage.
        """
        memory = memory or Memory()
        found: dict[str, list[Mention]] = {}
        folded = fold(text)
        hits = self._gazetteer.candidates(text, folded)
        if not (hits or memory.named or memory.acronyms):
            return found, memory
        segmented = SegmentedText(text, folded.plain, hits, self._gazetteer.rules.generic)
        strange = memory.foreign | foreign(
            text, ((hit.start, hit.end, tuple(one for one, _ in hit.names)) for hit in hits)
        )
        named = []
        for hit, passed in self._judged(segmented, strange):
            features = tuple(feature for feature, _ in passed)
            named.append(Named(hit.start, hit.end, text[hit.start : hit.end], features))
            for feature, verdict in passed:
                found.setdefault(feature.id, []).append(_mention(text, hit, verdict))
        acronyms = {**memory.acronyms, **introduced(text, named)}
        if acronyms:
            for one in standing(text, named, acronyms):
                named.append(one)
                mention = Mention(one.start, one.end, one.words)
                for feature in one.features:
                    found.setdefault(feature.id, []).append(mention)
            named.sort(key=lambda one: one.start)
        for mention, ids in self._referrer.references(segmented, named, memory):
            for key in sorted(ids):
                found.setdefault(key, []).append(mention)
        for mentions in found.values():
            mentions.sort(key=lambda mention: mention.start)
        return found, Memory(tuple(named), acronyms, text, strange)

    def _judged(
        self, segmented: SegmentedText, strange: frozenset[str]
    ) -> list[tuple[Hit, list[_Passed]]]:
        """List the names that count, except strange ones, with the features that they name here."""
        passed: dict[tuple[int, int], list[_Passed]] = {}
        verdict = self._judge.verdict
        certain = {
            feature.id
            for hit in segmented.hits
            for feature, spelling in hit.names
            if spelling.name.type not in ("ambiguous", "exclusion")
        }

        def keep(hit: Hit) -> bool:
            """Judge a name; one that counts, or is an exclusion, hides those inside it."""
            counting: list[_Passed] = []
            excluded = False
            if strange and segmented.text[hit.start : hit.end] in strange:
                return False
            for feature, spelling in hit.names:
                if spelling.name.type == "exclusion":
                    excluded = True
                elif (not counting or all(feature is not other for other, _ in counting)) and (
                    one := verdict(hit, feature, spelling, segmented, feature.id in certain)
                ):
                    counting.append((feature, one))
            if counting:
                passed[hit.start, hit.end] = counting
            return excluded or bool(counting)

        hits = self._gazetteer.resolve(segmented.hits, len(segmented.text), keep)
        judged = [
            (hit, passed[hit.start, hit.end]) for hit in hits if (hit.start, hit.end) in passed
        ]
        if any(verdict.venue for _, each in judged for _, verdict in each):
            return list(_without_venues(judged, segmented))
        return judged


def _without_venues(
    judged: list[tuple[Hit, list[_Passed]]], segmented: SegmentedText
) -> Iterable[tuple[Hit, list[_Passed]]]:
    """Leave out the town of something that the sentence also names: “the summit …, in Khiva”."""
    starts = [hit.start for hit, _ in judged]
    for hit, passed in judged:
        if any(verdict.venue for _, verdict in passed):
            first, last = (bisect_left(starts, at) for at in segmented.sentence(hit.start))
            named = {
                feature.id
                for _, each in judged[first:last]
                for feature, verdict in each
                if not verdict.venue
            }
            passed = [one for one in passed if not (one[1].venue and one[0].id in named)]
        if passed:
            yield hit, passed


def _mention(text: str, hit: Hit, verdict: Verdict) -> Mention:
    words = text[hit.start : hit.end]
    if verdict.reason is None:
        return Mention(hit.start, hit.end, words)
    return Mention(hit.start, hit.end, words, "context", verdict.reason, verdict.sentence)


def _links(passage: Passage, found: Mapping[str, list[Mention]]) -> Iterable[Link]:
    described = {d.feature: d for d in passage.digests if d.basis == "described"}
    for feature, mentions in found.items():
        best = min(mentions, key=lambda mention: _ORDER.index(mention.basis))
        basis, reason = best.basis, best.reason
        if basis == "referred" and feature in described:  # the editor says more about it
            basis, reason = "described", described[feature].reason
        yield Link(passage.id, feature, basis, tuple(mentions), reason)
    trusted = passage.text is not None and not passage.differs
    for digest in passage.digests:
        if digest.feature not in found and (digest.basis == "described" or not trusted):
            yield _said(passage, digest)


def _said(passage: Passage, digest: Digest) -> Link:
    return Link(passage.id, digest.feature, digest.basis, (), digest.reason)
