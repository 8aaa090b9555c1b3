"""The headings and fixed sentences of the documents, read from a template file.

It knows which words there are, not where they stand.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from peerdesk import resources
from peerdesk.domain.errors import PeerDeskError
from peerdesk.feedback import prose


class WordingError(PeerDeskError):
    """The template of headings and sentences cannot be used."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The template of the feedback documents {what}, so no document was written; mend the"
            " template or take the one that came with PeerDesk."
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences, lists of sentences and nouns by their place in the template, such as `a.b`."""

    sentences: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def say(self, key: str, **values: str) -> str:
        """Return a sentence with its blanks filled in; raises WordingError where it cannot be."""
        try:
            return self.sentences[key].format_map(values)
        except KeyError as error:
            missing = str(error.args[0])
            if missing == key:
                raise WordingError(f"has no line “{key}”") from error
            raise WordingError(f"has a blank “{missing}” in “{key}” that nothing fills") from error
        except (ValueError, IndexError, AttributeError) as error:
            raise WordingError(f"has braces in “{key}” that do not match") from error

    def all(self, key: str) -> tuple[str, ...]:
        """Return a list of sentences; raises WordingError where there is none."""
        try:
            return self.lists[key]
        except KeyError as error:
            raise WordingError(f"has no list “{key}”") from error

    def count(self, value: int, noun: str) -> str:
        """Return a number with a noun of the template: `one person`, `213 people`."""
        one_and_several = self.all(f"nouns.{noun}")
        if len(one_and_several) != 2:
            raise WordingError(f"needs exactly two words for “{noun}”, of one and of several")
        return prose.counted(value, one_and_several)


def read_wording(path: Path) -> Wording:
    """Read a template file; raises WordingError for one that is missing or malformed."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WordingError("cannot be read") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WordingError("is not well-formed TOML") from error
    sentences: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for section, lines in tables.items():
        if not isinstance(lines, dict):
            raise WordingError(f"has “{section}” outside a section")
        for name, value in lines.items():
            if isinstance(value, str):
                sentences[f"{section}.{name}"] = value
            elif isinstance(value, list) and all(isinstance(piece, str) for piece in value):
                lists[f"{section}.{name}"] = tuple(value)
            else:
                raise WordingError(f"has “{section}.{name}” that is neither text nor a list of it")
    return Wording(sentences, lists)


@cache
def standard_wording() -> Wording:
    """Return the wording that comes with PeerDesk."""
    return read_wording(resources.path("templates", "feedback.toml"))
