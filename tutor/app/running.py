"""What each way of starting the tutor does, from the parsed command line to the exit status."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tutor.app.arguments import Arguments, Exit
from tutor.app.chat import Listener, chat
from tutor.app.here import caps_here, shadowed, shadowing, size_here, stdin_here
from tutor.app.library import Library
from tutor.app.memory import memory_here
from tutor.app.places import CoursePlace, begin_at, place_of
from tutor.app.play import Player, unpassed
from tutor.app.remembering import how_sure, reminder, review_now, taken_in
from tutor.app.signals import ends_tidily
from tutor.conversation import Conversation
from tutor.core.cards import REVIEW
from tutor.core.course import Course, Lesson
from tutor.core.events import Said, Tone
from tutor.core.guiding import guided
from tutor.core.progress import ProgressStore
from tutor.core.protocols import Session, State
from tutor.core.sieve import harmless
from tutor.session.kernel import KernelSession
from tutor.storage.cards import FileCards
from tutor.storage.finding import UnknownLesson, came_with_tutor, find_lesson
from tutor.storage.lessons import lessons_directory, load_course, read_lesson
from tutor.storage.packs.refusal import NoCourse
from tutor.storage.problems import LessonProblems
from tutor.storage.progress import MemoryProgress, NoHomeError, SqliteProgress, data_directory
from tutor.storage.runs import FileRuns
from tutor.storage.transcript import TranscriptProblem, open_transcript
from tutor.storage.unanswered import Unanswered
from tutor.terminal.input import Input
from tutor.terminal.modes import Modes
from tutor.terminal.plain_input import PlainInput
from tutor.terminal.view import View


class Refused(Exception):  # noqa: N818 - it carries one sentence for the learner, and is no error of ours
    """Something on the command line cannot be done. The text says what, and what to do."""


def run(arguments: Arguments) -> Exit:
    """Do what the command line says."""
    try:
        match arguments.verb:
            case "list" | "progress" | "questions":
                return _listing(arguments)
            case "doctor":
                from tutor.app.doctor import print_doctor

                return print_doctor(plain=arguments.plain, ascii=arguments.ascii)
            case _:
                return _lessons(arguments)
    except (LessonProblems, NoHomeError, Refused, NoCourse) as problem:
        _complain(str(problem))
        return Exit.USAGE
    except KeyboardInterrupt:  # before the chat has begun
        return Exit.INTERRUPTED


def _complain(sentence: str) -> None:
    print(harmless(sentence), file=sys.stderr)


def _listing(arguments: Arguments) -> Exit:
    from tutor.app.listing import print_lessons, print_progress, print_questions

    match arguments.verb:
        case "list":
            return print_lessons(_course(), SqliteProgress(data_directory(), _complain), data_directory())
        case "progress":
            store = SqliteProgress(data_directory(), _complain)
            return print_progress(_course(), store, as_json=arguments.json, as_markdown=arguments.markdown)
        case _:
            return print_questions(data_directory(), clear=arguments.clear, voices=arguments.voices)


def lesson_to_open(course: Course, store: ProgressStore) -> str:
    """The lesson a bare `python -m tutor` opens: the latest unfinished one, else the first never finished."""
    records = store.all()
    known = [entry.id for entry in course.lessons]
    for record in records:
        if record.started and not record.finished and record.lesson_id in known:
            return record.lesson_id
    finished = {record.lesson_id for record in records if record.finished}
    return next((lesson for lesson in known if lesson not in finished), known[0])


def _course() -> Course:
    return load_course(lessons_directory())


def _lessons(arguments: Arguments) -> Exit:
    """One lesson after the other, until the learner leaves."""
    plays, memory = arguments.verb == "play", memory_here() if arguments.memory is None else arguments.memory
    caps = caps_here(plain=arguments.plain, ascii=arguments.ascii, typed=not plays)
    view, modes = View(caps, sys.stdout, size_here, asks=not caps.plain), Modes(None if caps.plain else sys.stdin)

    def tell(sentence: str) -> None:
        view(Said(sentence, Tone.NOTE))

    def leave() -> None:
        modes.give_back()
        view.abandon()

    store: ProgressStore = MemoryProgress() if plays or arguments.at else SqliteProgress(data_directory(), tell)
    own, cards = CoursePlace(_course(), store), FileCards(data_directory())
    review = review_now(own.course, store, cards, view) if arguments.verb == REVIEW else None
    if arguments.verb == REVIEW and review is None:
        return Exit.OK
    place, lesson = (own, review.lesson) if review else _begun(arguments, own, view)
    with _listeners(view, arguments.transcript) as listeners, modes.held():
        listeners += [Unanswered(data_directory())] if store.keeps else []
        if not plays and (names := shadowing()):
            view(Said(shadowed(names), Tone.PROBLEM))
        if not plays and review is None and store.keeps and (due := reminder(cards, time.time())):
            view(due)
        fresh, fast = arguments.fresh, True
        while True:
            shown = guided(lesson, arguments.guided)
            # A review is another one each time, so nothing of its own is kept but how it went.
            kept = replace(own, store=MemoryProgress()) if review else place
            desk = _open(kept, shown, cards, fresh=fresh, fast=fast, memory=memory)
            heard = [*listeners, review.listening(desk.conversation)] if review else listeners
            with ends_tidily(desk.session, leave):
                try:
                    if plays:
                        status: Exit | str = desk.play(heard, view)
                    else:
                        status = desk.chat(heard, view, modes, vi=arguments.vi)
                finally:
                    view.close()
                    desk.conversation.close()
            if kept.store.keeps and kept.pack is None:
                taken_in(lesson, desk.conversation, cards)
            if isinstance(status, Exit):
                return status
            review = review_now(own.course, store, cards, view) if status == REVIEW else None
            if review is not None:
                place, lesson = own, review.lesson
            elif status != REVIEW:
                lesson = _lesson(place, status, view, trust=arguments.trust)
            fresh, fast = False, desk.conversation.fast


def _begun(arguments: Arguments, own: CoursePlace, view: View) -> tuple[CoursePlace, Lesson]:
    """The course and the lesson that the words lead to, or what the learner has brought."""
    if arguments.files or arguments.verb == "free":
        from tutor.app.opening import opened  # most people open lessons

        lesson = opened(arguments.files)
        if isinstance(lesson, str):
            raise Refused(lesson)
        return own, lesson
    found = place_of(arguments.lesson, own, data_directory())
    if isinstance(found, str):
        raise Refused(found)
    place, word = found
    lesson = _lesson(place, word or lesson_to_open(place.course, place.store), view, trust=arguments.trust)
    begin_at(arguments.at, lesson, place.store)
    return place, lesson


def _lesson(place: CoursePlace, word: str, view: View, *, trust: bool = False) -> Lesson:
    """The lesson of that name, number or file. One of somebody else's only when the learner has agreed to it."""
    course, pack = place.course, place.pack
    found = find_lesson(course, word)
    if isinstance(found, UnknownLesson):
        raise Refused(found.message)
    reading = read_lesson(found)
    lesson = reading.get()
    if pack is None and came_with_tutor(course, found):
        return lesson
    from tutor.app.trusting import agreed  # most lessons came with the tutor
    from tutor.storage.trust import as_its_own

    own = pack is not None and came_with_tutor(course, found)  # one of its lessons
    if not trust and (reason := agreed([reading], data_directory(), view, pack=pack if own else None)):
        raise Refused(reason)
    return lesson if own else as_its_own(lesson)


@contextmanager
def _listeners(view: View, transcript_path: Path | None) -> Iterator[list[Listener]]:
    if transcript_path is None:
        yield [view]
        return
    transcript = open_transcript(transcript_path)
    if isinstance(transcript, TranscriptProblem):
        raise Refused(transcript.message)
    try:
        yield [view, transcript]
    finally:
        transcript.close()


def status_line(conversation: Conversation) -> str:
    """The grey line at the bottom: where we are, what the session is at, and the keys worth knowing."""
    lesson, number = conversation.lesson, conversation.position + 1
    where = f" · step {number} of {len(lesson.steps)}" if conversation.step else " · finished" * bool(lesson.steps)
    parts = [f"{lesson.title}{where}"]
    if conversation.session.state() in (State.STARTING, State.WARMING):
        parts.append("TensorFlow is loading")
    if conversation.step and conversation.step.given:
        parts.append("↑ brings the lines back")
    elif conversation.suggestion:
        parts.append("→ takes the grey text")
    return "   ".join([*parts, "/hint", "/help"])


class _Desk(Struct, frozen=True):
    """One lesson, set up to be worked through."""

    conversation: Conversation
    session: Session
    library: Library

    def play(self, listeners: list[Listener], view: View) -> Exit:
        chat(self.conversation, lambda: nullcontext(Player(self.conversation)), listeners, view.typed)
        left_over = ", ".join(unpassed(self.conversation))
        if left_over:
            print(f"These steps did not pass: {left_over}.", file=sys.stderr)
        return Exit.FAILED if left_over else Exit.OK

    def chat(self, listeners: list[Listener], view: View, modes: Modes, *, vi: bool) -> Exit | str:
        """The exit status, or the id of the lesson to go on with."""
        left = chat(self.conversation, lambda: self._input(view, modes, vi), listeners, view.typed)
        return left.next_lesson or Exit.OK

    def _input(self, view: View, modes: Modes, vi: bool) -> AbstractContextManager[Input]:
        caps = view.caps
        if caps.plain:
            self._get_ready()
            return nullcontext(PlainInput(stdin_here(), sys.stdout, prompts=caps.keyboard))
        # Their editor takes 0.1 s to import, and pipes need none.
        from prompt_toolkit.input import create_input

        from tutor.conversation.completing import completed
        from tutor.conversation.describing import described
        from tutor.terminal.keyboard import Keyboard
        from tutor.terminal.prompt import Prompt

        view.steer = self.session.steer
        keys = create_input(sys.stdin)
        prompt = Prompt(
            caps,
            data_directory() / "history",
            partial(completed, self.conversation),
            lambda: self.conversation.suggestion,
            lambda: status_line(self.conversation),
            given=lambda: self.conversation.step.given if self.conversation.step else "",
            describe=partial(described, self.conversation),
            vi=vi,
            key_input=keys,
            when_up=self._get_ready,
        )
        return Keyboard(prompt, keys, view, modes.suspend)

    def _get_ready(self) -> None:
        """Load what only answers need, behind the learner's reading. What cannot be loaded is said here, and once
        more by the line that needs it."""
        threading.Thread(target=_load_for_answers, daemon=True).start()
        self.library.get_ready()


def _load_for_answers() -> None:
    import tutor.commands
    import tutor.conversation.noticing
    import tutor.render.figure
    import tutor.render.several
    import tutor.terminal.live  # noqa: F401


def _open(place: CoursePlace, lesson: Lesson, cards: FileCards, *, fresh: bool, fast: bool, memory: int) -> _Desk:
    store, home = place.store, data_directory()
    runs = FileRuns(home / "runs" / place.runs) if store.keeps else None
    if fresh:
        store.forget(lesson.id)
        if runs is not None:
            runs.forget(lesson.id)
    library = Library(lessons_directory(), place.course, home, place.own)
    checkpoints = home / "checkpoints" / place.checkpoints / lesson.id
    session = KernelSession(checkpoints if store.keeps else None, memory)
    conversation = Conversation(place.course, lesson, session, store, library.explain, library, fast=fast)
    if runs is not None:
        conversation.ledger.keep_in(runs)
    if place.pack is None:
        conversation.how_sure = partial(how_sure, store, cards)
    return _Desk(conversation, session, library)
