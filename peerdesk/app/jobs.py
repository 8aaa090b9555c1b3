"""The one thread that owns the open store, and the jobs screens give it.

It must not know what any job is about: a screen posts a callable, the answer comes back as a
signal in the GUI thread.
"""

import queue
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from peerdesk.domain.errors import PeerDeskError

if TYPE_CHECKING:
    from peerdesk.store.store import Store

Work = Callable[..., Any]
_URGENT, _USUAL = 0, 1
_PAUSE_S = 2.0  # without a job, until the store rests


class Cancelled(Exception):
    """A job found out that nobody wants its answer any more."""


class Fault(PeerDeskError):
    """Stands for a fault of PeerDesk itself where a page needs to know that a job did not work."""

    def __init__(self) -> None:
        super().__init__(
            "PeerDesk met a fault of its own; what was saved before is safe on this laptop, try"
            " again or close PeerDesk and open it anew."
        )


class NoStore(PeerDeskError):
    """A job came after the notes had been locked."""

    def __init__(self) -> None:
        super().__init__("These notes are locked; enter your passphrase to go on.")


class Steps:
    """What a long job tells how far it is, and hears from that it was cancelled."""

    def __init__(self, job: "Job") -> None:
        self._job = job

    def tell(self, done: int, total: int, words: str = "") -> None:
        """Say that `done` of `total` steps are behind us; raises Cancelled when asked to stop."""
        if self._job.cancelled:
            raise Cancelled
        self._job.runner_told.emit(self._job, done, total, words)


class Job(QObject):
    """One piece of work under way; every signal arrives in the GUI thread."""

    done = Signal(object)
    failed = Signal(object)  # a PeerDeskError
    progressed = Signal(int, int, str)
    ended = Signal()  # after any of the above, after a cancel, and when the answer came too late

    def __init__(self, runner: "JobRunner", key: str, quiet: bool) -> None:
        super().__init__(runner)
        self.key = key
        self.quiet = quiet
        self.generation = runner.generation
        self.cancelled = False
        self.runner_told = runner.told

    def cancel(self) -> None:
        """Ask the job to stop at its next step; its answer will not be delivered."""
        self.cancelled = True


class JobRunner(QObject):
    """Gives jobs to the worker thread and their answers to the GUI thread.

    Jobs run one at a time in the order posted, urgent ones first. A later job with the same key
    makes the answer of an earlier one stale, and so does closing the store: stale answers are
    dropped. In a pause the store does what saves have put off.
    """

    told = Signal(object, int, int, str)
    failed = Signal(object)  # PeerDeskErrors of jobs that are not quiet
    broke = Signal(object)  # (type, traceback) of anything else
    store_opened = Signal()
    store_closed = Signal()
    rested = Signal()  # nothing is left that saves put off to a pause
    _returned = Signal(object, object, object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.generation = 0
        self._latest: dict[str, Job] = {}
        self._queue: queue.PriorityQueue[tuple[int, int, Job | None, Work]] = queue.PriorityQueue()
        self._posted = 0
        self._store: Store | None = None
        self.farewell: Work | None = None  # what is done to a store before it is closed
        self._returned.connect(self._on_job_returned)
        self.told.connect(self._on_steps_told)
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._thread.start()

    # Called in the GUI thread.

    def post(
        self,
        work: "Callable[[Store], Any]",
        *,
        key: str = "",
        urgent: bool = False,
        quiet: bool = False,
    ) -> Job:
        """Have `work(store)` done; a `quiet` job's error is left to whoever posted it."""
        return self._put(
            lambda job: work(self._require()), key, _URGENT if urgent else _USUAL, quiet
        )

    def post_steps(self, work: "Callable[[Store, Steps], Any]", *, quiet: bool = False) -> Job:
        """Have long `work(store, steps)` done, which can be cancelled between its steps."""
        return self._put(lambda job: work(self._require(), Steps(job)), "", _USUAL, quiet)

    def post_bare(self, work: Callable[[], Any], *, key: str = "", quiet: bool = False) -> Job:
        """Have work done that needs no store."""
        return self._put(lambda job: work(), key, _USUAL, quiet)

    def open(
        self,
        opener: "Callable[[], Store]",
        first: "Callable[[Store], Any] | None" = None,
        *,
        quiet: bool = False,
    ) -> Job:
        """Open a store on the worker thread and keep it; the answer is that of `first(store)`."""
        return self._put(lambda job: self._open(opener, first), "", _USUAL, quiet)

    def close(self) -> Job:
        """Close the store after every job posted so far; answers still under way become stale."""
        self.generation += 1
        return self._put(lambda job: self._close(), "", _USUAL, True)

    def stop(self) -> None:
        """Finish every job posted so far, close the store and end the thread."""
        if self._thread.is_alive():
            self.close()
            self._enqueue(_USUAL, None, lambda job: None)
            self._thread.join()

    def drain(self, seconds: float) -> None:
        """Wait, without events, until the jobs posted so far are done: for a last-moment save."""
        reached = threading.Event()
        self._enqueue(_USUAL, Job(self, "", True), lambda job: reached.set())
        reached.wait(seconds)

    def _put(self, work: Work, key: str, priority: int, quiet: bool) -> Job:
        job = Job(self, key, quiet)
        if key:
            self._latest[key] = job
        self._enqueue(priority, job, work)
        return job

    def _enqueue(self, priority: int, job: Job | None, work: Work) -> None:
        self._posted += 1
        self._queue.put((priority, self._posted, job, work))

    def _is_stale(self, job: Job) -> bool:
        superseded = bool(job.key) and self._latest.get(job.key) is not job
        return superseded or job.cancelled or job.generation != self.generation

    @Slot(object, object, object, bool)
    def _on_job_returned(self, job: Job, result: object, error: object, worked: bool) -> None:
        if not self._is_stale(job):
            if worked:
                job.done.emit(result)
            elif error is not None:
                job.failed.emit(error)
                if not job.quiet and not isinstance(error, Fault):
                    self.failed.emit(error)
        if job.key and self._latest.get(job.key) is job:
            del self._latest[job.key]
        job.ended.emit()
        job.deleteLater()

    @Slot(object, int, int, str)
    def _on_steps_told(self, job: Job, done: int, total: int, words: str) -> None:
        if not self._is_stale(job):
            job.progressed.emit(done, total, words)

    # Called in the worker thread.

    def _work(self) -> None:
        pause: float | None = None
        while True:
            try:
                _, _, job, work = self._queue.get(timeout=pause)
            except queue.Empty:
                pause = 0 if self._rest() else None
                continue
            if job is None:
                return
            self._run(job, work)
            pause = _PAUSE_S
            del job, work

    def _rest(self) -> bool:
        """Do a part of what saves have put off; say whether to go on."""
        try:
            is_more = self._store is not None and self._store.rest()
        except PeerDeskError:
            return False  # the next save meets it too, and somebody hears of it
        except Exception:  # noqa: BLE001 (a fault of ours goes to the crash hook)
            kind, _, traceback = sys.exc_info()
            self._broke(kind, traceback)
            return False
        if not is_more:
            self.rested.emit()
        return is_more

    def _run(self, job: Job, work: Work) -> None:
        if job.cancelled or (job.key and self._latest.get(job.key, job) is not job):
            self._returned.emit(job, None, None, False)
            return
        try:
            result = work(job)
        except Cancelled:
            self._returned.emit(job, None, None, False)
        except PeerDeskError as error:
            self._returned.emit(job, None, error.with_traceback(None), False)
        except Exception:  # noqa: BLE001 (a fault of ours goes to the crash hook)
            kind, _, traceback = sys.exc_info()
            self._broke(kind, traceback)
            self._returned.emit(job, None, Fault(), False)
        else:
            self._returned.emit(job, result, None, True)

    def _broke(self, kind: type[BaseException] | None, at: TracebackType | None) -> None:
        self.broke.emit((kind, at))

    def _require(self) -> "Store":
        if self._store is None:
            raise NoStore
        return self._store

    def _open(self, opener: "Callable[[], Store]", first: "Callable[[Store], Any] | None") -> Any:
        self._close()
        store = opener()
        try:
            answer = None if first is None else first(store)
        except BaseException:
            store.close()
            raise
        self._store = store
        self.store_opened.emit()
        return answer

    def _close(self) -> None:
        if self._store is not None:
            store, self._store = self._store, None
            try:
                if self.farewell is not None:
                    self.farewell(store)
            except PeerDeskError:
                pass  # it cannot be written to any more, which its notes have said themselves
            finally:
                store.close()
            self.store_closed.emit()
