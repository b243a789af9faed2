"""A real SSH server of our own on this machine, and a line to it that can be made slow."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.kernel import wait_until

ROOT = Path(__file__).parents[1]
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"])
CHUNK = 64
"""Bytes that a slow line passes on in one go."""
CONFIGURATION = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/learner.pub
PidFile {folder}/pid
PasswordAuthentication no
PermitRootLogin yes
StrictModes no
UsePAM no
PrintMotd no
"""


def program(name: str) -> str:
    """Where a program of OpenSSH lies. Raises RuntimeError with a sentence when it is not installed."""
    found = shutil.which(name, path=PATH)
    if found is None:
        raise RuntimeError(f"These tests need {name}: install OpenSSH's server and client (openssh-server).")
    return found


class Line:
    """A relay to a port of this machine, with a bandwidth."""

    def __init__(self, to: int) -> None:
        self.bytes_per_second = 0
        """0: as fast as it goes. May be changed while it is in use."""
        self.received = 0
        """Bytes that came back from the server."""
        self._to = to
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                for source, sink in ((near, far), (far, near)):
                    source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    threading.Thread(target=self._pass_on, args=(source, sink, source is far), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, back: bool) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK if self.bytes_per_second else 65536):
                if self.bytes_per_second:
                    time.sleep(len(data) / self.bytes_per_second)
                if back:
                    self.received += len(data)
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Server:
    """A running SSH server, for one user and one key."""

    def __init__(self, folder: Path, line: Line) -> None:
        self._folder = folder
        self.line = line

    def client(self, remote: Sequence[str], *options: str, **environment: str) -> list[str]:
        """The command that runs `remote` over there, in the root of this repository."""
        settings = [f"{name}={value}" for name, value in {"LANG": "C.UTF-8", **environment}.items()]
        there = f"cd {shlex.quote(str(ROOT))}; exec env {shlex.join([*settings, *remote])}"
        given = [
            "StrictHostKeyChecking=no",
            f"UserKnownHostsFile={os.devnull}",
            "LogLevel=ERROR",
            "IdentitiesOnly=yes",
        ]
        known = [word for option in given for word in ("-o", option)]
        key = ["-i", str(self._folder / "learner"), "-F", os.devnull]
        return [program("ssh"), *key, *known, *options, "-p", str(self.line.port), "127.0.0.1", there]


@contextmanager
def ssh_server(folder: Path) -> Iterator[Server]:
    """A server that keeps its keys in a folder."""
    sshd = program("sshd")
    for name in ("host", "learner"):
        command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    configuration, log = folder / "sshd_config", folder / "log"
    configuration.write_text(CONFIGURATION.format(port=port, folder=folder))
    if os.getuid() == 0:  # where it locks itself in
        Path("/run/sshd").mkdir(exist_ok=True)
    with log.open("wb") as errors:
        process = subprocess.Popen([sshd, "-D", "-e", "-f", str(configuration)], stderr=errors)
    line = Line(port)
    try:
        wait_until(lambda: (folder / "pid").exists() or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield Server(folder, line)
    finally:
        line.close()
        process.terminate()
        process.wait()


def tutor(*words: str) -> list[str]:
    """The tutor's own command."""
    return [sys.executable, "-m", "tutor", *words]
