import json
import random
import subprocess
import threading
from contextlib import suppress
from typing import IO

from peerdesk.store.checking import check
from peerdesk.store.reading import observations
from tests.cli.desk import Desk, program, surroundings
from tests.helpers.campaign import rounds


def feed(stream: IO[bytes], secret: str) -> None:
    """Type lines until the program is gone."""
    with suppress(OSError), stream:
        stream.write(f"{secret}\n".encode())
        for number in range(100_000):
            stream.write(f"+ what was said, number {number} #home @vah\n".encode())
            stream.flush()


@rounds(4, 200)
def test_what_was_reported_as_saved_is_there_after_kill_9(desk: Desk, rounds: int) -> None:
    chance = random.Random(rounds)
    reported: set[str] = set()
    for _ in range(rounds):
        with subprocess.Popen(
            program("note", desk.lead, "--session", "carers", "--json", "--passphrase-file", "-"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings(),
        ) as running:
            assert running.stdin and running.stdout
            typing = threading.Thread(target=feed, args=(running.stdin, desk.secret))
            typing.start()
            for _ in range(chance.randint(1, 40)):
                reported.add(json.loads(running.stdout.readline())["id"])
            for _ in range(chance.randint(0, 20_000)):
                pass  # so that the blow falls anywhere in the saving of a line
            running.kill()
            whole = [line for line in running.stdout.read().split(b"\n") if line.endswith(b"}")]
            reported.update(json.loads(line)["id"] for line in whole)
            typing.join()
    with desk.open() as store:
        assert reported <= {note.id for note in observations(store)}
        assert check(store).ok
