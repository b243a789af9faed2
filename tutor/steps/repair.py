"""The step that hands over lines which go wrong, to be mended."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from typing import ClassVar

from tutor.core.acts import Acts, acts_of
from tutor.core.course import Part, Step
from tutor.core.syntax import alike, parsed
from tutor.steps.reading import calls_of, makes


class RepairStep(Step, frozen=True, kw_only=True):
    """Done by any lines that come out right. The broken ones run as they are, as often as one likes."""

    kind: ClassVar[str] = "repair"
    invitation: ClassVar[str] = "Your turn. Mend these lines. Enter runs them as they are."
    hidden_invitation: ClassVar[str] = invitation

    broken: str
    """The lines that the learner gets. They raise, or they run and mislead; `code` is them, mended."""

    def __post_init__(self) -> None:
        if not self.broken.strip():
            raise ValueError("`broken` is empty, so there is nothing to mend")
        if alike(self.broken, self.code):
            raise ValueError("`broken` is the same as `code`, so there is nothing to mend")

    @property
    def given(self) -> str:
        return self.broken.strip()

    def attempts(self, acts: Acts) -> bool:
        """Making what the solution makes; where that makes nothing, calling what it calls."""
        calls = frozenset() if acts_of(self.code).binds else calls_of(self)
        return makes(acts, self.subjects) or bool(acts.calls & calls)

    def part(self, code: str, names: Collection[str]) -> Part | None:
        """Mending goes line by line: only with the last of them is there something to judge."""
        given, own = _statements(self.given), _statements(code)
        places = [place for statement in own if (place := self._place(statement, given)) is not None]
        if not places or max(places) == len(given) - 1:
            return None
        changed = any(not any(alike(one, other) for other in given) for one in own)
        made = {*names, *acts_of(code).binds}
        before = [each for each in given[: min(places)] if acts_of(each).binds - made]
        return Part(changed, "\n".join([*before, *given[max(places) + 1 :]]))

    def _place(self, statement: str, given: Sequence[str]) -> int | None:
        """Where a statement belongs among the given ones: it makes or calls the same, or calls like the solution
        a method of what was made there. None for one that looks at something, or has nothing to do with them."""
        acts, solution = acts_of(statement), acts_of(self.code)
        methods = {call for call in acts.calls & solution.calls if "." in call}
        owners = {call.split(".")[0] for call in methods}
        for place in reversed(range(len(given))):
            there = acts_of(given[place])
            if makes(acts, there.binds) or (not acts.binds and (methods & there.calls or owners & there.binds)):
                return place
        return None


def _statements(code: str) -> list[str]:
    """The statements, each as it is written; a value that is only looked at in the end is none of them."""
    tree = parsed(code)
    body = tree.body if tree is not None else []
    while body and isinstance(body[-1], ast.Expr) and not isinstance(body[-1].value, ast.Call):
        body = body[:-1]
    return [ast.get_source_segment(code, each) or "" for each in body]
