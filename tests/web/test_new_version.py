"""What an operator's signals do to the served app: fresh processes, a new version, and one that cannot start."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.served import Server, start_bound
from tests.browser.until import until

KEY = "a-key-in-a-file-and-long-enough-for-anybody"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    path.touch(mode=0o600)
    path.write_text(KEY)
    return path


@pytest.fixture
def server(tmp_path: Path, key_file: Path) -> Iterator[Server]:
    started = start_bound(f"sqlite:///{tmp_path}/wheel.db", WHEEL_SECRET_KEY_FILE=str(key_file))
    yield started
    started.kill()


def answers(server: Server) -> bool:
    with urlopen(f"{server.base}/health") as reply:
        return bool(reply.read() == b"ok\n")


def has_said(server: Server, words: str) -> bool:
    return any(words in line for line in server.said)


def test_a_new_version_sends_the_old_one_home(server: Server) -> None:
    assert answers(server)
    server.process.send_signal(signal.SIGUSR2)
    assert server.process.wait(60) == 0
    assert answers(server)


def test_a_new_version_that_cannot_start_leaves_the_old_one(server: Server, key_file: Path) -> None:
    key_file.unlink()
    server.process.send_signal(signal.SIGUSR2)
    until(lambda: has_said(server, "cannot start"), "the word of the new version")
    assert answers(server)
    assert server.process.poll() is None


def test_fresh_processes_say_that_they_are_no_new_version(server: Server) -> None:
    old = set(server.workers())
    server.process.send_signal(signal.SIGHUP)
    until(lambda: old.isdisjoint(server.workers()), "that the old processes are gone")
    assert answers(server)
    until(lambda: has_said(server, "kill -USR2"), "the word about new versions")
