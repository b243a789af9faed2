"""Every entry of `errors.yaml` explains the error that its trigger raises, and speaks in the tutor's tone."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tutor.answers.errors import ErrorExplainer, find
from tutor.answers.glossary import GlossaryAnswerer
from tutor.answers.retrieval import Band
from tutor.core.course import ErrorEntry
from tutor.core.execution import Error
from tutor.core.syntax import syntax_problem
from tutor.storage.lessons import lessons_directory, load_errors, load_glossary

ENTRIES = load_errors(lessons_directory())
GLOSSARY = load_glossary(lessons_directory())

RUN_TRIGGERS = """
import json, os, sys, warnings
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["MPLBACKEND"] = "agg"
import numpy as np
import tensorflow as tf
import matplotlib.pyplot as plt
from tensorflow import keras

for name, kind, trigger in json.load(sys.stdin):
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    session = {
        "np": np, "tf": tf, "plt": plt, "keras": keras, "model": model,
        "values_x": np.array([-10.0, 0.0, 2.0, 6.0, 12.0, 15.0]),
        "values_y": np.array([10.0, 30.0, 34.0, 42.0, 54.0, 60.0]),
    }
    found = ["", ""]
    warnings.simplefilter("error" if kind.endswith("Warning") else "ignore")
    try:
        exec(compile(trigger, "<cell>", "exec"), session)
    except BaseException as error:
        found = [type(error).__name__, str(error)]
    print("@@" + json.dumps([name, *found]), flush=True)
"""


@pytest.fixture(scope="module")
def raised() -> dict[str, Error]:
    """What each trigger raised in one real Keras, by the id of its entry."""
    triggers = json.dumps([(entry.id, entry.exception, entry.trigger) for entry in ENTRIES])
    command = [sys.executable, "-c", RUN_TRIGGERS]
    run = subprocess.run(command, input=triggers, capture_output=True, text=True, timeout=300, check=False)
    lines = [line.removeprefix("@@") for line in run.stdout.splitlines() if line.startswith("@@")]
    assert len(lines) == len(ENTRIES), run.stderr[-2000:]
    return {identity: Error(name, message) for identity, name, message in map(json.loads, lines)}


@pytest.mark.kernel
def test_every_trigger_raises_what_its_entry_explains(raised: dict[str, Error]) -> None:
    wrong = {}
    for entry in ENTRIES:
        found = find(ENTRIES, raised[entry.id], entry.trigger)
        if found is None or found[0] is not entry:
            wrong[entry.id] = (found and found[0].id, raised[entry.id])
    assert wrong == {}


@pytest.mark.kernel
def test_every_placeholder_is_filled_and_every_offer_is_python(raised: dict[str, Error]) -> None:
    explain = ErrorExplainer(ENTRIES)
    for entry in ENTRIES:
        judgement = explain(raised[entry.id], entry.trigger, ())
        assert not re.search(r"\{[a-z_]+\}", judgement.message + judgement.offer), entry.id
        assert syntax_problem(judgement.offer) is None, entry.id


def sentences(text: str) -> int:
    """Sentences outside of code spans."""
    plain = re.sub(r"`[^`]*`", "code", text)
    return len(re.findall(r"[.?](?:\s|$)", plain))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_explanation_is_about_three_calm_sentences(entry: ErrorEntry) -> None:
    assert 3 <= sentences(entry.say) <= 4, entry.say
    assert "!" not in entry.say
    assert entry.trigger


def test_there_are_enough_of_them() -> None:
    assert len(ENTRIES) >= 50
    assert len(GLOSSARY) >= 170


def test_the_glossary_stays_calm_and_short() -> None:
    for entry in GLOSSARY:
        assert "!" not in entry.text, entry.id
        assert len(entry.text) < 500, entry.id


def test_every_text_of_the_glossary_is_a_few_plain_sentences() -> None:
    for entry in GLOSSARY:
        assert 2 <= sentences(entry.text) <= 4, entry.id
        assert entry.asks, entry.id


def test_see_also_leads_somewhere_else() -> None:
    known = {entry.id for entry in GLOSSARY}
    for entry in GLOSSARY:
        assert entry.see_also, entry.id
        assert set(entry.see_also) <= known - {entry.id}, entry.id


def test_no_word_of_the_glossary_means_two_entries() -> None:
    answerer = GlossaryAnswerer(GLOSSARY)
    for entry in GLOSSARY:
        for name in (entry.term, entry.id, *entry.aliases, *entry.asks):
            assert answerer.entry(name) is entry, name


def test_every_term_and_question_of_the_glossary_is_answered_by_its_own_entry() -> None:
    answerer = GlossaryAnswerer(GLOSSARY)
    for entry in GLOSSARY:
        for name in (entry.term, *entry.aliases, *entry.asks):
            finding = answerer.look_up(name)
            assert finding.band is Band.ANSWER and entry in finding.entries, name
