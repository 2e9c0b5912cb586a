"""Another thing of the same kind, of which a later word may speak: “a port in Turkey”."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corridors.linking.refer.salience import (
    ENDED,
    Span,
    begin_of_sentence,
    is_background,
    is_beside,
    is_in_clause,
    is_left,
    is_near,
    is_spoken_of,
    is_subject,
)
from corridors.linking.rules.context_window import ContextWindow
from corridors.linking.rules.reference_rules import Reference, Referring
from corridors.linking.rules.wording import spelled
from corridors.linking.text.parentheticals import without_last_clauses

_CAPITAL = r"[^\W\d_a-z]"
_NAME = rf"{_CAPITAL}[\w’'-]*"
_UNITS = r"(?:years|months|weeks|days|nights|hours|minutes|times|kilometres|metres|miles)"
_MOST = r"(?:[\w-]+est|first|last|only)"
_NONE = re.compile(r"(?!)")
_ACRONYM = re.compile(r"\b[A-Z]{3,}(?:-?\d+)?\b")
_CAPITALISED = re.compile(r"(?<![\w-])[^\W\d_a-z][\w’'-]*")
_RUN_BEFORE = re.compile(rf"(?:(?<![\w-]){_NAME}(?: of the| of| &)? )+\Z")
_RUN_AFTER = re.compile(rf"(?: (?:of |of the |& )?{_NAME})+")
# A name that a sentence speaks of: its subject, or the place with which it begins.
_LEAD = r"[\"“‘(]*(?:(?:Meanwhile|Then|Now|But|And|So|Yet|Still),? )?"
_FIRST = re.compile(_LEAD)
_FRONTED = re.compile(
    rf"{_LEAD}(?:In|At|From|Beyond|To|Through|Near|Outside|Past|Via|Across|On|Off) (?:the )?"
)
_ACTING = re.compile(
    rf"(?: {_NAME})*(?:,|[’']s\b| (?:is|was|are|were|has|had|have|will|would|can|could|may|does|did"
    r"|do|also|too|already|still|now|needs|wants|plans|opened|began)\b)"
)
_OWNED = re.compile(r"[’']s?\Z")
_PRONOUNS = r"It|That|There|He|She|What|Who|Here|Let|One|This"
_ELLIPTIC = re.compile(
    rf"\b(?!(?:{_PRONOUNS})\b){_CAPITAL}\w+[’']s\s+"
    r"(?:is|was|are|were|came|comes|has|had|will|would|opened|followed|needs|does|did|can)\b"
)
# A city that is a place, not its government; and one of which the words right after speak.
_PLACE = re.compile(r"\b(?:in|at|from|of|near|to|outside|after|since|before) (?:the )?\Z")
_WHERE = re.compile(rf"(?<![\w-]){_NAME}, (?:where|whose)(?: \w+){{0,3}} \Z")
_NEAR = 60  # characters, about a clause


class Subject(NamedTuple):
    """What is spoken of, which another thing must differ from.

    Its country is ``told`` by the words that speak of it; these stand ``within`` a sentence; a
    ``word`` stands in its name; ``own`` are its names.
    """

    told: bool = False
    within: bool = False
    word: str = ""
    own: str = ""

    @property
    def recalled(self) -> bool:
        """Whether words within a sentence go back to it by its own word."""
        return self.within and bool(self.word)


_ANY = Subject()


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of one of some words; a space in a word stands for any."""
    longest = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest) + ")"


def loose(phrase: str) -> str:
    """Return a pattern of words with spaces between: ``a|b`` is one of two, ``?a`` may be missing.

    Examples
    --------
    >>> bool(re.fullmatch(loose("its ?older neighbour+"), "its neighbours"))
    True
    """
    pattern = ""
    for number, word in enumerate(phrase.split()):
        forms = {form for part in word.lstrip("?").split("|") for form in spelled(part)}
        space = r"\s+" if number else ""
        part = f"{space}{one_of(forms)}"
        pattern += f"(?:{part})?" if word.startswith("?") else part
    return pattern


class Distractors:
    """Finds whether another thing of a kind is spoken of.

    Parameters
    ----------
    reference
        The words that refer to a thing of that kind.
    words
        The words that all references share.
    """

    def __init__(self, reference: Reference, words: Referring) -> None:
        heads = one_of((*reference.singular, *reference.plural, *reference.also))
        single = one_of((*reference.singular, *reference.also))
        titled = one_of(word.title() for word in reference.singular)
        few = rf"(?:(?!{_UNITS}\b)[\w’'-]+\s+){{0,3}}?"
        same = "".join(rf"(?<!\b{re.escape(word)} )" for word in words.copulas)
        known = one_of((*words.modifiers, *words.demonyms, *reference.singular))
        joining = (*words.prepositions, *words.leading)
        no_name = one_of(
            word.capitalize()
            for word in (*words.one, *words.two, *words.new, *joining, "a", "an", "its")
        )
        patterns = [
            rf"(?i:{same}\b(?:{one_of(words.new)})\s+{few}{heads})\b",
            rf"{same}\b[Aa]n?\s+{few}(?i:{single})\b",
            rf"(?<=[’']s)\s+(?:own\s+)?(?:[\w-]+\s+){{0,2}}?(?i:{heads})\b",
            rf"(?i:\b(?:the|this|that)\s+(?!(?:{known}|{_MOST})\s)[\w-]+\s+{single})\b",
            rf"(?i:{same}\b(?:the|this|that)\s+{_MOST}\s+{single})\b",
            rf"\b(?i:{heads})\s+(?:of|at|in|near|on|between|to|from)\s+(?:the\s+)?"
            rf"(?!{one_of(words.calendar)}\b){_CAPITAL}\w+",
            rf"\b(?i:{heads})\s+(?:{'|'.join(map(loose, (*words.apart, *words.clauses)))})\b",
            rf"\b(?!(?:{no_name}|{one_of(word.capitalize() for word in words.demonyms)}"
            rf"|{one_of(words.modifiers)})\s)(?<![.!?:“\"]\s)(?<!^){_CAPITAL}\w+\s+(?i:{single})\b",
            rf"\b(?!{no_name}\s){_NAME}\s+{titled}\b",
        ]
        self._heads = re.compile(heads, re.IGNORECASE)
        self._new = re.compile("|".join(patterns))  # each has one of the heads in it
        self._others = re.compile(patterns[0])
        self._contrasts = _any_spoken((*words.contrasts, *words.others))
        self._introduced = re.compile(
            f"{_any_spoken(words.others).pattern}|{self._others.pattern}|{_ELLIPTIC.pattern}"
        )
        self._signs = _any_spoken(reference.signs)
        self._hints = _any_spoken(words.hints)
        self._rivals = (
            re.compile(rf"(?<![\w-]){one_of(reference.rivals)}(?!\w)")
            if reference.rivals
            else _NONE
        )
        self._harmless = words.harmless | {word.capitalize() for word in words.demonyms}
        self._harmless |= set(words.calendar)
        self._openers, self._endings = words.openers, words.endings
        self._institutions, self._bystanders = words.institutions, words.bystanders
        self._seats = reference.seats
        self._unknown = _ACRONYM if reference.acronyms else _NONE

    def between(
        self,
        text: str,
        span: Span,
        taken: Sequence[tuple[int, int]],
        subject: Subject = _ANY,
    ) -> bool:
        """Tell whether one is spoken of in a span of a text, but for the names taken.

        What only hints at one counts after the sentence that names the feature, where the words
        that refer begin one. Where these stand within a sentence, nothing of the sentences between
        counts but what the last of them introduces beyond doubt. Where the country is told, mere
        names count for nothing, nor what is not said to be another one, nor ever what stands in the
        subject's names.
        """
        start, _, after, end = span
        if not subject.within and (
            self._signs.search(text, after, end) or self._hinted(text, after, end)
        ):
            return True
        where = _WHERE.search(text, max(start, end - _NEAR), end)
        if where and _free(where, taken):
            return True
        sure = subject.told or subject.recalled
        near = begin_of_sentence(text, after, end) if subject.within else after
        if not sure and self._names(text, near, end, taken):
            return True
        things = [] if subject.told else [(self._contrasts, text), (_ELLIPTIC, text)]
        if self._heads.search(text, start, end):
            things.append((self._others if subject.told else self._new, text))
        stated = without_last_clauses(text)
        names = [] if subject.told else [(self._rivals, stated), (self._unknown, stated)]
        return any(
            _free(match, taken) and differs(*match.span(), text, span, subject)
            for patterns, differs in ((things, self._is_other), (names, self._is_other_name))
            for pattern, part in patterns
            for match in pattern.finditer(part, start, end)
        )

    def _is_other(self, start: int, end: int, text: str, span: Span, subject: Subject) -> bool:
        """Tell whether words mean another thing than the subject, and not only in passing."""
        words, word = text[start:end], subject.word
        if word and self._heads.search(words) and word not in words.casefold():
            return False
        if is_left(end, text, span.end) or is_background(start, end, text, span):
            return False
        if subject.within and start >= span.name:
            if start < span.after:
                return not is_beside(start, end, text, span)
            introduced = self._introduced.fullmatch(words) and is_near(end, text, span)
            return bool(introduced) or is_subject(start, end, text, span)
        return end > span.name or is_spoken_of(start, end, text, span, subject.within)

    def _is_other_name(self, start: int, end: int, text: str, span: Span, subject: Subject) -> bool:
        """Tell whether a name means another thing than the subject, and not only in passing."""
        if (
            self._seats
            and end <= span.name
            and not _PLACE.search(text, max(0, start - _NEAR), start)
        ):
            return False
        name = text[start:end]
        if name in subject.own or (name.isupper() and name in self._harmless):
            return False
        if self._is_bystander(text, start, end):
            return False
        if subject.within and start >= span.after and is_in_clause(end, text, span):
            return not is_left(end, text, span.end)
        return self._is_other(start, end, text, span, subject)

    def _hinted(self, text: str, start: int, end: int) -> bool:
        """Tell whether a name that is no state's stands before a word that hints at another one."""
        names = (
            _RUN_BEFORE.search(text, start, at.start())
            for at in self._hints.finditer(text, start, end)
        )
        return any(name and name[0].strip() not in self._harmless for name in names)

    def _names(self, text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
        """Tell whether sentences speak of a name that we do not know."""
        begins = [start, *(ended.end() for ended in ENDED.finditer(text, start, end))]
        for match in _CAPITALISED.finditer(text, start, end):
            word = re.sub("[’']s$", "", match[0])
            if word in self._harmless or not _free(match, taken):
                continue
            begin = begins[bisect_right(begins, match.start()) - 1]
            lead = text[begin : match.start()].lstrip()
            if _FIRST.fullmatch(lead):
                opens = word in self._openers or word.endswith(self._endings)
                if opens or not _ACTING.match(text, match.end()):
                    continue
            elif not _FRONTED.fullmatch(lead):
                continue
            elif begin == begins[-1] and text[match.end() : end].strip(" ,"):
                continue  # “In Ankara they say that the port”, but not “In Mersin the port”
            if not (is_left(match.end(), text, end) or self._is_bystander(text, *match.span())):
                return True
        return False

    def _is_bystander(self, text: str, start: int, end: int) -> bool:
        """Tell whether a name is that of a person, a firm, a government or an origin."""
        end -= len(owned[0]) if (owned := _OWNED.search(text, start, end)) else 0
        if before := _RUN_BEFORE.search(text, max(0, start - 60), start):
            start = before.start()
        if (owned is None) and (after := _RUN_AFTER.match(text, end)):
            end = after.end()
            end -= len(owned[0]) if (owned := _OWNED.search(text, start, end)) else 0
        if not self._institutions.isdisjoint(re.findall(r"\w+", text[start:end])):
            return True
        if self._bystanders is None:
            return False
        window = ContextWindow.of(text, start, end)
        return self._bystanders.nearest(window.readings(), window.words()) is not None


def _any_spoken(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of some phrases, and nothing where there is none."""
    patterns = "|".join(map(_spoken, phrases))
    return re.compile(patterns) if patterns else _NONE


def _spoken(phrase: str) -> str:
    """Return a pattern of a phrase in any case, but for one that begins with a capital."""
    return rf"\b{loose(phrase)}\b" if phrase[0].isupper() else rf"(?i:\b{loose(phrase)}\b)"


def _free(match: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a match overlaps no name, nor stands in apposition to one."""
    text = match.string
    return not any(
        (a < match.end() and match.start() < b) or text[b : match.start()].strip() == ","
        for a, b in taken
    )
