"""Proves lessons, several at a time, each in a session of its own and with several random seeds."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from tutor.authoring.proof import Knows, prove
from tutor.core.course import Lesson
from tutor.core.protocols import Session
from tutor.storage.lessons import Reading
from tutor.storage.problems import Problem

MakeSession = Callable[[], Session]

MEMORY_OF_A_SESSION = 2 << 30
"""Bytes that a session may come to hold while it trains: TensorFlow alone takes 0.6 GB."""


class Proved(Struct, frozen=True):
    """One lesson, tried with one random seed."""

    lesson: str
    seed: int
    proofs: int
    """Claims that were tried."""
    problems: tuple[Problem, ...]
    """Those that do not hold."""
    seconds: float


def at_a_time(lessons: int) -> int:
    """How many lessons this machine can prove side by side: one for each processor, as far as memory goes."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):  # not every system says
        memory = MEMORY_OF_A_SESSION
    return max(1, min(lessons, os.cpu_count() or 1, memory // MEMORY_OF_A_SESSION))


def proved(
    readings: Sequence[Reading[Lesson]],
    make_session: MakeSession,
    knows: Knows,
    seeds: int,
    jobs: int,
    clock: Callable[[], float] = time.monotonic,
    thorough: bool = False,
) -> Iterator[Proved]:
    """Each lesson with each seed, as it is finished.

    A lesson's own seed proves every claim; the further ones, one after the other from there, prove the solutions
    and the numbers that the text quotes. What breaks in a session is raised here.
    """
    waiting: queue.SimpleQueue[Reading[Lesson]] = queue.SimpleQueue()
    for reading in readings:
        waiting.put(reading)
    results: queue.SimpleQueue[Proved | BaseException | None] = queue.SimpleQueue()
    given_up = threading.Event()

    def work() -> None:
        try:
            for result in _one_after_the_other(waiting, make_session, knows, seeds, clock, thorough):
                results.put(result)
                if given_up.is_set():
                    return
        except BaseException as error:  # it belongs to whoever asked
            results.put(error)
        finally:
            results.put(None)

    workers = [threading.Thread(target=work, name="proving", daemon=True) for _ in range(jobs)]
    for worker in workers:
        worker.start()
    try:
        working = len(workers)
        while working:
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            if result is None:
                working -= 1
            else:
                yield result
    finally:
        given_up.set()


def _one_after_the_other(
    waiting: queue.SimpleQueue[Reading[Lesson]],
    make_session: MakeSession,
    knows: Knows,
    seeds: int,
    clock: Callable[[], float],
    thorough: bool,
) -> Iterator[Proved]:
    """Take lessons until none is left, and prove each in a fresh session."""
    session = make_session()
    try:
        started = False
        while True:
            try:
                reading = waiting.get_nowait()
            except queue.Empty:
                return
            (session.restart if started else session.start)()
            started = True
            for further in range(seeds):
                yield _with_one_seed(session, reading, further, knows, clock, thorough)
    finally:
        session.close()


def _with_one_seed(
    session: Session,
    reading: Reading[Lesson],
    further: int,
    knows: Knows,
    clock: Callable[[], float],
    thorough: bool,
) -> Proved:
    lesson = reading.get()
    seed, start, tried, problems = lesson.random_seed + further, clock(), 0, []
    for proof in prove(lesson, session, seed, knows, only_solutions=further > 0, thorough=thorough):
        tried += 1
        if proof.failure:
            problems.append(reading.problem(proof.route, proof.failure, line=proof.line))
    return Proved(lesson.id, seed, tried, tuple(problems), clock() - start)
