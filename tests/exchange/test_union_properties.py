"""The laws of merging: whatever a team does, in whatever order its files travel.

Equal unions give equal digests; nothing written is ever unreachable but what was erased, and what
was erased never comes back; merging twice changes nothing.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import ChangeHash, RecordId
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.store.checking import check
from peerdesk.store.erasing import erase
from peerdesk.store.opening import open_store
from peerdesk.store.reading import devices, members
from peerdesk.store.snapshots import take_snapshot
from peerdesk.store.store import Store
from peerdesk.store.union import last_merge, news, undo_merge
from tests.exchange.laptops import (
    Laptop,
    lines,
    searchable,
    shown,
    snapshot_lines,
    tokens,
)
from tests.helpers.campaign import examples
from tests.store.cheap import cheap_keys
from tests.store.team import (
    DEPUTY,
    PASSPHRASE,
    PEER,
    File,
    bring,
    confirm,
    handed,
    joined,
    lead_store,
    new_id,
    note,
    own,
    read,
    rebuilt_digest,
    swap,
    write_raw,
)

# Thousands of commits: where there is a disk in memory, none of them waits for a real one.
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
_HOUR = 3_600_000
_START = 1_794_300_000_000  # an afternoon of November 2026, in Unix milliseconds
_NAMES = {"lead": 0, "deputy": 2 * _HOUR, "peer": 0, "peer again": -26 * _HOUR, "stranger": _HOUR}
_TEXT_FIELDS = {
    "observation": ("text", "speaker"),
    "finding": ("headline", "narrative"),
    "comment": ("text",),
    "attendance": ("summary",),
    "session": ("title", "place"),
    "theme": ("name",),
    "recommendation": ("text",),
}
_KEYED = {"observation": "theme", "finding": "evidence", "session": "peer", "attendance": "present"}
_WRITTEN = tuple(_TEXT_FIELDS)
_MOST_LAPTOPS = 7
_OFTEN = ("observation", "finding")
picks = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def laptops_folder() -> Iterator[Path]:
    """Make the team's five stores once; every example works on copies of them."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as made:
        folder = Path(made)
        with cheap_keys():
            lead = lead_store(folder / "lead")
            joiners = (
                ("deputy", DEPUTY),
                ("peer", PEER),
                ("peer again", PEER),
                ("stranger", "Zed"),
            )
            stores = [joined(lead, folder / name, who) for name, who in joiners]
            note(stores[1], "what everybody has and may change")
            lead.create(RecordKind.FINDING, {"headline": "shared"})
            swap(lead, *stores)
            for store in (lead, *stores):
                store.close()
        yield folder


class Team(RuleBasedStateMachine):
    """Five laptops of a team that writes, edits, deletes, erases, copies, merges and undoes."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=IN_MEMORY))
        self.laptops: list[Laptop] = []
        self.files: list[File] = []
        self.now = _START
        self.count = 0
        self.replaced: dict[str, set[str]] = {}  # by token: those that replaced it
        self.written_over: set[str] = set()
        self.named: set[ChangeHash] = set()  # changes that an erasure names
        self.erased: set[str] = set()
        self.wrote: set[str] = set()

    @initialize(confirmed=st.booleans())
    def unpack(self, confirmed: bool) -> None:
        """Open the laptops; the deputy may be confirmed already, which the others do not know."""
        for name, wrong_by in _NAMES.items():
            shutil.copytree(self.template / name, self.folder / name)
            store = open_store(self.folder / name, PASSPHRASE)
            self.laptops.append(Laptop(name, store, wrong_by))
        if confirmed:
            lead, deputy = (laptop.store for laptop in self.laptops[:2])
            confirm(lead, deputy)
            bring(deputy, own(lead))

    def teardown(self) -> None:
        try:
            if self.laptops:
                self._everything_meets()
        finally:
            for laptop in self.laptops:
                laptop.store.close()
            shutil.rmtree(self.folder)

    # What people write.

    @rule(who=picks, kind=st.sampled_from(_WRITTEN), seconds=st.integers(0, 100))
    def creates(self, who: int, kind: str, seconds: int) -> None:
        laptop = self._laptop(who, seconds)
        values: dict[str, Value] = {name: self._token() for name in _TEXT_FIELDS[kind]}
        if kind == "observation":
            values["session"] = "somewhere"
        with laptop.clock(self.now):
            laptop.store.create(RecordKind(kind), values)
        self.wrote |= tokens(repr(values))

    @rule(who=picks, which=picks, field=picks, seconds=st.integers(0, 40))
    def types_on(self, who: int, which: int, field: int, seconds: int) -> None:
        self._edit(self._laptop(who, seconds), which, field, typing=True)

    @rule(who=picks, which=picks, field=picks, seconds=st.integers(0, 400))
    def edits(self, who: int, which: int, field: int, seconds: int) -> None:
        self._edit(self._laptop(who, seconds), which, field, typing=False)

    @rule(who=picks, which=picks, key=st.integers(0, 2), yes=st.booleans())
    def ticks(self, who: int, which: int, key: int, yes: bool) -> None:
        laptop = self._laptop(who)
        record, kind = self._record(laptop.store, which)
        if kind in _KEYED:
            value: Value = int(yes) + 3 if kind == "attendance" else yes
            self._try(laptop, record, {f"{_KEYED[kind]}:member {key}": value})

    @rule(who=picks, which=picks, yes=st.booleans())
    def deletes_or_brings_back(self, who: int, which: int, yes: bool) -> None:
        laptop = self._laptop(who)
        record, kind = self._record(laptop.store, which)
        if kind != "attendance":
            self._try(laptop, record, {"deleted": yes})

    @rule(who=picks, which=picks)
    def erases(self, who: int, which: int) -> None:
        laptop = self._laptop(who)
        self._erase(laptop, self._record(laptop.store, which)[0])

    def _erase(self, laptop: Laptop, record: RecordId) -> None:
        before = {
            change.hash: tokens(repr(change.values))
            for change in laptop.store.log.of_record(record)
            if change.values is not None and change.header.fields.keys() != {"deleted"}
        }
        with laptop.clock(self.now):
            try:
                erase(laptop.store, record, "a reason")
            except NotAllowed:
                return
        self.named |= before.keys()
        self.erased |= frozenset().union(*before.values())
        assert not self.erased & shown(laptop.store) & frozenset().union(*before.values())

    # What newer programs, and people without the right, write.

    @rule(who=picks, which=picks, what=st.integers(0, 6))
    def writes_what_this_program_would_not(self, who: int, which: int, what: int) -> None:
        laptop = self._laptop(who)
        store = laptop.store
        record, kind = self._record(store, which)
        team = [member.id for member in members(store)] or [record]
        token = self._token()
        choices: list[tuple[str, dict[str, Value]]] = [
            ("hologram", {"glow": token}),
            ("hologram", {"glow": token}),
            (kind, {"aura": token, "aura:x": True}),
            (kind, {_TEXT_FIELDS[kind][0]: [token]}),
            (kind, {_TEXT_FIELDS[kind][0]: token}),
            ("member", {"rights": "lead"}),
            ("focus_area", {}),
        ]
        word, values = choices[what]
        self.wrote |= tokens(repr(values))
        about = team[which % len(team)] if word == "member" else record
        new = what in (0, 6)
        about = new_id(store, self.count % 4096) if new else about
        with laptop.clock(self.now):
            write_raw(store, word, about, values, creates=new)

    # Rights that arrive.

    @rule(who=picks, which=picks)
    def confirms(self, who: int, which: int) -> None:
        laptop = self._laptop(who)
        known = devices(laptop.store)
        if not known:
            return
        device = known[which % len(known)]
        team = [member.id for member in members(laptop.store)]
        member = device.member or (team[which % len(team)] if team else None)
        if member:
            self._try(laptop, device.record, {"confirmed": member})

    @rule(who=picks, which=picks)
    def adds_a_focus_area_and_numbers(self, who: int, which: int) -> None:
        laptop = self._laptop(who)
        token = self._token()
        with laptop.clock(self.now):
            try:
                laptop.store.create(RecordKind.FOCUS_AREA, {"name": token})
            except NotAllowed:
                return
        self.wrote.add(token)
        record, kind = self._record(laptop.store, which)
        if kind == "recommendation":
            self._try(laptop, record, {"number": which})

    # What travels.

    @rule(who=picks, how=st.sampled_from(["own", "everything", "without notes"]))
    def hands_out(self, who: int, how: str) -> None:
        laptop = self._laptop(who)
        laptop.store.seal()
        if how == "without notes":
            self.files.append(laptop.withheld_notes())
        else:
            self.files.append(own(laptop.store) if how == "own" else handed(laptop.store))

    @precondition(lambda self: self.files)
    @rule(who=picks, which=picks, latest=st.booleans())
    def brings_in(self, who: int, which: int, latest: bool) -> None:
        file = self.files[-1] if latest else self.files[which % len(self.files)]
        self._bring(self._laptop(who), file)

    @rule(who=picks, of=picks)
    def brings_in_everything_of(self, who: int, of: int) -> None:
        self._bring(self._laptop(who), handed(self._laptop(of).store))

    @rule(who=picks, of=picks)
    def brings_in_what_one_wrote(self, who: int, of: int) -> None:
        self._bring(self._laptop(who), own(self._laptop(of).store))

    @rule(
        author=picks,
        editor=picks,
        reader=picks,
        kind=st.sampled_from(_OFTEN),
        act=st.sampled_from(["tick", "edit", "erase", "delete"]),
        undone=st.booleans(),
    )
    def hears_the_answer_before_the_note(
        self, author: int, editor: int, reader: int, kind: str, act: str, undone: bool
    ) -> None:
        """Let one write, one answer it, and one get the answer first, or in place of the note."""
        writer, answerer, last = (self._laptop(who) for who in (author, editor, reader))
        values: dict[str, Value] = {name: self._token() for name in _TEXT_FIELDS[kind]}
        with writer.clock(self.now):
            record = writer.store.create(RecordKind(kind), values)
        self.wrote |= tokens(repr(values))
        self._bring(answerer, own(writer.store))
        if undone:
            self._bring(last, own(writer.store))
            self._undo(last.store)
        if act == "erase":
            self._erase(answerer, record)
        elif act == "edit":
            self._edit_field(answerer, record, _TEXT_FIELDS[kind][0], typing=False)
        else:
            field = "deleted" if act == "delete" else f"{_KEYED[kind]}:member 0"
            self._try(answerer, record, {field: True})
        self._bring(last, own(answerer.store))
        if not undone:
            self._bring(last, own(writer.store))

    @rule(who=picks)
    def undoes_the_last_merge(self, who: int) -> None:
        self._undo(self._laptop(who).store)

    def _undo(self, store: Store) -> None:
        merge = last_merge(store)
        if merge is not None:
            undo_merge(store, merge)
            assert store.projection.digest() == rebuilt_digest(store)

    @rule(who=picks, what=st.sampled_from(["seals", "keeps", "opens", "copies"]))
    def keeps_house(self, who: int, what: str) -> None:
        """Seal, take a snapshot, shut and open again, or copy the folder and go on in both."""
        laptop = self._laptop(who)
        if what == "opens":
            digest = laptop.store.projection.digest()
            laptop.store.close()
            laptop.store = open_store(laptop.store.folder, PASSPHRASE)
            assert laptop.store.projection.digest() == digest == rebuilt_digest(laptop.store)
        elif what == "copies" and len(self.laptops) < _MOST_LAPTOPS:
            self.laptops.append(laptop.copied(self.folder / f"copy {len(self.laptops)}"))
        else:
            laptop.store.seal()
            if what == "keeps":
                store = laptop.store
                take_snapshot(store.folder, store.db, store.key, "test")

    # How it is done.

    def _laptop(self, who: int, seconds: int = 7) -> Laptop:
        self.now += seconds * 1000
        return self.laptops[who % len(self.laptops)]

    def _token(self) -> str:
        self.count += 1
        return f"text{self.count}z"

    def _record(self, store: Store, which: int) -> tuple[RecordId, str]:
        """Choose among the newest records here, those without a creation included."""
        found = [
            (row[0], kind)
            for kind in _WRITTEN
            for row in store.db.execute(
                f"SELECT id FROM {kind} ORDER BY seq DESC LIMIT {1 + 2 * (kind in _OFTEN)}"
            )
        ]
        return found[which % len(found)] if found else (RecordId("nowhere"), "observation")

    def _edit(self, laptop: Laptop, which: int, field: int, typing: bool) -> None:
        record, kind = self._record(laptop.store, which)
        name = _TEXT_FIELDS[kind][field % len(_TEXT_FIELDS[kind])]
        self._edit_field(laptop, record, name, typing)

    def _edit_field(self, laptop: Laptop, record: RecordId, name: str, typing: bool) -> None:
        store = laptop.store
        state = store.state(record).fields.get(name)
        seen = tokens(repr((state.value, state.others))) if state else frozenset()
        held = self._held(store, record)
        token = self._token()
        if not self._try(laptop, record, {name: token}, typing):
            return
        over = held - self._held(store, record)
        for old in seen | over:
            self.replaced.setdefault(old, set()).add(token)
        for old, new in self.replaced.items():
            if new & over:
                self.replaced[old] = new | {token}
        self.written_over |= over

    def _held(self, store: Store, record: RecordId) -> frozenset[str]:
        return frozenset().union(*(line.tokens for line in lines(store) if line.record == record))

    def _try(
        self, laptop: Laptop, record: RecordId, values: dict[str, Value], typing: bool = False
    ) -> bool:
        """Change a record as a person would; what is refused changes nothing."""
        before = laptop.store.log.last_number(laptop.store.device), len(lines(laptop.store))
        with laptop.clock(self.now):
            try:
                laptop.store.change(record, values, typing)
            except NotAllowed:
                after = laptop.store.log.last_number(laptop.store.device)
                assert (after, len(lines(laptop.store))) == before
                return False
        self.wrote |= tokens(repr(values))
        return True

    def _bring(self, laptop: Laptop, file: File) -> None:
        store = laptop.store
        with laptop.clock(self.now):
            bring(store, file)
            once = store.projection.digest()
            assert news(store, read(store, file)) == []
            bring(store, file)
        assert store.projection.digest() == once == rebuilt_digest(store)
        self._all_is_reachable(store)

    def _all_is_reachable(self, store: Store) -> None:
        """Whatever lies in the log is on a screen, or was replaced by what is here too."""
        here = frozenset().union(*(line.tokens for line in lines(store) if not line.aside))
        for token in here - shown(store):
            assert self.replaced.get(token, set()) & (here | self.erased), token

    def _everything_meets(self) -> None:
        stores = [laptop.store for laptop in self.laptops]
        for _ in range(6):
            files = [handed(store) for store in stores]
            brought = 0
            for laptop in self.laptops:
                with laptop.clock(self.now):
                    brought += sum(bool(bring(laptop.store, file).merge) for file in files)
            if not brought:
                break
        assert not brought
        digests = {store.projection.digest() for store in stores}
        assert len(digests) == 1
        kept = self.wrote - self.written_over - self.erased
        for store in stores:
            self._all_is_reachable(store)
            self._what_was_erased_is_gone(store)
            assert not kept - frozenset().union(*(line.tokens for line in lines(store)))
            assert check(store).problems == ()

    def _what_was_erased_is_gone(self, store: Store) -> None:
        left = [line for line in [*lines(store), *snapshot_lines(store)] if line.tokens]
        assert not [line for line in left if line.hash in self.named]
        still = frozenset().union(*(line.tokens for line in left))
        gone = self.erased - still
        assert not gone & shown(store)
        assert not [token for token in gone if searchable(store, token)]


def _run(folder: Path, how_many: int, steps: int) -> None:
    with cheap_keys():
        Team.template = folder
        run_state_machine_as_test(
            Team,
            settings=settings(
                examples(how_many),
                stateful_step_count=steps,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )


def test_equal_unions_are_equal_and_nothing_is_lost_but_what_was_erased(
    laptops_folder: Path,
) -> None:
    _run(laptops_folder, 15, 40)
