"""Answers about the model as it is: weights, parameters, layers, shapes, how it is compiled, what it would say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.answers.usual_words import usual_words
from tutor.answers.world import World
from tutor.core.events import Answered, Event, Said
from tutor.core.facts import (
    ArrayFacts,
    CompiledFacts,
    DatasetFacts,
    Describe,
    Facts,
    LayerFacts,
    ModelFacts,
)
from tutor.core.numbers import numbers_in, short
from tutor.core.outcome import Outcome
from tutor.exhibits.equation import EquationExhibit

DEFAULT_LEARNING_RATE = 0.001
"""Of Adam and most other Keras optimizers (their documentation)."""
DEFAULT_LEARNING_RATES = {"SGD": 0.01}
MOST_NUMBERS = 10
"""A prediction of more numbers is cut."""


def default_learning_rate(compiled: CompiledFacts) -> float:
    """The learning rate that the optimizer has when none is given."""
    return DEFAULT_LEARNING_RATES.get(compiled.optimizer, DEFAULT_LEARNING_RATE)


def weights(world: World) -> Iterator[Event]:
    name, model = world.model_name, world.model
    if model is None or not model.parameters:
        text = f"`{name}` has no weights yet. It makes them when it knows how many inputs it gets."
        yield Answered(world.question, text, ("input shape",))
        return
    if not model.weights:
        text = f"{model.parameters:,} numbers, too many to show.\n\n{_layer_list(model)}"
        yield Answered(world.question, text, ("weight", "get_weights"))
        return
    if not all(array.finite for array in model.weights):
        text = "They are nan, no numbers any more. Build the model again; `why is the loss nan` says what did it."
        yield Answered(world.question, text, ("loss is nan",))
        return
    trained = "" if model.trained_epochs else " It is not trained yet: these numbers are where it starts."
    for event in EquationExhibit(equation=name).draw(Outcome("", facts={Describe(name): model})):
        if isinstance(event, Said):
            numbers = _weight_and_bias(model)
            yield Answered(world.question, f"{numbers}{event.text}{trained}", ("weight", "bias"))
        else:
            yield Answered(world.question, f"{model.parameters} numbers, layer by layer.{trained}", ("weight",))
            yield event


def _weight_and_bias(model: ModelFacts) -> str:
    """`Weight 2.12, bias 27.4.` in front of the rule of a line; empty with several inputs."""
    if [weight.size for weight in model.weights] != [1, 1]:
        return ""
    weight, bias = (short(array.values[0]) for array in model.weights)
    return f"The weight is {weight}, the bias {bias}. "


def parameters(world: World) -> Iterator[Event]:
    model = world.model
    if model is None or not model.parameters:
        text = f"`{world.model_name}` has no parameters yet. It makes them when it knows how many inputs it gets."
        yield Answered(world.question, text, ("input shape",))
        return
    fixed = model.parameters - model.trainable
    meaning = f"Training changes {model.trainable:,} of them." if fixed else "Training changes all of them."
    text = f"{model.parameters:,} parameters. {meaning}\n\n{_layer_list(model)}"
    yield Answered(world.question, text, ("parameter", "number of parameters"))


def layers(world: World) -> Iterator[Event]:
    if world.model is None or not _working(world.model):
        yield Answered(world.question, f"`{world.model_name}` has no layers yet.", ("layer",))
        return
    number = len(_working(world.model))
    first = f"{number} layer{'s' * (number != 1)}, in the order in which the data passes through:"
    yield Answered(world.question, f"{first}\n\n{_layer_list(world.model)}", ("layer", "summary"))


def _working(model: ModelFacts) -> list[LayerFacts]:
    """The layers that do something."""
    return [layer for layer in model.layers if layer.kind != "InputLayer"]


def _layer_list(model: ModelFacts) -> str:
    return "\n".join(f"- {_described(layer)}" for layer in _working(model))


def _described(layer: LayerFacts) -> str:
    units, activation = layer.config.get("units"), layer.config.get("activation")
    size = f" with {units} neuron{'s' * (units != 1)}" if isinstance(units, int) else ""
    bend = f", activation {activation}" if activation not in (None, "linear") else ""
    shape = f", gives out {layer.output_shape}" if layer.output_shape else ""
    return f"`{layer.name}`: {layer.kind}{size}{bend}{shape}, {layer.parameters:,} parameters"


def shape(world: World) -> Iterator[Event]:
    """Shapes of whatever is named; of the model, or of all arrays when "the data" is meant; else nothing."""
    words = set(re.findall(r"\w+", world.question.lower()))
    chosen = [name for name in world.named if _shape(world.variables[name])]
    if not chosen and world.model is not None and words & {"input", "output", "model"}:
        chosen = [world.model_name]
    if not chosen and words & {"my", "x", "y"}:
        chosen = [name for name, facts in world.variables.items() if isinstance(facts, ArrayFacts | DatasetFacts)]
    if not chosen:
        return
    lines = "\n".join(f"- `{name}`: {_shape(world.variables[name])}" for name in chosen)
    arrays = [facts for name in chosen if isinstance(facts := world.variables[name], ArrayFacts) and facts.shape]
    meaning = "\n\nThe first number counts the samples." if arrays else ""
    yield Answered(world.question, f"{lines}{meaning}", ("shape", "None in a shape"))


def _shape(facts: Facts) -> str:
    match facts:
        case ArrayFacts(shape=found):
            return f"{found}"
        case DatasetFacts(element=element):
            return element
        case ModelFacts(built=True, input_shape=takes, output_shape=gives):
            return f"takes {takes}, gives out {gives}"
        case ModelFacts():
            return "not known before its input shape is"
        case LayerFacts(output_shape=gives) if gives is not None:
            return f"gives out {gives}"
        case _:
            return ""


def _compiled(world: World) -> CompiledFacts | Answered:
    """How the model is compiled, or the answer that it is not."""
    if world.model is not None and world.model.compiled is not None:
        return world.model.compiled
    text = (
        f"`{world.model_name}` is not compiled yet. `compile` gives it a loss, an optimizer and a learning rate."
    )
    return Answered(world.question, text, ("compile",))


def learning_rate(world: World) -> Iterator[Event]:
    compiled = _compiled(world)
    if isinstance(compiled, Answered):
        yield compiled
        return
    rate = compiled.optimizer_config.get("learning_rate")
    if not isinstance(rate, int | float):
        text = f"It changes during training: {compiled.optimizer} follows the schedule `{rate}`."
        yield Answered(world.question, text, ("learning rate schedule",))
        return
    usual = default_learning_rate(compiled)
    same = rate == usual
    meaning = "That is its default." if same else f"Left alone, {compiled.optimizer} would use {short(usual)}."
    text = f"{short(float(rate))}, with {compiled.optimizer}. {meaning}"
    yield Answered(world.question, text, ("learning rate", "optimizer"))


def optimizer(world: World) -> Iterator[Event]:
    compiled = _compiled(world)
    if isinstance(compiled, Answered):
        yield compiled
        return
    rate = compiled.optimizer_config.get("learning_rate")
    size = f" with a learning rate of {short(float(rate))}" if isinstance(rate, int | float) else ""
    text = f"{compiled.optimizer}{size}. It changes the weights so that the loss falls."
    yield Answered(world.question, text, ("optimizer", "learning rate"))


def loss_function(world: World) -> Iterator[Event]:
    compiled = _compiled(world)
    if isinstance(compiled, Answered):
        yield compiled
    elif compiled.loss is None:
        yield Answered(world.question, f"`{world.model_name}` is compiled without a loss.", ("loss",))
    elif not compiled.loss_known:
        text = f"`{compiled.loss}`, and Keras knows no loss of that name. `fit` will fail; compile again."
        yield Answered(world.question, text, ("loss",))
    else:
        text = f"`{compiled.loss}`. It measures how far the predictions are from the labels."
        yield Answered(world.question, text, (compiled.loss.replace("_", " "), "loss"))


def prediction(world: World) -> Iterator[Event]:
    model, given = world.model, numbers_in(usual_words(world.question))
    width = model.input_shape[1] if model is not None and model.input_shape and len(model.input_shape) == 2 else 1
    if model is None or not given or width not in (1, len(given)):
        text = f"`{world.model_name}` takes {width} numbers at a time, and your question has {len(given)}."
        yield Answered(world.question, text, ("predict", "feature"))
        return
    rows = tuple((number,) for number in given) if width == 1 else (given,)
    found = world.prediction(rows)
    if not isinstance(found, ArrayFacts) or not found.values:
        text = f"`{world.model_name}` could not be asked about {_row(given)}. `model.predict(...)` shows why."
        yield Answered(world.question, text, ("predict",))
        return
    per_row = len(found.values) // len(rows)
    outputs = [found.values[place * per_row : (place + 1) * per_row] for place in range(len(rows))]
    lines = [f"{_row(output)} for {_row(row)}" for row, output in zip(rows, outputs, strict=True)]
    meaning = "That is what the model says now; it is not stored anywhere."
    if any(value != value for value in found.values):
        meaning = "The model's weights are no numbers any more; `why is the loss nan` says what did it."
    elif not model.trained_epochs:
        meaning = "The model is not trained yet, so this comes from random weights."
    yield Answered(world.question, f"{', '.join(lines)}. {meaning}", ("predict", "prediction"))


def _row(numbers: tuple[float, ...]) -> str:
    cut = ", ..." if len(numbers) > MOST_NUMBERS else ""
    return ", ".join(short(float(number)) for number in numbers[:MOST_NUMBERS]) + cut


def variables(world: World) -> Iterator[Event]:
    if not world.variables:
        yield Answered(world.question, "No variables yet. `values_x = ...` would make one.", ("variable",))
        return
    number = len(world.variables)
    names = ", ".join(f"`{name}`" for name in world.variables)
    text = f"{number} variable{'s' * (number != 1)}: {names}. `/vars` shows what each one is."
    yield Answered(world.question, text, ("variable",))
