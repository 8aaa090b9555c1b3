"""The words spelling knows: British English, the challenge's words, the person's own.

Loaded on the worker thread, then asked on either; it knows neither widget nor store.
"""

from collections.abc import Iterable

import marisa_trie

from peerdesk import resources
from peerdesk.domain.corrections import Dictionary, corrections
from peerdesk.domain.spelling import Found, is_known, plain_word, unknown_words

_REMEMBERED = 20_000


class Lexicon:
    """Says which words of a line nobody knows, and what may have been meant.

    What was asked before is remembered, so that a line costs little more than finding its words.
    """

    def __init__(self) -> None:
        # Read rather than mapped: the library opens no path with letters outside the code page.
        self._trie = marisa_trie.Trie()
        self._trie.frombytes(resources.path("dictionaries", "en-GB.trie").read_bytes())
        self._levels = resources.path("dictionaries", "en-GB.levels").read_bytes()
        self._challenge: dict[str, str] = {}
        self._own: dict[str, str] = {}
        self._ignored: set[str] = set()
        self._answers: dict[str, bool] = {}

    def know(self, challenge: Iterable[str], own: Iterable[str]) -> None:
        """Know these words of the challenge and of the person instead of those before."""
        self._challenge = {word.casefold(): word for word in challenge}
        self._own = {word.casefold(): word for word in own}
        self._answers = {}

    def add(self, word: str) -> str:
        """Know a word as the person's own and return it as it is to be kept."""
        plain = plain_word(word)
        self._own[plain.casefold()] = plain
        self._answers = {}
        return plain

    def remove(self, word: str) -> str:
        """Know a word no longer as the person's own and return it as it was kept."""
        self._answers = {}
        return self._own.pop(plain_word(word).casefold(), "")

    def has_own(self, word: str) -> bool:
        """Say whether the person added a word."""
        return plain_word(word).casefold() in self._own

    def ignore(self, word: str) -> None:
        """Let a word be until the notes are closed."""
        self._ignored.add(plain_word(word).casefold())
        self._answers = {}

    def unknown(self, line: str) -> list[Found]:
        """Return the words of a line to underline."""
        return unknown_words(line, self.knows)

    def knows(self, word: str) -> bool:
        """Say whether a word is right as it stands."""
        answer = self._answers.get(word)
        if answer is None:
            if len(self._answers) > _REMEMBERED:
                self._answers = {}
            answer = self._answers[word] = is_known(word, self._holds)
        return answer

    def suggest(self, word: str) -> list[str]:
        """Return what may have been meant, the likeliest first; takes tens of milliseconds."""
        first, hyphen, last = word.rpartition("-")
        if hyphen and not self.knows(last):
            return [first + hyphen + one for one in self.suggest(last)]
        if hyphen and not self.knows(first):
            return [one + hyphen + last for one in self.suggest(first)]
        plain = plain_word(word)
        ending = word[len(plain) :]
        names = [*self._challenge.values(), *self._own.values()]
        dictionary = Dictionary(self._level, self._has_beginning)
        return [one + ending for one in corrections(plain, dictionary, names)]

    def _holds(self, word: str) -> bool:
        if word in self._trie:
            return True
        folded = word.casefold()
        return folded in self._challenge or folded in self._own or folded in self._ignored

    def _level(self, word: str) -> int:
        number = self._trie.get(word)
        return 0 if number is None else self._levels[number]

    def _has_beginning(self, start: str) -> bool:
        return next(self._trie.iterkeys(start), None) is not None
