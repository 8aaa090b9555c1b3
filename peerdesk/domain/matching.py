"""Where in a text the words stand that somebody looks for, whatever their accents and capitals."""

import unicodedata

from peerdesk.domain.folding import WORD, Folded, fold

Spans = tuple[tuple[int, int], ...]


def word_spans(text: str, words: str) -> Spans:
    """Return (start, end) of each word of `text` that a search for `words` finds.

    As in the store's index a word counts whole, the last one also as the beginning of one.
    """
    sought = fold(words).words
    if not sought:
        return ()
    whole = set(sought)
    beginning = "" if words[-1:].isspace() else sought[-1]
    folded = fold(text)
    return tuple(
        _span(folded, *word.span())
        for word in WORD.finditer(folded.text)
        if word.group() in whole or (beginning and word.group().startswith(beginning))
    )


def text_spans(text: str, sought: str) -> Spans:
    """Return (start, end) of each place of `text` at which `sought` stands, one after another."""
    wanted = fold(sought).text
    if not wanted.strip():
        return ()
    folded = fold(text)
    found = []
    at = folded.text.find(wanted)
    while at >= 0:
        found.append(_span(folded, at, at + len(wanted)))
        at = folded.text.find(wanted, at + len(wanted))
    return tuple(found)


def _span(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Return a span of the original, with the accents that follow its last letter."""
    first, last = folded.span(start, end)
    while last < len(folded.original) and unicodedata.combining(folded.original[last]):
        last += 1
    return first, last
