"""A transcript is one strict JSON object a line, there as soon as its event is over."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import NoReturn

import pytest

from tutor.core.events import Event, Judged, StepShown
from tutor.core.execution import Done, Epoch, Epochs, Stream
from tutor.core.verdict import Verdict
from tutor.storage.transcript import Transcript, TranscriptProblem, open_transcript


def opened(path: Path, clock: list[float]) -> Transcript:
    transcript = open_transcript(path, lambda: clock[0])
    assert isinstance(transcript, Transcript)
    return transcript


def refuse(word: str) -> NoReturn:
    raise AssertionError(f"{word} is no JSON")


def test_each_event_is_a_line_with_its_time_name_and_fields(tmp_path: Path) -> None:
    clock = [100.0]
    transcript = opened(tmp_path / "t.jsonl", clock)
    clock[0] = 101.25
    transcript(Stream("hello\n\u2028 é"))
    first = (tmp_path / "t.jsonl").read_text().splitlines()  # before closing
    clock[0] = 102.5000004
    transcript(Judged("points", Verdict.NOT_YET, "Look."))
    transcript.close()
    assert len(first) == 1
    lines = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text().splitlines()]
    assert lines == [
        {"t": 1.25, "event": "stream", "text": "hello\n\u2028 é", "name": "stdout"},
        {"t": 2.5, "event": "judged", "step_id": "points", "verdict": "not_yet", "message": "Look.", "offer": ""},
    ]


@pytest.mark.parametrize(
    "event",
    [
        Epochs((Epoch(1, {"loss": float("nan")}), Epoch(2, {"loss": float("-inf")}))),
        Stream("\ud800 alone"),
        Done(),
        StepShown("a", "read", 1, 2, "T", 1),
    ],
)
def test_every_line_is_strict_json(event: Event, tmp_path: Path) -> None:
    transcript = opened(tmp_path / "t.jsonl", [0.0])
    transcript(event)
    transcript.close()
    (line,) = (tmp_path / "t.jsonl").read_text().splitlines()
    assert json.loads(line, parse_constant=refuse)["t"] == 0


@pytest.mark.parametrize("where", ["no/such/directory/t.jsonl", ".", "a\0b"])
def test_a_file_that_cannot_be_written_is_said_at_once(where: str, tmp_path: Path) -> None:
    problem = open_transcript(tmp_path / where)
    assert isinstance(problem, TranscriptProblem)
    assert problem.message.startswith("The transcript ")
    assert problem.message.endswith(".")


def test_a_disk_that_fills_up_ends_the_transcript_and_not_the_lesson() -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    transcript = Transcript(Full(), lambda: 0.0)
    transcript(Done())
    transcript(Done())
    assert transcript.problem == TranscriptProblem("The transcript ends here: No space left on device.")
