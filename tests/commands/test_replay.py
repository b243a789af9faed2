"""/replay, /epoch and /keep epoch: which run is meant, what is shown, and sentences where it cannot be."""

from __future__ import annotations

import json

from msgspec.structs import replace

from tests.chatting import Chat, words
from tests.commands.test_runs import FIT, Trains, run
from tests.render import films
from tutor.core.drawings import Table
from tutor.core.events import CodeRun
from tutor.core.film import Film, FilmFacts, Moments
from tutor.exhibits.film import FRAMES
from tutor.steps.read import ReadStep

KNOWN = replace(films.line(), key="key0.1", last=50)
BARE = replace(KNOWN, moments=())


def chat(**answers: FilmFacts) -> Chat:
    session = Trains([run(0.1, 5), run(0.2, 3), run(0.1, 5)])
    session.answers |= {
        Moments(): BARE,
        Moments(frames=FRAMES): KNOWN,
        Moments(key="key0.1"): BARE,
        Moments(key="key0.1", epochs=(20,)): replace(KNOWN, moments=KNOWN.moments[:8]),
        Moments(epochs=(500,)): KNOWN,
        Moments(epochs=(99,)): BARE,
    }
    session.answers |= {Moments(**json.loads(asked)): facts for asked, facts in answers.items()}
    made = Chat([ReadStep(id="welcome", say="Hello.")], session)
    made(FIT, FIT)
    return made


def test_replay_plays_the_latest_run_and_says_how_to_go_back() -> None:
    made = chat()
    events = made("/replay")
    (film,) = (event for event in events if isinstance(event, Film))
    assert film.facts.key == "key0.1" and "/keep epoch 5" in words(events)
    assert json.loads(made.session.silent[-1].split("(", 1)[1][1:-2])["frames"] == FRAMES


def test_epoch_shows_one_moment_of_any_run_with_its_answers() -> None:
    events = chat()("/epoch 500")
    assert any(isinstance(event, Film) for event in events)
    assert [event.columns[1].name for event in events if isinstance(event, Table)] == ["target"]
    assert "Yours has not changed" in words(events)
    assert "no epoch 99" in words(chat()("/epoch 99"))
    assert any(isinstance(event, Film) for event in chat()("/epoch 175 of 1")) is False
    assert "There is no run 7" in words(chat()("/epoch 5 of 7")) and "There is no run 7" in words(
        chat()("/replay 7")
    )
    assert "Which epoch?" in words(chat()("/epoch")) and "Which epoch?" in words(chat()("/epoch last"))
    assert "plays the latest" in words(chat()("/replay backwards"))


def test_keep_epoch_goes_back_with_lines_of_the_learners() -> None:
    made = chat()
    events = made("/keep epoch 20")
    (ran,) = (event for event in events if isinstance(event, CodeRun))
    first, second = ran.code.splitlines()
    assert first.startswith("model = __tutor__.model_before('key0.1')") and "run 1" in first
    assert second == "history = model.fit(x, y, epochs=20)"
    assert "no epoch 77" in words(made("/keep epoch 77")) and "no run 9" in words(made("/keep epoch 3 of 9"))


def test_what_cannot_be_shown_is_one_sentence() -> None:
    made = chat()
    made.session.answers |= {Moments(): FilmFacts(problem="Nothing has been trained yet.")}
    for line in ("/replay", "/epoch 5", "/keep epoch 5"):
        assert words(made(line)) == "Nothing has been trained yet."
    del made.session.answers[Moments()]
    for line in ("/replay", "/epoch 5", "/keep epoch 5"):
        assert "cannot be asked" in words(made(line))
