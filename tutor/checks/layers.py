"""Checks what a model is built of, by whatever way it was built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tutor.checks.normalization import adapted_miss, adapting
from tutor.checks.settings import Settings, in_words, same_setting
from tutor.checks.wording import count, listed, three, unfit
from tutor.core.facts import Describe, LayerFacts, ModelFacts, Probe
from tutor.core.outcome import Outcome
from tutor.core.verdict import PASSED, Judgement, Verdict

BUILT_LATER = ("Sequential", "Functional")
"""Models that need an `Input` to know their input; a model class of one's own is built by its first call."""

MEANINGS = {
    "units": "`units` is the number of neurons, and each neuron gives one number.",
    "activation": "The activation bends what the layer hands on; without one it stays a straight line.",
    "filters": "Each filter looks for one pattern and gives one picture.",
    "kernel_size": "The kernel size says how much of the picture a filter sees at once.",
    "rate": "The rate is the share of numbers that is dropped, between 0 and 1.",
    "use_bias": "The bias is what the layer adds at the end.",
}
"""What a setting does, in one sentence."""

ACTIVATION_LAYERS = {"ReLU": "relu", "Softmax": "softmax"}


class LayersCheck(Struct, frozen=True, kw_only=True):
    """A model's layers. Sequential, functional and one's own classes pass alike; Input layers do not count."""

    layers: str
    input_shape: tuple[int | None, ...] | None = None
    """Without the batch axis: [1] for one number per row."""
    output_shape: tuple[int | None, ...] | None = None
    """Without the batch axis."""
    are: tuple[str | Mapping[str, Settings], ...] | None = None
    """Each layer in order: its class, or `{class: {setting: value}}` with the settings that matter."""
    count: int | None = None
    """How many layers."""
    last_units: int | None = None
    """Neurons of the last layer."""
    last_activation: str = ""
    """`linear` for none."""
    parameters: int | None = None
    """Of the whole model."""
    adapted_on: str = ""
    """An expression: the rows whose mean and variance every Normalization layer in it must know."""

    @property
    def subject(self) -> str:
        return self.layers

    def probes(self) -> Sequence[Probe]:
        return [Describe(self.layers), *adapting(self.layers, self.adapted_on)]

    def judge(self, outcome: Outcome) -> Judgement:
        facts = outcome.fact(Describe(self.layers))
        if not isinstance(facts, ModelFacts):
            wrap = "Put the layers into one: " if isinstance(facts, LayerFacts) else "Build one: "
            return unfit(
                self.layers, facts, outcome, "a model", f"{wrap}`{self.layers} = keras.Sequential([...])`."
            )
        layers = tuple(layer for layer in facts.layers if layer.kind != "InputLayer")
        if (growing := self._growing(layers, outcome)) is not None:
            return growing
        if not layers:
            return three(
                f"`{self.layers}` has no layers yet.",
                "Layers hold the numbers that are learned.",
                f"Give them in the brackets of `keras.Sequential([...])`, or add them: `{self.layers}.add(...)`.",
            )
        built = self._list(layers) or self._last(layers[-1]) or self._shapes(facts) or self._size(facts)
        return built or adapted_miss(self.layers, self.adapted_on, outcome) or PASSED

    def _growing(self, layers: tuple[LayerFacts, ...], outcome: Outcome) -> Judgement | None:
        """A model that gets its layers one by one, and has the first ones as they should be: no wrong answer."""
        calls = outcome.acts.calls
        number = self.count if self.are is None else len(self.are)
        wanted = [_wanted(item) for item in self.are or ()][: len(layers)]
        added = f"{self.layers}.add" in calls or ("Sequential" in calls and not layers)
        if not added or number is None or len(layers) >= number or not all(map(_matches, layers, wanted or ())):
            return None
        if not layers:
            return Judgement(
                Verdict.NOT_ATTEMPTED, f"`{self.layers}` has no layers yet: `{self.layers}.add(...)`."
            )
        return Judgement(
            Verdict.NOT_ATTEMPTED, f"`{self.layers}` has {len(layers)} of its {number} layers so far."
        )

    def _list(self, layers: tuple[LayerFacts, ...]) -> Judgement | None:
        """The layers one by one, as they are or with activations drawn into the layer before."""
        number = self.count if self.are is None else len(self.are)
        wanted = [_wanted(item) for item in self.are or ()]
        readings = [reading for reading in (layers, _folded(layers)) if len(reading) == number]
        if number is None or any(all(map(_matches, reading, wanted)) for reading in readings):
            return None
        if not readings:
            return three(
                f"`{self.layers}` has {count(len(layers), 'layer')}: {listed([layer.kind for layer in layers])}.",
                "Each layer calculates with what the one before hands on, so their number changes the rule.",
                f"The step asks for {number}.",
            )
        pairs = list(zip(readings[0], wanted, strict=True))
        place = next(place for place, pair in enumerate(pairs) if not _matches(*pair))
        which = "The layer" if number == 1 else f"Layer {place + 1}"
        return self._differing(which, *pairs[place])

    def _differing(self, which: str, layer: LayerFacts, wanted: tuple[str, Settings]) -> Judgement:
        kind, settings = wanted[0], _asked(wanted[1], layer)
        if layer.kind != kind:
            return three(
                f"{which} of `{self.layers}` is of the class `{layer.kind}`.",
                "The class decides how a layer calculates.",
                f"The step asks for `{kind}` in this place.",
            )
        setting = next(name for name, value in settings.items() if not same_setting(layer.config.get(name), value))
        return three(
            f"{which} of `{self.layers}`, a `{kind}`, has `{setting}` {in_words(layer.config.get(setting))}.",
            MEANINGS.get(setting, "This changes what the layer can learn."),
            f"The step asks for {in_words(settings[setting])}.",
        )

    def _last(self, layer: LayerFacts) -> Judgement | None:
        """The last layer's width and activation."""
        units = layer.config.get("units")
        if self.last_units is not None and units != self.last_units:
            return three(
                f"The last layer is a `{layer.kind}` with {units or 'no'} units.",
                "It gives the model's answer, so it needs one unit for each number of the answer.",
                f"The answer here has {count(self.last_units, 'number')}.",
            )
        activation = layer.config.get("activation")
        if self.last_activation and not same_setting(activation, self.last_activation):
            return three(
                f"The last layer has the activation {in_words(activation or 'linear')}.",
                "It decides which numbers the model can answer with.",
                f"The step asks for {self.last_activation}.",
            )
        return None

    def _shapes(self, facts: ModelFacts) -> Judgement | None:
        """What goes in and what comes out."""
        if self.input_shape is not None:
            found = facts.input_shape[1:] if facts.input_shape else _taken(facts)
            if found is None and not facts.built and facts.holder in BUILT_LATER:
                return three(
                    f"`{self.layers}` does not know yet how many numbers come in with each row.",
                    "Without that Keras cannot make the weights.",
                    "Put a `keras.Input(shape=...)` in front of the first layer.",
                )
            if found is not None and found != self.input_shape:
                return three(
                    f"`{self.layers}` takes rows of the shape {in_words(found)}.",
                    "`shape` counts the numbers in one row of x, not the rows and not the neurons.",
                    f"One row of x has the shape {in_words(self.input_shape)} here.",
                )
        found = facts.output_shape[1:] if facts.output_shape else None
        if self.output_shape is not None and found is not None and found != self.output_shape:
            return three(
                f"`{self.layers}` answers each row with the shape {in_words(found)}.",
                "The answer must have the shape of one row of y, or Keras compares the wrong numbers.",
                f"One row of y has the shape {in_words(self.output_shape)} here: change the last layer.",
            )
        return None

    def _size(self, facts: ModelFacts) -> Judgement | None:
        to_be_built = not facts.built and facts.holder not in BUILT_LATER
        if self.parameters is None or facts.parameters == self.parameters or to_be_built:
            return None
        return three(
            f"`{self.layers}` has {count(facts.parameters, 'parameter')}.",
            "Parameters are the weights and biases, all that a model can learn.",
            f"There should be {self.parameters}: look at the units of each layer and at the input shape.",
        )


def _wanted(item: str | Mapping[str, Settings]) -> tuple[str, Settings]:
    """The class and the settings of one entry of `are`."""
    return (item, {}) if isinstance(item, str) else next(iter(item.items()))


def _matches(layer: LayerFacts, wanted: tuple[str, Settings]) -> bool:
    kind, settings = wanted
    return layer.kind == kind and all(
        same_setting(layer.config.get(key), value) for key, value in _asked(settings, layer).items()
    )


def _asked(settings: Settings, layer: LayerFacts) -> Settings:
    """The settings that matter, and that a layer has its bias where nothing is said of it."""
    return {"use_bias": True, **settings} if layer.config.get("use_bias") is False else settings


def _folded(layers: tuple[LayerFacts, ...]) -> tuple[LayerFacts, ...]:
    """The layers with each activation layer drawn into the layer before: Dense, ReLU is a Dense with relu."""
    folded: list[LayerFacts] = []
    for layer in layers:
        activation = ACTIVATION_LAYERS.get(layer.kind) or (
            layer.config.get("activation") if layer.kind == "Activation" else None
        )
        if activation and folded and same_setting(folded[-1].config.get("activation"), "linear"):
            folded[-1] = replace(folded[-1], config={**folded[-1].config, "activation": activation})
        else:
            folded.append(layer)
    return tuple(folded)


def _taken(facts: ModelFacts) -> tuple[int | None, ...] | None:
    """The input of a model class of one's own, read off its first weights; None when they do not tell."""
    layers = [layer.kind for layer in facts.layers if layer.kind != "InputLayer"]
    first = facts.weights[0].shape if facts.weights and layers[:1] == ["Dense"] else ()
    return (first[0],) if len(first) == 2 else None
