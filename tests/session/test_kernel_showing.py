"""What the shell shows of values and of code: as Python prints it, and the last state of a bar."""

from __future__ import annotations

import pytest

from tests.kernel import events, of_kind, ran
from tutor.core.execution import Display, Stream
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel


def shown(session: KernelSession, code: str) -> str:
    found = events(session, code)
    texts = [event.text for event in of_kind(found, Display)] + [event.text for event in of_kind(found, Stream)]
    return "".join(texts)


@pytest.mark.parametrize(
    "value",
    ["[n ** 2 for n in range(60)]", "{'a': list(range(40)), 'b': (1, 2)}", "(1,)", "{3}", "[[1] * 30] * 5"],
)
def test_lists_and_dictionaries_are_shown_as_python_prints_them(session: KernelSession, value: str) -> None:
    assert shown(session, value).strip() == repr(eval(value))


def test_of_a_very_long_list_the_beginning_is_shown(session: KernelSession) -> None:
    text = shown(session, "list(range(5000))").strip()
    assert text.startswith("[0, 1, 2, ") and text.endswith("999, ... 4,000 more]")


def test_source_is_shown_or_why_there_is_none(session: KernelSession) -> None:
    ran(session, "def twice(x):\n    return 2 * x")
    assert "return 2 * x" in shown(session, "%pinfo2 twice")
    assert "no Python source" in shown(session, "%pinfo2 len")
    assert "NameError" in shown(session, "%pinfo2 nothing_of_that_name")


def test_a_bar_of_richs_prints_its_last_state(session: KernelSession) -> None:
    ran(session, "from rich.progress import track")
    text = shown(session, "for _ in track(range(3), description='Working'): pass")
    assert "Working" in text and "100%" in text and "ipywidgets" not in text
