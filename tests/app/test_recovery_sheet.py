"""The recovery sheet: on paper it holds what the lead's laptop knows, and typed in it works."""

import subprocess
from pathlib import Path

import pytest

from peerdesk.app.team import actions
from peerdesk.app.team.sheet import write_sheet
from peerdesk.domain.errors import NotAllowed
from peerdesk.store import opening
from peerdesk.store.errors import NotWritable
from peerdesk.store.recovery import RescueFault, keep_recovery, recovery_identity
from peerdesk.store.settings import Settings
from tests.app.conftest import key_of_store


def test_a_printed_sheet_lets_a_laptop_answer_that_could_not(
    qapp: object, empty_store: Path, tmp_path: Path
) -> None:
    with opening.open_with_key(empty_store, key_of_store(empty_store)) as store:
        sheet, secret = actions.recovery_sheet(store), recovery_identity(store)
        write_sheet(sheet, tmp_path / "sheet.pdf")
        printed = subprocess.run(
            ["pdftotext", str(tmp_path / "sheet.pdf"), "-"], capture_output=True, check=True
        ).stdout.decode()
        assert sheet.title in printed.replace("\n", " ")
        assert all(group in printed for group in (sheet.begins, *sheet.groups))
        with store.atomic():
            store.settings.set(Settings.RECOVERY_IDENTITY, "")
        with pytest.raises(NotAllowed, match="recovery sheet"):
            actions.recovery_sheet(store)
        wrong = " ".join((sheet.begins, *sheet.groups[1:], sheet.groups[0]))
        with pytest.raises(RescueFault, match="letter by letter"):
            keep_recovery(store, wrong)
        keep_recovery(store, " ".join((sheet.begins, *sheet.groups)).lower())
        assert recovery_identity(store) == secret


def test_only_a_lead_keeps_it(peer_store: Path) -> None:
    with opening.open_with_key(peer_store, key_of_store(peer_store)) as store:
        with pytest.raises(NotAllowed):
            actions.recovery_sheet(store)
        with pytest.raises(NotAllowed, match="Only a lead"):
            keep_recovery(store, "AGE-SECRET-KEY-1")


def test_a_sheet_that_cannot_be_written_says_so(qapp: object, tmp_path: Path) -> None:
    sheet = actions.Sheet("Title", "CODE", "BEGINS-1", ("AAAAA",))
    with pytest.raises(NotWritable):
        write_sheet(sheet, tmp_path / "nowhere" / "sheet.pdf")
