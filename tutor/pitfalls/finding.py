"""What a pitfall is: a look at one cell and what came of it, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct, field

from tutor.core.acts import Acts
from tutor.core.facts import CompiledFacts, Facts, HappenedFacts, Probe
from tutor.core.happened import FitFacts, HandledFacts


class Scene(Struct, frozen=True):
    """A cell that ran well. Pure data."""

    code: str
    acts: Acts
    happened: HappenedFacts = field(default_factory=HappenedFacts)
    facts: dict[Probe, Facts] = field(default_factory=dict)
    """Answers to the probes of the pitfalls themselves."""

    @property
    def built(self) -> Iterator[HandledFacts]:
        """Models that the cell made, or added layers to."""
        return (each for each in self.happened.models if each.built)

    @property
    def compiled(self) -> Iterator[tuple[HandledFacts, CompiledFacts]]:
        """Models that the cell compiled, with what `compile` was given."""
        for each in self.happened.models:
            if each.compiled and each.model.compiled is not None:
                yield each, each.model.compiled

    @property
    def fits(self) -> Iterator[tuple[FitFacts, HandledFacts]]:
        """Trainings with their models; one for each model, the latest."""
        latest = {fit.key: fit for fit in self.happened.fits}
        for each in self.happened.models:
            if each.key in latest:
                yield latest[each.key], each


class Finding(Struct, frozen=True):
    """What I saw, why it matters, what to do next."""

    about: str
    """The object it is about: a model's key, or the code. Nothing is said twice about one object."""
    saw: str
    why: str
    then: str
    word: str
    """The word that anybody would use who says the same: a misspelt name, `softmax`."""
    also: tuple[str, ...] = ()
    """Other words that say the same."""
    offer: str = ""
    """The learner's own statement, put right; empty when it is not certain what is right."""
    ailment: str = ""
    """What ails the training, where it is the doctor who says so; see `core.doctor`."""

    @property
    def text(self) -> str:
        return f"{self.saw} {self.why} {self.then}"


def nothing_to_ask(code: str) -> Sequence[Probe]:
    """The probes of a pitfall to which it is enough to know what happened."""
    return ()


class Pitfall(Struct, frozen=True):
    """One thing that Keras accepts in silence."""

    find: Callable[[Scene], Iterator[Finding]]
    probes: Callable[[str], Sequence[Probe]] = nothing_to_ask
    """What it needs to know besides, read off the code."""
    symptom: bool = False
    """Said only when nothing else was found that explains it."""
    aside: bool = False
    """A word beside a right answer: it does not hold the step open."""
    on_purpose: bool = False
    """Lessons show this on purpose: not said of a cell that passed its step."""
