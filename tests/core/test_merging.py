"""What one tutor has changed is done to what another has kept; nothing that was passed is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tutor.core.merging import merged, unread
from tutor.core.progress import Cell, Effort, LessonRecord, StepStatus

PASSED, SKIPPED = StepStatus.PASSED, StepStatus.SKIPPED
A, B, C, D = (Cell("step", letter) for letter in "abcd")
BASE = LessonRecord("line", "one", {"one": PASSED}, (A, B), updated=1.0)


def test_nobody_else_has_changed_anything() -> None:
    mine = replace(BASE, step_id="two", updated=2.0)
    assert merged(BASE, mine, BASE) == mine


def test_steps_and_cells_of_both_are_kept() -> None:
    theirs = replace(BASE, statuses={"one": PASSED, "two": PASSED}, cells=(A, B, C), step_id="three", updated=2.0)
    mine = replace(BASE, statuses={"one": PASSED, "hello": SKIPPED}, cells=(A, B, D), updated=3.0)
    both = merged(BASE, mine, theirs)
    assert both.statuses == {"one": PASSED, "two": PASSED, "hello": SKIPPED}
    assert both.cells == (A, B, C, D)
    assert (both.step_id, both.updated) == ("three", 3.0), "who has not moved says nothing of where the learner is"


def test_a_step_that_was_taken_back_is_taken_back_and_no_other() -> None:
    theirs = replace(BASE, statuses={"one": PASSED, "two": PASSED}, cells=(A, B, C), updated=2.0)
    mine = replace(BASE, statuses={}, cells=(A,), step_id="one", updated=3.0)
    both = merged(BASE, mine, theirs)
    assert both.statuses == {"two": PASSED}
    assert both.cells == (A, C)


def test_passed_is_stronger_than_skipped_whoever_says_so() -> None:
    for mine, theirs in ((PASSED, SKIPPED), (SKIPPED, PASSED)):
        one = replace(BASE, statuses={**BASE.statuses, "two": mine}, updated=2.0)
        other = replace(BASE, statuses={**BASE.statuses, "two": theirs}, updated=3.0)
        assert merged(BASE, one, other).statuses["two"] is PASSED


def test_what_steps_have_taken_of_both_is_kept() -> None:
    base = replace(BASE, efforts={"one": Effort(wrong=1)}, asked={"mse": 1})
    theirs = replace(base, efforts={"one": Effort(wrong=1), "two": Effort(hints=1)}, asked={"mse": 2, "loss": 1})
    mine = replace(base, efforts={"one": Effort(wrong=3)}, asked={"mse": 3})
    both = merged(base, mine, theirs)
    assert both.efforts == {"one": Effort(wrong=3), "two": Effort(hints=1)}
    assert both.asked == {"mse": 4, "loss": 1}


def test_finished_stays_finished_until_somebody_goes_back() -> None:
    finished = replace(BASE, finished=True, updated=2.0)
    assert merged(BASE, replace(BASE, updated=3.0), finished).finished
    assert not merged(finished, replace(BASE, updated=3.0), replace(finished, updated=2.5)).finished


def test_a_cell_that_is_dropped_in_the_middle_is_not_added_again_at_the_end() -> None:
    base = replace(BASE, cells=(A, B, C))
    assert merged(base, replace(base, cells=(A, C)), replace(base, cells=(A, B, C, D))).cells == (A, C, D)


def test_who_has_read_nothing_shares_what_both_begin_with() -> None:
    kept = replace(BASE, cells=(A, B, C))
    mine = replace(BASE, cells=(A, B, D))
    assert merged(unread(mine, kept), mine, kept).cells == (A, B, C, D)


RECORDS = st.builds(
    LessonRecord,
    st.just("line"),
    st.sampled_from(["", "one", "two"]),
    st.dictionaries(st.sampled_from("pqrst"), st.sampled_from([PASSED, SKIPPED]), max_size=5),
    st.lists(st.sampled_from([A, B, C, D]), max_size=6).map(tuple),
    st.booleans(),
    st.floats(0, 10),
)


@settings(max_examples=300, deadline=None)
@given(base=RECORDS, mine=RECORDS, kept=RECORDS)
def test_nothing_that_only_one_has_passed_or_run_is_ever_lost(
    base: LessonRecord, mine: LessonRecord, kept: LessonRecord
) -> None:
    both = merged(base, mine, kept)
    for record in (mine, kept):
        for step, status in record.statuses.items():
            if status is PASSED and step not in base.statuses:
                assert both.statuses.get(step) is PASSED
    new = [cell for cell in kept.cells if cell not in base.cells]
    assert [cell for cell in both.cells if cell in new][: len(new)] == new
    unchanged = merged(base, base, kept)
    assert (unchanged.statuses, unchanged.cells) == (kept.statuses, kept.cells)
