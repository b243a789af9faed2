"""One of every event, for the demonstration and for the tests."""

from __future__ import annotations

from tutor.core.drawings import Axes, Column, Figure, Series, Table
from tutor.core.events import (
    Answered,
    CodeRun,
    Event,
    Hinted,
    Judged,
    Left,
    LessonFinished,
    LessonStarted,
    Listing,
    ModelSaid,
    Said,
    StepShown,
    Tone,
)
from tutor.core.execution import (
    Cut,
    Died,
    Display,
    Done,
    Epoch,
    Epochs,
    Error,
    Frame,
    Status,
    Stopping,
    Stream,
    TrainingStarted,
    Waiting,
    Warned,
)
from tutor.core.film import Film, FilmFacts, Past
from tutor.core.verdict import Verdict
from tutor.render.training import Training

MODEL = """model = keras.Sequential([
    keras.Input(shape=(1,)),
    keras.layers.Dense(units=1),
])"""

POINTS = Series("points", (-10.0, 0.0, 2.0, 6.0, 12.0, 15.0), (10.0, 30.0, 34.0, 42.0, 54.0, 60.0), "true")
LINE = Series("line", (-10.0, 15.0), (6.2, 59.2), "model")

EVENTS: dict[str, Event] = {
    "lesson_started": LessonStarted(
        "linear-regression",
        "Linear regression",
        "One neuron finds the rule `y = 2x + 30` from six points.",
        15,
        2,
        resumed=True,
    ),
    "step_shown": StepShown(
        "neuron",
        "model",
        4,
        9,
        "Linear regression",
        2,
        say="A layer holds the **numbers a model learns**. Ours needs only one neuron: one value in (x), "
        "one value out (y).",
        task="Build a `Sequential` model:\n\n- one input\n- one `Dense` layer with one unit, which is the neuron "
        "whose weight and bias the training will find",
        code=MODEL,
        invitation="Your turn. Enter runs the lines above as they are.",
    ),
    "quiz": StepShown(
        "quiz",
        "quiz",
        5,
        9,
        "Linear regression",
        0,
        say="How many numbers does this layer learn?",
        choices=("One: the weight.", "Two: a weight and a bias.", "Six, one for each point that it is shown."),
        invitation="Type the number of your answer.",
    ),
    "waiting": Waiting("TensorFlow is still loading. Your line runs as soon as it is there."),
    "code_run": CodeRun(MODEL, by_enter=True),
    "stream": Stream("1/1 - 0s - 31ms/step\n"),
    "display": Display("array([[70.02]], dtype=float32)"),
    "warning": Warned(
        "UserWarning", "Do not pass an `input_shape`.", "That works, too. There is nothing to mend."
    ),
    "error": Error(
        "ValueError",
        'Exception encountered when calling Sequential.call().\n\nInput 0 of layer "dense" is incompatible',
        (Frame(1, "model.fit([1, 2, 3], values_y)"),),
        "Traceback ...",
        "You passed a list. `fit` needs arrays, so that it can cut them into batches. Use `np.array([1, 2, 3])`.",
    ),
    "passed": Judged("predict-20", Verdict.PASSED, "0.02 away from the true 70."),
    "not_yet": Judged(
        "neuron",
        Verdict.NOT_YET,
        "Your layer has 2 outputs, but y has one column. Keras would train anyway by stretching y. "
        "Use `Dense(units=1)`.",
        "model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(units=1)])",
    ),
    "check_failed": Judged("neuron", Verdict.CHECK_FAILED),
    "table": Table(
        (Column("x", True), Column("true y", True), Column("model y", True), Column("error", True)),
        (("20", "70", "70.02", "+0.02"), ("0", "30", "27.00", "-3.00")),
        title="What the model says",
        note="Two of six rows.",
    ),
    "figure": Figure((Axes((POINTS, LINE), "Six points and a line", "x", "y"),), note="A 3-D chart was left out."),
    "hinted": Hinted("neuron", 1, 3, "One number goes in and one comes out. How many **units** is that?"),
    "answered": Answered(
        "what is a bias?",
        "The number a neuron adds after it has multiplied. In `y = 2x + 30` it is 30.",
        ("weight", "neuron"),
    ),
    "said": Said("You can see it already. The six points lie on one line."),
    "note": Said("Skipped. Its code has run, so that later steps find what they need.", Tone.NOTE),
    "model_said": ModelSaid("llama3.2", "A **loss** that jumps up and down has a learning rate that is too high."),
    "problem": Said("Progress cannot be saved: the disk is full.", Tone.PROBLEM),
    "listing": Listing(MODEL, title="The solution"),
    "interrupted": Done(Status.INTERRUPTED),
    "interrupted in a line": Done(Status.INTERRUPTED, line=3),
    "stopping": Stopping(1, "The code was told to stop, and still runs. Ctrl-C tells it once more."),
    "too much": Cut(),
    "left out": Cut(98_900_000),
    "died": Died(reason="The session has ended, and a new one is starting. Your code runs again by itself."),
    "lesson_finished": LessonFinished(
        "linear-regression",
        8,
        1,
        9,
        "more-layers",
        "More layers",
        True,
        ("build, compile and train one neuron in Keras", "read a loss curve, a weight and a bias"),
        840.0,
        ("two-numbers",),
        (("train", "500", "7.956"),),
    ),
    "left": Left(),
    "film": Film(
        FilmFacts(
            last=3,
            curve=((1.0, 2.0, 3.0), (90.0, 20.0, 4.0)),
            kind="line",
            names=("weight", "bias"),
            linear=True,
            x=POINTS.x,  # type: ignore[arg-type]
            y=POINTS.y,  # type: ignore[arg-type]
            across=(-10.0, 15.0),
            moments=(Past(3, {"loss": 4.0}, (2.12, 27.4), answers=(6.2, 59.2)),),
        )
    ),
}


def example_training(done: int = 500, total: int = 500) -> Training:
    """A training whose loss falls as that of one neuron does."""
    training = Training(TrainingStarted(total, loss="mean_squared_error", weights={"weight": -0.412, "bias": 0.0}))
    rows = tuple(Epoch(number, {"loss": 1744.4 * 0.985**number + 9.0}) for number in range(1, done + 1))
    training.add(Epochs(rows, {"weight": 2.117, "bias": 27.41}))
    return training
