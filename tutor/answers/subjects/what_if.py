"""What another setting would do: the lines that try it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.answers.subjects.reading import compilation, train_on, trainings_of
from tutor.answers.subjects.subject import Needs, Subject
from tutor.answers.world import World
from tutor.core.events import ENTER_RUNS, Answered, Event, Listing
from tutor.core.facts import CompiledFacts
from tutor.core.numbers import short
from tutor.core.wished import wished
from tutor.understanding.cutting import numbers


def answer(world: World) -> Iterator[Event]:
    name, compiled = world.model_name, compilation(world)
    if isinstance(compiled, Answered):
        yield compiled
        return
    trained = trainings_of(world)
    if trained and (tried := wished(world.question, trained[-1].settings)):
        text = (
            "Try it on the side: the same training from the same start, with the curves over each other. Your "
            "model stays as it is."
        )
        yield Answered(world.question, text, ("learning rate", "how many epochs"))
        yield Listing(f"/try {tried}", language="", title=ENTER_RUNS)
        return
    lines = _lines(world, name, compiled)
    text = (
        "Try it and see, from a model that has not been trained yet: weights that have learned already would go "
        f"on from where they are.\n\n```python\n{lines}\n```\n\nKeep the history of each training under a name "
        "of its own; `/compare` lays the last two over one another. `/try learning_rate=0.01, 0.1, 1` tries "
        "several on the side: your model stays as it is."
    )
    yield Answered(world.question, text, ("learning rate", "how many epochs"))


def _lines(world: World, name: str, compiled: CompiledFacts) -> str:
    given = numbers(world.question)
    data = train_on(world, bare=True) or "x, y"
    fresh = f"{name} = keras.models.clone_model({name})"
    optimizer, rate, epochs = compiled.optimizer, compiled.optimizer_config.get("learning_rate"), 100
    words = world.question.lower()
    if given and re.search(r"epoch|times|rounds", words):
        epochs = max(1, int(given[0]))
    elif given and given[0] > 0:
        rate = given[0]
    for each in ("adam", "sgd", "rmsprop", "adamw"):
        if re.search(rf"\b{each}\b", words):
            optimizer = {"adam": "Adam", "sgd": "SGD", "rmsprop": "RMSprop", "adamw": "AdamW"}[each]
    step = f"{short(float(rate))}" if isinstance(rate, int | float) else ""
    recipe = f'{name}.compile(optimizer=keras.optimizers.{optimizer}({step}), loss="{compiled.loss}")'
    return f"{fresh}\n{recipe}\nh2 = {name}.fit({data}, epochs={epochs}, verbose=False)"


SUBJECT = Subject(
    title="trying another setting", answer=answer, needs=Needs.MODEL, topic="learning rate", idea="tuning"
)
