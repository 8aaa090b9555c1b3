"""Plays the demo challenge: stores, joining, three days of notes, three evenings, documents."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from peerdesk.cli.confirming import confirm_laptop
from peerdesk.cli.demo_script import Scene, findings_file, new_themes, scenes, setup_file
from peerdesk.cli.demo_typing import TypingFailed, type_scenes
from peerdesk.cli.documents import publish_numbered
from peerdesk.cli.lookup import find_session
from peerdesk.cli.writing import Notepad
from peerdesk.domain.order import after
from peerdesk.domain.records import Session
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.times import to_stored
from peerdesk.domain.words import Rights
from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.merging import MergeReport, merge_files
from peerdesk.exchange.packing import (
    team_identity,
    write_export,
    write_merged_pack,
    write_team_pack,
)
from peerdesk.feedback.publish import publish_presentation, publish_report
from peerdesk.schedule.conclusions import put_in_conclusions
from peerdesk.schedule.establish import establish
from peerdesk.schedule.setup import Setup, SetupMember, read_setup
from peerdesk.store.files import write_whole
from peerdesk.store.notes import count_heads, say_held, summarise
from peerdesk.store.opening import open_store
from peerdesk.store.passwords import words
from peerdesk.store.reading import me, observations, themes
from peerdesk.store.store import Store

DAYS = (1, 2, 3)
TYPED_BY_HAND = "RP"  # whose notes go through the Session page
_EVENING = "1740"
_WORDS = 4

Tell = Callable[[str], None]


@dataclass(slots=True)
class Played:
    """Where everything the demo made is; `merges` are the lead's reports, evening by evening."""

    folder: Path
    passphrases: dict[str, str] = field(default_factory=dict)  # by the store's path
    passphrase_files: dict[str, str] = field(default_factory=dict)
    exports: list[Path] = field(default_factory=list)
    merges: list[MergeReport] = field(default_factory=list)
    merged: Path = Path()

    @property
    def lead(self) -> Path:
        """Return the lead's store."""
        return self.folder / "lead"

    @property
    def peers(self) -> list[Path]:
        """Return the peers' stores."""
        return [Path(store) for store in self.passphrases if Path(store) != self.lead]

    @property
    def report(self) -> Path:
        """Return the Word report."""
        return self.folder / "feedback-report.docx"

    @property
    def presentation(self) -> Path:
        """Return the slides."""
        return self.folder / "feedback-presentation.pptx"

    @property
    def team_identity(self) -> Path:
        """Return the file with the identity that opens every export with the age tool."""
        return self.folder / "team-identity.txt"

    def to_json(self) -> dict[str, Any]:
        """Return the object of DESIGN.md section 9."""
        return {
            "lead": str(self.lead),
            "peers": [str(store) for store in self.peers],
            "exports": [str(file) for file in self.exports],
            "merged": str(self.merged),
            "report": str(self.report),
            "presentation": str(self.presentation),
            "passphrase_files": self.passphrase_files,
            "team_identity": str(self.team_identity),
        }


class Play:
    """One performance, into a new or empty folder."""

    def __init__(self, folder: Path, tell: Tell) -> None:
        self._tell = tell
        self._setup: Setup = read_setup(setup_file())
        self._played = Played(folder)

    def run(self) -> Played:
        """Play the whole challenge and return where everything is."""
        self._set_up()
        for day in DAYS:
            self._work(day)
            self._bring_in(day)
            if day == DAYS[-1]:
                self._conclude()
                self._write_documents()
            self._send_back(day)
        return self._played

    # Before day 1.

    def _set_up(self) -> None:
        lead = self._lead()
        self._tell(f"{lead.name} sets up the challenge and writes the team pack.")
        secret = self._passphrase(self._played.lead, lead)
        pack = self._played.folder / f"{self._setup.challenge.code}-team.peerdesk"
        with establish(self._played.lead, secret, self._setup, lead.name) as store:
            pack_words = write_team_pack(store, pack)
            identity = team_identity(store)
        write_whole(self._played.team_identity, f"{identity}\n".encode())
        for member in self._peers():
            self._tell(f"{member.name} joins with the team pack.")
            team = read_team_pack(pack, pack_words)
            place = self._place(member)
            join_challenge(team, place, self._passphrase(place, member), member.name).close()

    def _lead(self) -> SetupMember:
        return next(one for one in self._setup.team if one.rights is Rights.LEAD)

    def _peers(self) -> list[SetupMember]:
        return [one for one in self._setup.team if one.rights is not Rights.LEAD]

    def _place(self, member: SetupMember) -> Path:
        if member.rights is Rights.LEAD:
            return self._played.lead
        return self._played.folder / "peers" / member.initials

    def _passphrase(self, store: Path, member: SetupMember) -> str:
        """Make a passphrase for a store, and write it down as only a demo does."""
        secret = words(_WORDS)
        file = self._played.folder / "passphrases" / f"{member.initials}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, f"{secret}\n".encode())
        self._played.passphrases[str(store)] = secret
        self._played.passphrase_files[str(store)] = str(file)
        return secret

    def _open(self, member: SetupMember) -> Store:
        place = self._place(member)
        return open_store(place, self._played.passphrases[str(place)])

    # A day.

    def _work(self, day: int) -> None:
        for member in self._setup.team:
            script = scenes(member.initials, day)
            lines = sum(len(scene.lines) for scene in script)
            by_hand = member.initials == TYPED_BY_HAND
            how = " into the Session page, key by key" if by_hand else ""
            self._tell(f"Day {day}: {member.name} types {lines} observations{how}.")
            if by_hand:
                place = self._place(member)
                type_scenes(place, self._played.passphrases[str(place)], script)
            with self._open(member) as store:
                self._note(store, script, typed=by_hand)
                self._add_themes(store, member, day)
                if member.rights is not Rights.LEAD:
                    self._hand_in(store, member, day)

    def _note(self, store: Store, script: tuple[Scene, ...], typed: bool) -> None:
        for scene in script:
            session = find_session(store, scene.session)
            if typed:
                _set_times(store, session, len(scene.lines))
            else:
                pad = Notepad(store, session)
                for number, line in enumerate(scene.lines):
                    pad.write(line, session.start + number * _pace(session, len(scene.lines)))
            _account(store, session, scene)

    def _add_themes(self, store: Store, member: SetupMember, day: int) -> None:
        for theme in new_themes(member.initials, day):
            author = me(store)
            last = max((one.position for one in themes(store) if not one.focus), default="")
            store.create(
                RecordKind.THEME,
                {"name": theme.name, "tag": theme.tag, "position": after(last)}
                | ({"author": author.id} if author else {}),
            )

    def _hand_in(self, store: Store, member: SetupMember, day: int) -> None:
        path = self._file(day, member.initials)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_export(store, path)
        self._played.exports.append(path)

    def _file(self, day: int, who: str) -> Path:
        date = self._setup.challenge.start + timedelta(days=day - 1)
        name = f"{self._setup.challenge.code}-{who}-{date:%a}-{_EVENING}.peerdesk"
        return self._played.folder / f"evening-{day}" / name

    # An evening.

    def _bring_in(self, day: int) -> None:
        files = [self._file(day, member.initials) for member in self._peers()]
        if day == DAYS[1]:
            # Somebody sends yesterday's file again, and one of today's comes twice.
            repeated = files[0].with_stem(files[0].stem + " (1)")
            shutil.copyfile(files[0], repeated)
            files += [self._file(day - 1, self._peers()[-1].initials), repeated]
        with self._open(self._lead()) as store:
            report = merge_files(store, files)
            if day == DAYS[0]:
                for member in self._peers():
                    confirm_laptop(store, member.name)
        self._played.merges.append(report)
        said = ", ".join(f"{file.status} {file.new} new" for file in report.files)
        self._tell(f"Evening {day}: the lead brings in {len(files)} files ({said}).")

    def _send_back(self, day: int) -> None:
        path = self._played.merged = self._file(day, "merged")
        with self._open(self._lead()) as store:
            write_merged_pack(store, path)
        for member in self._peers():
            with self._open(member) as store:
                merge_files(store, [path])
        self._tell(f"Evening {day}: every peer brings in the merged pack.")

    def _conclude(self) -> None:
        with self._open(self._lead()) as store:
            found, recommended = put_in_conclusions(store, findings_file())
        self._tell(
            f"The team agrees {found.added} findings and {recommended.added} recommendations."
        )

    def _write_documents(self) -> None:
        self._tell("The lead writes the feedback report and the presentation.")
        with self._open(self._lead()) as store:
            publish_numbered(store, self._played.report, publish_report)
            publish_numbered(store, self._played.presentation, publish_presentation)


def _pace(session: Session, lines: int) -> timedelta:
    """Return the whole seconds between two observations that are spread over a session."""
    return timedelta(seconds=int(session.length.total_seconds() // max(lines, 1)))


def _set_times(store: Store, session: Session, lines: int) -> None:
    """Give what was typed just now the times of its session, as the others' notes have."""
    own = [note for note in observations(store, session.id) if note.device == store.device]
    if len(own) != lines:
        raise TypingFailed(f"{len(own)} of {lines} lines were saved")
    for number, note in enumerate(own):
        moment = session.start + number * _pace(session, len(own))
        store.change(note.id, {"at": to_stored(moment)}, typing=True)


def _account(store: Store, session: Session, scene: Scene) -> None:
    """Say whether a session was held, who came, and what it came to."""
    say_held(store, session.id, scene.held)
    if scene.present:
        heads = {
            p.id: scene.present[p.role] for p in session.participants if p.role in scene.present
        }
        count_heads(store, session.id, heads)
    if scene.summary:
        summarise(store, session.id, scene.summary)
