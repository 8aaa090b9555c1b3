"""Small stores to break: a lead's and two peers', made once and copied for every test."""

import base64
import hashlib
import secrets
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.packing import write_export, write_merged_pack, write_team_pack
from peerdesk.schedule.establish import establish
from peerdesk.schedule.setup import read_setup
from peerdesk.store.checking import check
from peerdesk.store.keys import KeyFile, unwrap
from peerdesk.store.opening import open_store
from peerdesk.store.reading import observations
from peerdesk.store.store import Store
from tests.endtoend.programs import Ended, peerdesk

SECRET = "Correct Horse, Battery"
LEAD, PEER, OTHER = "Ada Birch", "Cyrus Dunn", "Edie Frost"
CANARY = "the marmalade ledger of Thursday"  # in a note, so it may be in no message
SETUP = f"""
[challenge]
code = "TST26"
title = "Two boroughs peer challenge"
start = 2026-11-10
end = 2026-11-12
time_zone = "Europe/London"
sponsors = ["The two boards"]
scope = "What the boards asked."

[[organisations]]
name = "Northern Borough"
short = "north"
sector = "local_government"

[[focus_areas]]
name = "Prevention"
tag = "prevention"
questions = ["What works?"]

[[team]]
name = "{LEAD}"
initials = "AB"
role = "challenge_manager"
rights = "lead"
organisation = "Elsewhere"
background = "other"

[[team]]
name = "{PEER}"
initials = "CD"
role = "officer_peer"
rights = "peer"
organisation = "Elsewhere"
background = "local_government"

[[team]]
name = "{OTHER}"
initials = "EF"
role = "health_peer"
rights = "peer"
organisation = "Elsewhere"
background = "nhs"

[[sessions]]
title = "Unpaid carers"
kind = "focus_group"
start = 2026-11-10T09:00:00
end = 2026-11-10T10:00:00
place = "Library"
peers = ["AB", "CD", "EF"]
participants = [{{ role = "Carers", organisation = "north", expected = 6 }}]
"""


@dataclass(frozen=True, slots=True)
class Team:
    """Where the stores and files of a small challenge are; every store opens with SECRET."""

    lead: Path
    peer: Path
    other: Path
    pack: Path
    pack_words: Path
    secret: Path


def secret_file(folder: Path, secret: str = SECRET) -> Path:
    """Write a passphrase down for `--passphrase-file`."""
    file = folder / "secret.txt"
    file.write_text(secret + "\n", encoding="utf-8")
    return file


def make_team(folder: Path, setup: str = SETUP) -> Team:
    """Make a lead's store, the team pack, and two peers who joined; two notes by each."""
    setup_file = folder / "setup.toml"
    setup_file.write_text(setup, encoding="utf-8")
    team = Team(
        lead=folder / "lead",
        peer=folder / "peer",
        other=folder / "other",
        pack=folder / "team.peerdesk",
        pack_words=folder / "words.txt",
        secret=secret_file(folder),
    )
    with establish(team.lead, SECRET, read_setup(setup_file), LEAD) as store:
        words = write_team_pack(store, team.pack)
    team.pack_words.write_text(words + "\n", encoding="utf-8")
    read = read_team_pack(team.pack, words)
    for place, name in ((team.peer, PEER), (team.other, OTHER)):
        join_challenge(read, place, SECRET, name).close()
    for place in (team.lead, team.peer, team.other):
        open_quickly(place)
        note(place, f"We found {CANARY} again", f"A second note on {place.name}").worked()
    return team


def open_quickly(store: Path) -> None:
    """Wrap a store's key under the same passphrase at a cost that hundreds of openings can pay."""
    keys = KeyFile.read(store)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    cheap = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=8)
    sealed = AESGCM(cheap.derive(SECRET.encode())).encrypt(
        nonce, unwrap(keys.passphrase, SECRET), None
    )
    salt_text, nonce_text, text = (base64.b64encode(x).decode() for x in (salt, nonce, sealed))
    slot = replace(
        keys.passphrase,
        salt=salt_text,
        nonce=nonce_text,
        wrapped=text,
        memory=8,
        passes=1,
        lanes=1,
    )
    replace(keys, passphrase=slot).write(store)


def note(store: Path, *lines: str) -> Ended:
    """Note lines in the one session of a small challenge with the real command."""
    words = ("note", store, "--session", "carers", "--passphrase-file", secret_of(store))
    return peerdesk(*words, given="".join(f"{line}\n" for line in lines))


def secret_of(store: Path) -> Path:
    """Return the passphrase file that lies beside the small stores."""
    return store.parent / "secret.txt"


def opened(store: Path) -> Store:
    """Open a small store."""
    return open_store(store, SECRET)


def texts(store: Path) -> list[str]:
    """Return the texts of every observation that stands, in the order of the notes."""
    with opened(store) as notes:
        return [one.text for one in observations(notes)]


def export(store: Path, path: Path) -> Path:
    """Write an export of a small store."""
    with opened(store) as notes:
        write_export(notes, path)
    return path


def merged_pack(store: Path, path: Path) -> Path:
    """Write a merged pack of a small store."""
    with opened(store) as notes:
        write_merged_pack(notes, path)
    return path


def digest(store: Path) -> str:
    """Check a store with the code the command runs and return its digest; fail if not sound."""
    with opened(store) as notes:
        result = check(notes)
    assert result.ok, result.problems
    return result.digest


def sound(store: Path) -> str:
    """Check a store with the real command and return its digest; fail unless all is well."""
    secret = secret_of(store)
    found = peerdesk("check", store, "--passphrase-file", secret, "--json").worked().json()
    assert (found["ok"], found["problems"]) == (True, [])
    return str(found["digest"])


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder, by its path in it."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def copied(team: Team, folder: Path) -> Team:
    """Copy a whole team into a folder of the test's own."""
    shutil.copytree(team.lead.parent, folder, dirs_exist_ok=True)
    return Team(
        *(folder / path.name for path in (team.lead, team.peer, team.other)),
        *(folder / path.name for path in (team.pack, team.pack_words, team.secret)),
    )
