"""Finds names in text: full, turned round, surname, first name, with or without a title.

One word that is also an everyday word (Grace, Young) counts only with a capital inside a sentence
or after a title; a month, a place or a word of an organisation's name only after a title; a full
name made of such words only with its capitals. All other forms count however they are typed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from peerdesk.domain.folding import WORD, Folded, words_of
from peerdesk.feedback import ordinary

_SENTENCE_ENDS = ".!?:;•\n"
_CLOSING = " \t\r\"'“”‘’()[]*-–—"
_SHORT = 2


class Care(Enum):
    """How much it takes for words to count as a name."""

    ALWAYS = "always"
    CAPITALS = "capitals"  # every word of it has one
    INSIDE = "inside"  # a capital that starts no sentence, or a title before it
    TITLED = "titled"  # only a title before it


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: where, what was typed, and the reason given for it."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]
    care: Care
    reason: str


class Names:
    """The names of a group of people in every form in which they are looked for."""

    def __init__(self, names: Iterable[str], whose: str, plain: frozenset[str]) -> None:
        """Take the names, a phrase for whose they are, and folded words that name no one alone."""
        forms: dict[tuple[str, ...], _Form] = {}
        for name in names:
            for form in _forms(name, whose, plain):
                forms.setdefault(form.words, form)
        self._forms: dict[str, list[_Form]] = {}
        for form in sorted(forms.values(), key=lambda form: -len(form.words)):
            self._forms.setdefault(form.words[0], []).append(form)
        self._starts = frozenset(self._forms) | {f"{word}s" for word in self._forms}

    def find(self, folded: Folded, said: list[str]) -> Iterator[Match]:
        """Yield the names in a text and its words from left to right, at each place the longest."""
        if self._starts.isdisjoint(said):
            return
        text = _Read(folded, said, [found.span() for found in WORD.finditer(folded.text)])
        at = 0
        while at < len(said):
            form = self._form_at(text, at)
            if form is None:
                at += 1
                continue
            start, end = text.span(at, len(form.words))
            yield Match(start, end, folded.original[start:end], form.reason)
            at += len(form.words)

    def _form_at(self, text: "_Read", at: int) -> _Form | None:
        word = text.said[at]
        for form in self._forms.get(word, []) + self._forms.get(_stem(word), []):
            if text.has(form, at):
                return form
        return None


@dataclass(frozen=True, slots=True)
class _Read:
    """A text with its words and where they stand."""

    folded: Folded
    said: list[str]
    places: list[tuple[int, int]]

    def span(self, at: int, count: int) -> tuple[int, int]:
        """Return where `count` words from `at` on stand in the original."""
        return self.folded.span(self.places[at][0], self.places[at + count - 1][1])

    def has(self, form: _Form, at: int) -> bool:
        """Say whether a form of a name stands at a word, typed with the care it takes."""
        here = tuple(self.said[at : at + len(form.words)])
        if len(here) != len(form.words) or here[:-1] != form.words[:-1]:
            return False
        if form.words[-1] not in (here[-1], _stem(here[-1])):
            return False
        if form.care is Care.ALWAYS or (at and self.said[at - 1] in ordinary.SALUTATIONS):
            return True
        if form.care is Care.CAPITALS:
            return all(self._capital(at + step) for step in range(len(here)))
        return form.care is Care.INSIDE and self._capital(at) and not self._opens(at)

    def _capital(self, at: int) -> bool:
        start, _ = self.span(at, 1)
        return self.folded.original[start].isupper()

    def _opens(self, at: int) -> bool:
        """Say whether a word opens a sentence, a line or a quotation."""
        start, _ = self.span(at, 1)
        before = self.folded.original[:start].rstrip(_CLOSING)
        return not before or before[-1] in _SENTENCE_ENDS


def _stem(word: str) -> str:
    """Return a word without a last s, as in a possessive typed without its apostrophe."""
    return word[:-1] if word.endswith("s") and len(word) > _SHORT + 1 else word


def _forms(name: str, whose: str, plain: frozenset[str]) -> Iterator[_Form]:
    """Yield the forms of one name, the fullest first; none for “to be confirmed” and the like."""
    everything = words_of(name)
    if not everything or set(everything) <= ordinary.PLACEHOLDERS:
        return
    parts = [part for part in re.split(r"[\s,()/]+", name) if words_of(part)]
    while len(parts) > 1 and set(words_of(parts[0])) <= ordinary.TITLES:
        parts = parts[1:]
    forms = [(everything, "name"), (words_of(" ".join(parts)), "name")]
    while len(parts) > 2 and set(words_of(parts[-1])) <= ordinary.POST_NOMINALS:
        parts = parts[:-1]
    if len(parts) > 1:
        forms += _partial(parts)
    for form, what in forms:
        if len("".join(form)) > 1:
            yield _Form(tuple(form), _care(form, plain), f"the {what} of {whose}")


def _partial(parts: list[str]) -> Iterator[tuple[list[str], str]]:
    yield words_of(" ".join(parts)), "name"
    first, last, surname = words_of(parts[0]), words_of(parts[-1]), _with_particles(parts)
    yield first + last, "name"
    yield last + first, "name"
    yield first + surname, "name"
    yield surname + first, "name"
    yield surname, "surname"
    yield last, "surname"
    yield ["".join(last)], "surname"
    for word in last + [word for middle in parts[1:-1] for word in words_of(middle)]:
        if len(word) > _SHORT and word not in ordinary.PARTICLES:
            yield [word], "surname"
    yield first, "first name"


def _with_particles(parts: list[str]) -> list[str]:
    """Return the surname with what belongs to it, such as van der or Ó."""
    start = len(parts) - 1
    while start > 1 and set(words_of(parts[start - 1])) <= ordinary.PARTICLES:
        start -= 1
    return words_of(" ".join(parts[start:]))


def _care(form: list[str], plain: frozenset[str]) -> Care:
    if len(form) > 1:
        return Care.CAPITALS if all(_is_a_word(word, plain) for word in form) else Care.ALWAYS
    word = form[0]
    if word in ordinary.NEVER_ALONE or word in plain:
        return Care.TITLED
    has_case = word != word.upper()
    if word in ordinary.EVERYDAY or (len(word) <= _SHORT and has_case):
        return Care.INSIDE
    return Care.ALWAYS


def _is_a_word(word: str, plain: frozenset[str]) -> bool:
    return word in ordinary.EVERYDAY or word in ordinary.NEVER_ALONE or word in plain
