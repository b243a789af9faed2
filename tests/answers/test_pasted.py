"""Output of Keras that was pasted, read part by part."""

from __future__ import annotations

import pytest

from tests.answers.scripted import FALLING, MODEL, trained
from tutor.answers.pasted import MOST, looks_pasted, parts_of
from tutor.answers.subjects.asking import subject, told
from tutor.answers.world import look
from tutor.core.events import Answered
from tutor.session.scripted import ScriptedSession

PROGRESS = (
    "Epoch 3/10\n1875/1875 ━━━━━━━━━━━━━━━━━━━━ 3s 2ms/step - accuracy: 0.8767 - loss: 0.3421 - "
    "val_accuracy: 0.9123 - val_loss: 0.2871"
)


@pytest.mark.parametrize(
    ("text", "part", "said"),
    [
        ("1875/1875", "1875/1875", "all 1,875 batches of this epoch are done."),
        ("469/1875", "469/1875", "469 of the 1,875 batches of this epoch are done."),
        ("what is 313/313", "313/313", "It counts batches, not samples"),
        ("loss: 0.6931", "loss: 0.6931", "the loss on the rows it trains on"),
        ("loss=0.6931", "loss=0.6931", "the loss on the rows it trains on"),
        ("loss: 3.2e-05", "loss: 3.2e-05", "the loss on the rows it trains on"),
        ("val_loss: 0.41", "val_loss: 0.41", "on the rows kept apart"),
        ("accuracy: 0.8767", "accuracy: 0.8767", "88% right"),
        ("mae: 12.5", "mae: 12.5", "the mae on the rows it trains on"),
        ("(None, 28, 28)", "(None, 28, 28)", "any number of samples"),
        ("(None, 28, 28)", "(None, 28, 28)", "each of 28 × 28."),
        ("(None, 1)", "(None, 1)", "each of 1."),
        ("(None,)", "(None,)", "one number"),
        ("(60000, 28, 28)", "(60000, 28, 28)", "60,000 rows of 28 × 28."),
        ("(6,)", "(6,)", "6 rows, one number each."),
        ("Epoch 3/10", "Epoch 3/10", "epoch 3 of the 10"),
        ("2ms/step", "2ms/step", "2 milliseconds for one batch."),
        ("731us/step", "731us/step", "731 microseconds for one batch."),
        ("1s/step", "1s/step", "1 seconds for one batch."),
        ("val_loss improved from inf to 0.45123", "val_loss improved from inf to 0.45123", "the new best"),
        ("val_loss improved from 0.46 to 0.45, saving model", "val_loss improved from 0.46 to 0.45", "was 0.46,"),
        (
            "val_loss did not improve from 0.45123",
            "val_loss did not improve from 0.45123",
            "no better than its best",
        ),
        ("Total params: 101,770 (397.54 KB)", "Total params: 101,770", "how many numbers the model has."),
        ("Non-trainable params: 0", "Non-trainable params: 0", "non-trainable"),
        ("loss: nan", "loss: nan", "no number any more"),
        ("Epoch 00005: early stopping", "Epoch 00005: early stopping", "ended the training after epoch 5"),
        ("dense_1 (Dense)   (None, 10)", "dense_1 (Dense)", "a layer of the kind Dense"),
        ("WARNING:tensorflow:5 out of the last 5", "WARNING:tensorflow:5 out of the last 5", "It is no error"),
        ("<keras.src.History at 0x7f>", "<keras.src.History at 0x7f>", "an object of the kind History"),
        ("[[0.1 0.9]]", "[[0.1 0.9]]", "numbers of an array"),
        ("----> 1 model.fit(x)", "----> 1 model.fit(x)", "the line that was running"),
    ],
)
def test_a_part_is_found_and_says_what_it_is(text: str, part: str, said: str) -> None:
    found = dict(parts_of(text))
    assert said in found[part], found


def test_a_whole_line_of_progress_is_read_in_its_order() -> None:
    assert [part for part, _ in parts_of(PROGRESS)] == [
        "Epoch 3/10", "1875/1875", "2ms/step", "accuracy: 0.8767", "loss: 0.3421", "val_accuracy: 0.9123",
        "val_loss: 0.2871",
    ]  # fmt: skip


def test_the_learners_own_number_stands_beside_the_pasted_one() -> None:
    world = look("", ScriptedSession(facts=trained(FALLING)))
    (_, said), (_, other) = parts_of("loss: 0.6931 - val_loss: 0.7", world)
    assert said.endswith("Yours is 25 after epoch 4.")
    assert "Yours" not in other


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is my loss",
        "1/0.5",
        "keras/layers",
        "3/2 of them",
        "a/b",
        "f(2, 3",
        "the loss",
        "und/oder",
        "/12/3",
    ],
)
def test_words_are_no_output(text: str) -> None:
    assert parts_of(text) == []


def test_no_more_parts_are_read_than_can_be_taken_in_and_none_twice_over() -> None:
    found = parts_of("\n".join([PROGRESS] * 5))
    assert len(found) == MOST


def test_a_long_paste_does_not_take_long_to_be_turned_down() -> None:
    assert parts_of("=" * 20_000 + "(" * 5000 + "1," * 5000) == []


@pytest.mark.parametrize("text", [PROGRESS, "1875/1875", "what is 1875/1875", "loss: 0.6931", "(None, 28, 28)?"])
def test_output_looks_like_output(text: str) -> None:
    assert looks_pasted(text)


@pytest.mark.parametrize(
    "text", ["what is my loss", "why does my model give shape (None, 1) at the end of all layers", "predict 7", ""]
)
def test_a_question_does_not_look_like_output(text: str) -> None:
    assert not looks_pasted(text)


def test_pasted_output_is_answered_part_by_part() -> None:
    found = subject("last_output")
    assert found is not None and MODEL.trained_epochs
    (said,) = told(f"what does this mean: {PROGRESS}", ScriptedSession(facts=trained(FALLING)), found)
    assert isinstance(said, Answered)
    lines = said.text.splitlines()
    assert len(lines) == 7 and lines[0].startswith("- `Epoch 3/10`: epoch 3 of the 10")
    assert "Yours is 25 after epoch 4." in said.text
