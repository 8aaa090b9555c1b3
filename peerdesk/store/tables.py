"""The tables of a store and their named migrations.

Three families: the log (`segment`, `change`), what is local to this laptop (`setting`, `merge`,
`erased`, `scratch`, `own_word`, `seen_session`), and the projection that screens read, one table
per kind of record and one per set of it, built from `domain.schema`.
"""

import json
from typing import Any

from sqlite_utils.migrations import Migrations

from peerdesk.domain.schema import KINDS, Field, Form, Kind, RecordKind
from peerdesk.store.cipher import Database
from peerdesk.store.errors import NewerStore

SCHEMA = Migrations("peerdesk")
CONTESTED = {
    "conflict": ("record", "field", "change"),
    "uncounted": ("record", "field", "change"),
    "waiting": ("record",),
    "newer": ("record",),
}
_COLUMN: dict[Form, Any] = {Form.TEXT: str, Form.YES_NO: int, Form.NUMBER: int, Form.TEXTS: str}
PLACE_BITS = 32  # a change's place is its segment's row, and in so many bits below it its number
LAST_PLACE = (1 << PLACE_BITS) - 1
OWN_COLUMNS = ("id", "device", "noted_by", "clock", "missing", "unseen")
OF_THIS_LAPTOP = ("seq", "fresh")  # columns of the projection that no change says
SEARCH_OPTIONS = "columnsize=0, tokenize='unicode61 remove_diacritics 2'"


@SCHEMA()
def log_of_changes(db: Database) -> None:
    """Create the change log: lines are exact bytes, so they are never rewritten."""
    segment = {"id": int, "device": str, "first": int, "last": int, "previous": str, "hash": str}
    db.table("segment").create(
        segment | {"header": str, "signature": str, "merge": int, "aside": int},
        pk="id",
        not_null={"device", "first", "aside"},
        defaults={"aside": 0},
    )
    db.table("segment").create_index(["hash"], unique=True)
    db.table("segment").create_index(["device", "first"])
    # The place is the rowid: an index of segments and numbers would be one page more in every save.
    db.execute(
        "CREATE TABLE change (place INTEGER PRIMARY KEY, record TEXT NOT NULL, line TEXT NOT NULL,"
        " side TEXT, ruling INTEGER NOT NULL,"
        f" segment INTEGER AS (place >> {PLACE_BITS}), number INTEGER AS (place & {LAST_PLACE}))"
    )
    db.table("change").create_index(["record"])
    # Few changes bear on the others' rights or lack their values; these find them at once.
    db.execute("CREATE INDEX change_ruling ON change (ruling) WHERE ruling")
    db.execute("CREATE INDEX change_without ON change (segment) WHERE side IS NULL")


@SCHEMA()
def local_to_this_laptop(db: Database) -> None:
    """Create what is never a change: settings and secrets, merges done, hashes erased."""
    db.table("setting").create({"name": str, "value": str}, pk="name", not_null={"value"})
    db.table("merge").create(
        {"id": int, "at": str, "source": str, "observations": int, "undone": int},
        pk="id",
        defaults={"undone": 0},
    )
    db.table("erased").create({"change": str}, pk="change")


@SCHEMA()
def projection_of_changes(db: Database) -> None:
    """Create the tables that screens read."""
    create_projection(db)


@SCHEMA()
def scratch_pads_of_this_laptop(db: Database) -> None:
    """Create the private scratch pads, which are never a change either."""
    db.table("scratch").create({"session": str, "text": str}, pk="session", not_null={"text"})


@SCHEMA()
def own_words_of_this_laptop(db: Database) -> None:
    """Create the list of words that a person's spelling knows; it is never a change."""
    db.table("own_word").create({"word": str}, pk="word")


@SCHEMA()
def timetable_seen_on_this_laptop(db: Database) -> None:
    """Create what this person has seen of the timetable; it is never a change."""
    text = {"session": str, "facts": str, "shown": str, "shown_on": str}
    db.table("seen_session").create(text, pk="session", not_null={"facts", "shown", "shown_on"})


def create_projection(db: Database) -> None:
    """Create every table of the projection, empty."""
    for kind, spec in KINDS.items():
        _create_kind(db, kind, spec)
    for name, key in CONTESTED.items():
        columns = dict.fromkeys(key, str) | {"value": str, "changes": int}
        kept = {"conflict": ("value",), "waiting": ("changes",), "newer": ("changes",)}
        wanted = [*key, *kept.get(name, ())]
        db.table(name).create({c: columns[c] for c in wanted}, pk=key if len(key) > 1 else key[0])
    db.table("observation").create_index(["session", "deleted"])  # also counts those that stand
    # The words of a fresh row are not in the search index on disk yet; see `fresh_index`.
    db.execute("ALTER TABLE observation ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0")
    db.table("participant").create_index(["session"])
    db.table("attendance").create_index(["session"])
    _create_search(db)


def _create_kind(db: Database, kind: RecordKind, spec: Kind) -> None:
    plain = {name: _COLUMN[field.form] for name, field in spec.plain.items()}
    columns: dict[str, Any] = {"seq": int, "id": str, "device": str, "noted_by": str, "clock": str}
    db.table(kind).create(
        columns | {"missing": int, "unseen": int} | plain, pk="seq", not_null={"id"}
    )
    db.table(kind).create_index(["id"], unique=True)
    for name in spec.keyed:
        db.execute(
            f"CREATE TABLE {keyed_table(kind, name)} (record TEXT, key TEXT, value INTEGER,"
            " PRIMARY KEY (record, key)) WITHOUT ROWID"
        )


def _create_search(db: Database) -> None:
    """Index the text of observations without keeping it, or the length of it, a second time."""
    db.execute(
        "CREATE VIRTUAL TABLE observation_fts USING fts5(text, content='observation',"
        f" content_rowid='seq', {SEARCH_OPTIONS})"
    )
    # Automerge would make one autosave in many slow: parts of the index are merged in pauses (see
    # Store.rest), and within a save only where 16 of a size have come together. So would
    # `secure-delete` all of them: instead the index is built anew when a text is erased. Two pages
    # of the index fit into one of the database; larger ones leave no room beside them, and every
    # save would write their neighbours too.
    for option, value in (("automerge", 0), ("pgsz", 1_950)):
        db.execute(
            "INSERT INTO observation_fts(observation_fts, rank) VALUES (?, ?)", [option, value]
        )
    index_by_triggers(db, "observation_fts", "NOT fresh")


def index_by_triggers(db: Database, index: str, which: str, temporary: str = "") -> None:
    """Keep the texts of the rows of observations that meet a condition in an index of them."""
    now, before = (which.replace("fresh", f"{row}.fresh") for row in ("new", "old"))
    remove = f"INSERT INTO {index}({index}, rowid, text) SELECT 'delete', old.seq, old.text"
    add = f"INSERT INTO {index}(rowid, text) SELECT new.seq, new.text"
    replace = f"{remove} WHERE {before}; {add} WHERE {now};"
    for name, event, when, act in (
        ("add", "INSERT", now, f"{add};"),
        ("remove", "DELETE", before, f"{remove};"),
        ("replace", "UPDATE OF text", f"old.text IS NOT new.text AND ({before} OR {now})", replace),
    ):
        db.execute(
            f"CREATE {temporary}TRIGGER {index}_{name} AFTER {event} ON observation"
            f" WHEN {when} BEGIN {act} END"
        )


def keyed_table(kind: str, name: str) -> str:
    """Return the name of the table of one set of a kind."""
    return f"{kind}_{name}"


def projection_tables() -> list[tuple[str, str]]:
    """Return (table, order of its key) of every table of the projection."""
    tables = [(str(kind), "id") for kind in KINDS]
    tables += [(keyed_table(k, n), "record, key") for k, spec in KINDS.items() for n in spec.keyed]
    return tables + [(name, ", ".join(key)) for name, key in CONTESTED.items()]


def needs_migration(db: Database) -> bool:
    """Say whether migrations are pending; raises NewerStore for one this program lacks."""
    known = {migration.name for migration in SCHEMA._migrations}
    applied = {migration.name for migration in SCHEMA.applied(db)}
    if applied - known:
        raise NewerStore
    return bool(known - applied)


def stored(field: Field, value: object) -> object:
    """Return a field's value as its column holds it."""
    if field.form is Form.TEXTS:
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value
