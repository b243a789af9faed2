"""A second client on the same connection file sees and changes the same variables."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from jupyter_client.blocking.client import BlockingKernelClient

from tests.kernel import fact, ran, wait_until
from tests.tmux import Terminal
from tutor.core.facts import ScalarFacts
from tutor.session.kernel import KernelSession

pytestmark = pytest.mark.kernel


@pytest.fixture
def console(session: KernelSession) -> Iterator[BlockingKernelClient]:
    """What `jupyter console --existing FILE` talks through."""
    ran(session, "x = 1")
    client = BlockingKernelClient(connection_file=str(session.connection_file()))
    client.load_connection_file()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=30)
        yield client
    finally:
        client.stop_channels()


def test_a_second_client_sees_and_changes_the_same_variables(
    session: KernelSession, console: BlockingKernelClient
) -> None:
    reply = console.execute_interactive(
        "x = x + 41", user_expressions={"x": "x"}, output_hook=lambda _: None, timeout=30
    )
    assert reply["content"]["user_expressions"]["x"]["data"]["text/plain"] == "42"
    assert fact(session, "x") == ScalarFacts(42, "int")


def test_what_the_second_client_prints_is_not_the_learners_output(
    session: KernelSession, console: BlockingKernelClient
) -> None:
    console.execute_interactive("print('from outside')", output_hook=lambda _: None, timeout=30)
    assert [type(event).__name__ for event in ran(session, "x")] == ["Display", "Done"]


@pytest.mark.terminal
def test_jupyter_console_sees_and_changes_the_same_variables(session: KernelSession) -> None:
    ran(session, "x = 20")
    terminal = Terminal(100, 30)
    terminal.start([sys.executable, "-m", "jupyter_console", "--existing", str(session.connection_file())], {})
    try:
        terminal.wait_for("In [")
        terminal.keys("x = x + 22; print('now', x)", "Enter")
        terminal.wait_for("now 42")
        wait_until(lambda: fact(session, "x") == ScalarFacts(42, "int"))
        ran(session, "x = 'from here'")
        terminal.keys("x", "Enter")
        terminal.wait_for("'from here'")
    finally:
        terminal.close()
    assert fact(session, "x").value == "from here"
