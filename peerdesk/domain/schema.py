"""What kinds of record a challenge holds, their fields, and whose right each field is.

The store builds its tables from this; a field or kind not listed here belongs to a newer program.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum


class RecordKind(StrEnum):
    """The kinds of record, by the word they have in the change log."""

    CHALLENGE = "challenge"
    MEMBER = "member"
    DEVICE = "device"
    ORGANISATION = "organisation"
    FOCUS_AREA = "focus_area"
    QUESTION = "question"
    THEME = "theme"
    SESSION = "session"
    PARTICIPANT = "participant"
    ATTENDANCE = "attendance"
    OBSERVATION = "observation"
    COMMENT = "comment"
    FINDING = "finding"
    RECOMMENDATION = "recommendation"
    ERASURE = "erasure"


class Right(Enum):
    """Whose change to a field counts."""

    ANYONE = "anyone"
    AUTHOR = "author"
    LEAD = "lead"


class Form(Enum):
    """The type a field's value must have to count."""

    TEXT = "text"
    YES_NO = "yes or no"
    NUMBER = "whole number"
    TEXTS = "list of texts"


Value = str | bool | int | list[str]


@dataclass(frozen=True, slots=True)
class Field:
    """A field with one value, or, when `keyed`, one value per member of a set (`theme:<id>`)."""

    form: Form
    right: Right
    keyed: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: who may create one, its fields, and whether its values may be erased."""

    create: Right
    fields: Mapping[str, Field]
    erasable: bool = False
    plain: Mapping[str, Field] = field(init=False)
    keyed: Mapping[str, Field] = field(init=False)

    def __post_init__(self) -> None:
        """Split the fields once: tables and rules ask for the two sorts apart."""
        for name, keyed in (("plain", False), ("keyed", True)):
            chosen = {n: f for n, f in self.fields.items() if f.keyed is keyed}
            object.__setattr__(self, name, chosen)

    def field(self, name: str) -> Field | None:
        """Return the field a change names (`text`, `theme:<id>`), or None when unknown."""
        plain = self.plain.get(name)
        if plain is not None:
            return plain
        prefix, colon, key = name.partition(":")
        return self.keyed.get(prefix) if colon and key else None


def _texts(right: Right, *names: str) -> dict[str, Field]:
    return {name: Field(Form.TEXT, right) for name in names}


def _yes(right: Right, *names: str) -> dict[str, Field]:
    return {name: Field(Form.YES_NO, right) for name in names}


def _numbers(right: Right, *names: str) -> dict[str, Field]:
    return {name: Field(Form.NUMBER, right) for name in names}


def _set(right: Right, *names: str) -> dict[str, Field]:
    return {name: Field(Form.YES_NO, right, keyed=True) for name in names}


_ANY, _AUTHOR, _LEAD = Right.ANYONE, Right.AUTHOR, Right.LEAD

KINDS: Mapping[RecordKind, Kind] = {
    RecordKind.CHALLENGE: Kind(
        _LEAD,
        _texts(_LEAD, "code", "title", "start", "end", "time_zone", "scope", "retention")
        | _texts(_LEAD, "emergency", "recovery_recipient")
        | {"sponsors": Field(Form.TEXTS, _LEAD)},
    ),
    RecordKind.MEMBER: Kind(
        _LEAD,
        _texts(_LEAD, "name", "initials", "role", "rights", "organisation", "background", "party")
        | _texts(_LEAD, "interests")
        | _yes(_LEAD, "deleted")
        | _set(_LEAD, "interest"),
    ),
    RecordKind.DEVICE: Kind(
        _ANY,
        _texts(_AUTHOR, "member", "name", "role", "label", "tied_to", "tie_signature")
        | _texts(_LEAD, "confirmed"),
    ),
    RecordKind.ORGANISATION: Kind(
        _ANY, _texts(_ANY, "name", "short", "sector") | _yes(_ANY, "deleted")
    ),
    RecordKind.FOCUS_AREA: Kind(
        _LEAD,
        _texts(_LEAD, "name", "tag", "author", "position")
        | _texts(_ANY, "joined")
        | _yes(_LEAD, "thread", "deleted"),
    ),
    RecordKind.QUESTION: Kind(
        _LEAD, _texts(_LEAD, "theme", "text", "position") | _yes(_LEAD, "deleted")
    ),
    RecordKind.THEME: Kind(
        _ANY, _texts(_ANY, "name", "tag", "author", "position", "joined") | _yes(_ANY, "deleted")
    ),
    RecordKind.SESSION: Kind(
        _ANY,
        _texts(_ANY, "title", "kind", "start", "end", "place", "stream", "document")
        | _yes(_ANY, "deleted")
        | _yes(_LEAD, "cancelled")
        | _set(_ANY, "peer"),
        erasable=True,
    ),
    RecordKind.PARTICIPANT: Kind(
        _ANY,
        _texts(_ANY, "session", "role", "organisation", "name")
        | _numbers(_ANY, "expected")
        | _yes(_ANY, "deleted"),
        erasable=True,
    ),
    RecordKind.ATTENDANCE: Kind(
        _ANY,
        _texts(_AUTHOR, "session", "summary")
        | _yes(_AUTHOR, "held")
        | _set(_AUTHOR, "asked")
        | {"present": Field(Form.NUMBER, _AUTHOR, keyed=True)},
        erasable=True,
    ),
    RecordKind.OBSERVATION: Kind(
        _ANY,
        _texts(_AUTHOR, "session", "text", "source", "speaker", "position", "at")
        | _texts(_ANY, "kind")
        | _yes(_AUTHOR, "for_lead", "deleted")
        | _set(_ANY, "theme", "organisation"),
        erasable=True,
    ),
    RecordKind.COMMENT: Kind(
        _ANY, _texts(_AUTHOR, "on", "text") | _yes(_AUTHOR, "deleted"), erasable=True
    ),
    RecordKind.FINDING: Kind(
        _ANY,
        _texts(_ANY, "headline", "narrative", "kind", "theme", "state", "position")
        | _yes(_ANY, "deleted")
        | _set(_ANY, "evidence"),
        erasable=True,
    ),
    RecordKind.RECOMMENDATION: Kind(
        _ANY,
        _texts(_ANY, "text", "position")
        | _numbers(_LEAD, "number")
        | _yes(_ANY, "deleted")
        | _set(_ANY, "finding"),
        erasable=True,
    ),
    RecordKind.ERASURE: Kind(
        _ANY, _texts(_AUTHOR, "record", "reason") | {"changes": Field(Form.TEXTS, _AUTHOR)}
    ),
}

LEAD_RIGHTS = frozenset({"lead", "deputy"})


def fits(form: Form, value: object) -> bool:
    """Say whether a value has the type its field asks for."""
    if isinstance(value, str):
        return form is Form.TEXT
    if isinstance(value, bool):
        return form is Form.YES_NO
    if form is Form.NUMBER:
        return isinstance(value, int) and abs(value) < 1 << 53
    if form is not Form.TEXTS:
        return False
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def kind_named(word: str) -> RecordKind | None:
    """Return the kind for a word of the log, or None when it is a newer program's."""
    return _BY_WORD.get(word)


_BY_WORD: Mapping[str, RecordKind] = {str(kind): kind for kind in RecordKind}
