"""What a store knows for itself alone: who it is, its secrets, small things screens remember."""

import json

from peerdesk.store.cipher import Database


class Settings:
    """Named values in the table `setting`, kept as JSON; the caller holds the transaction."""

    BROUGHT = "brought"  # feeds of notes taken before joining: their last numbers handed in
    CHALLENGE = "challenge"
    COLUMNS = "columns"  # what the headings of this council's timetables were said to mean
    EARLIER_SEEDS = "earlier_seeds"  # of loose notes: the keys of feeds that are closed
    FOUNDER = "founder"
    FRESH = "fresh"  # set while words of notes may be in the index in memory alone
    DEVICE_SEED = "device_seed"
    CLOCK = "clock"
    TEAM_IDENTITY = "team_identity"
    NO_DEPUTY = "no_deputy"  # why packs went out although nobody is deputy
    PURPOSE = "purpose"  # what these notes are for, see StorePurpose
    HANDED_IN = "handed_in"  # the last number of this device's feed that an export carried
    RECOVERY_IDENTITY = "recovery_identity"
    COPIES = "copies"  # the ids of saved copies that were brought back, so that none is twice
    RUNNING = "running"  # set while the app has these notes open, so that a crash is noticed
    TYPED = "typed"  # the session, caret and time of the last typing: where to open
    UNMADE = "unmade"  # records that undoing took back, which nobody meant to delete
    UNSCRUBBED = "unscrubbed"  # what was erased and may still be in the log's tail or in snapshots

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, name: str, otherwise: str = "") -> str:
        """Return a text setting, or `otherwise` when it was never set."""
        row = self._db.conn.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
        return otherwise if row is None else str(json.loads(row[0]))

    def set(self, name: str, value: str) -> None:
        """Set a text setting."""
        self._db.conn.execute(
            "INSERT INTO setting VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, json.dumps(value)],
        )
