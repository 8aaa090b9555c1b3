"""Jobs: one thread, answers in the other, nothing stale, nothing swallowed."""

import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.app.crash import CrashHook, describe
from peerdesk.app.drafts import Autosave, Drafts, SaveState
from peerdesk.app.jobs import Fault, JobRunner, NoStore, Steps
from peerdesk.app.messages import Messages
from peerdesk.domain.errors import PeerDeskError
from peerdesk.store.opening import open_with_key
from tests.app.conftest import key_of_store


@pytest.fixture
def jobs(qapp: object) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.stop()


def test_work_is_done_on_one_other_thread_and_answered_on_this_one(
    qtbot: QtBot, jobs: JobRunner
) -> None:
    heard: list[tuple[object, object]] = []
    for _ in range(2):
        job = jobs.post_bare(threading.get_ident)
        job.done.connect(lambda there: heard.append((there, threading.get_ident())))
        with qtbot.waitSignal(job.ended):
            pass
    assert heard[0] == heard[1]
    assert heard[0][0] != heard[0][1] == threading.get_ident()


def test_an_open_store_is_handed_to_the_work(
    qtbot: QtBot, jobs: JobRunner, empty_store: Path
) -> None:
    key = key_of_store(empty_store)
    with qtbot.waitSignal(jobs.store_opened):
        jobs.open(lambda: open_with_key(empty_store, key))
    job = jobs.post(lambda store: store.folder)
    with qtbot.waitSignal(job.done) as answer:
        pass
    assert answer.args == [empty_store]


def test_a_store_that_cannot_be_read_at_first_is_not_left_open(
    qtbot: QtBot, jobs: JobRunner, empty_store: Path
) -> None:
    key = key_of_store(empty_store)

    def fail(_: object) -> None:
        raise PeerDeskError("It cannot be read; nothing was changed, try again.")

    job = jobs.open(lambda: open_with_key(empty_store, key), fail, quiet=True)
    with qtbot.waitSignal(job.failed):
        pass
    open_with_key(empty_store, key).close()


def test_in_a_pause_the_store_does_what_saves_have_put_off(
    qtbot: QtBot, jobs: JobRunner, empty_store: Path
) -> None:
    key = key_of_store(empty_store)
    with qtbot.waitSignal(jobs.rested):
        jobs.open(lambda: open_with_key(empty_store, key))
    content = (empty_store / "store.db").read_bytes()
    with qtbot.waitSignal(jobs.rested):
        jobs.post(lambda store: store.settings.set("put", "off"))
        jobs.drain(5)
        assert (empty_store / "store.db").read_bytes() == content
    assert (empty_store / "store.db").read_bytes() != content


def test_work_on_locked_notes_fails_with_a_sentence(qtbot: QtBot, jobs: JobRunner) -> None:
    job = jobs.post(lambda store: store.folder)
    with qtbot.waitSignals([job.failed, jobs.failed]):
        pass
    quiet = jobs.post(lambda store: store.folder, quiet=True)
    with qtbot.waitSignal(quiet.failed) as said, qtbot.assertNotEmitted(jobs.failed):
        pass
    assert isinstance(said.args[0], NoStore)


def test_the_answer_to_an_earlier_question_is_dropped(qtbot: QtBot, jobs: JobRunner) -> None:
    answers: list[str] = []
    first, second = (jobs.post_bare(partial(str, word), key="search") for word in ("a", "ab"))
    for job in (first, second):
        job.done.connect(answers.append)
    with qtbot.waitSignals([first.ended, second.ended]):
        pass
    assert answers == ["ab"]


def test_an_answer_that_comes_after_a_lock_is_dropped(qtbot: QtBot, jobs: JobRunner) -> None:
    answers: list[object] = []
    job = jobs.post_bare(lambda: 1)
    job.done.connect(answers.append)
    jobs.close()
    with qtbot.waitSignal(job.ended):
        pass
    assert not answers


def test_a_long_job_tells_how_far_it_is_and_stops_when_asked(
    qtbot: QtBot, jobs: JobRunner, empty_store: Path
) -> None:
    key = key_of_store(empty_store)
    with qtbot.waitSignal(jobs.store_opened):
        jobs.open(lambda: open_with_key(empty_store, key))
    reached, goes_on = threading.Event(), threading.Event()
    done: list[int] = []

    def work(store: object, steps: Steps) -> None:
        for number in range(3):
            steps.tell(number, 3)
            done.append(number)
            reached.set()
            goes_on.wait(5)

    job = jobs.post_steps(work)
    reached.wait(5)
    with qtbot.waitSignal(job.progressed):
        pass
    job.cancel()
    goes_on.set()
    with qtbot.waitSignal(job.ended), qtbot.assertNotEmitted(job.done):
        pass
    assert done == [0]


def test_urgent_work_goes_first(qtbot: QtBot, jobs: JobRunner) -> None:
    gate = threading.Event()
    order: list[str] = []
    jobs.post_bare(lambda: gate.wait(5))
    usual = jobs.post_bare(lambda: order.append("usual"))
    jobs.post(lambda store: None, urgent=True, quiet=True).failed.connect(
        lambda error: order.append("urgent")
    )
    gate.set()
    with qtbot.waitSignal(usual.ended):
        pass
    assert sorted(order) == ["urgent", "usual"]
    assert order[0] == "usual" or order == ["urgent", "usual"]


def test_a_fault_in_a_job_reaches_the_hook_and_the_page(qtbot: QtBot, jobs: JobRunner) -> None:
    def work() -> None:
        secret = "Wilhelmina said it was closed"
        raise ValueError(secret)

    faults: list[tuple] = []
    jobs.broke.connect(faults.append)
    with qtbot.waitSignal(jobs.post_bare(work).failed) as failed:
        pass
    assert isinstance(failed.args[0], Fault)
    report = describe(*faults[0])
    assert "ValueError" in report
    assert "test_jobs.py" in report
    assert "Wilhelmina" not in report


def test_the_hook_saves_drafts_before_it_reports(
    qtbot: QtBot, jobs: JobRunner, capsys: pytest.CaptureFixture[str]
) -> None:
    saved: list[str] = []

    class Text:
        def take(self) -> object:
            return lambda store: None

        def kept(self, result: object) -> None:
            saved.append("kept")

        def lost(self) -> None:
            saved.append("lost")

    drafts, messages = Drafts(), Messages()
    save = drafts.add(Autosave(jobs, Text()))  # type: ignore[arg-type]  # a source in small
    save.touch()
    hook = CrashHook(drafts, messages)
    try:
        raise ValueError("Wilhelmina")
    except ValueError as error:
        with qtbot.waitSignal(messages.said) as said:
            hook.hook(type(error), error, error.__traceback__)
    assert saved == ["lost"]  # no store is open here, and it says so
    assert "NOT everything you typed is saved" in said.args[1]
    assert "Wilhelmina" not in hook.report + capsys.readouterr().err
    assert save.state is SaveState.NOT_SAVED


def test_a_fault_in_another_thread_reaches_the_hook(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    hook = CrashHook(Drafts(), Messages())
    hook.install()

    def work() -> None:
        raise LookupError("Wilhelmina")

    with qtbot.waitSignal(hook.reported) as reported:
        threading.Thread(target=work).start()
    assert "LookupError" in reported.args[0]
    assert "Wilhelmina" not in reported.args[0] + capsys.readouterr().err


def test_an_error_a_person_can_act_on_is_shown_as_it_stands(qtbot: QtBot) -> None:
    messages = Messages()
    with qtbot.waitSignal(messages.said) as said:
        messages.show_error(PeerDeskError("The disk is full; nothing was lost, free some space."))
    assert said.args[1] == "The disk is full; nothing was lost, free some space."
