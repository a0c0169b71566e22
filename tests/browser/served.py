"""The real thing on a free port: `python run.py` on a migrated store, as an operator starts it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from wheel_app.storage import Database, connect

ROOT = Path(__file__).resolve().parents[2]
AWAY = "https://weather.example/"
Settings = dict[str, str]


def listening(port: int = 0) -> socket.socket:
    """A socket that callers can queue at before anything serves; port 0 is any free one."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(256)
    return listener


@dataclass
class Server:
    """A running app; `base` is the address that browsers use."""

    base: str
    database_url: str
    env: Settings
    process: subprocess.Popen[str]
    port: int
    said: list[str] = field(default_factory=list)
    reader: threading.Thread | None = None
    codes: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def store(self) -> Iterator[Database]:
        """The store behind the app, to look at what has really been kept."""
        db = connect(self.database_url)
        try:
            yield db
        finally:
            db.close()

    def load_demo(self) -> None:
        """Load the made-up people into the empty store and note each one's code by first name."""
        told = command("-m", "flask", "--app", "wheel_app", "demo", env=self.env)
        self.codes = dict(re.findall(r"“(\w+)” .*code ([\d ]+\d)", told))

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it and hear it out."""
        self.process.send_signal(how)
        self.process.wait(30)
        if self.reader:
            self.reader.join(30)
        if self.process.stderr:
            self.process.stderr.close()

    def kill(self) -> None:
        """End all its processes at once, as a loss of power does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.stop(signal.SIGKILL)

    def errors(self) -> str:
        """All that it logged, where there is an error among it."""
        said = "".join(self.said)
        return said if re.search(r"\bunexpected\b|\[ERROR\]|Traceback", said) else ""

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


def environment(base: str, database_url: str, **further: str) -> Settings:
    """What the app is told, and nothing of what is set around the tests."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "WHEEL_DATABASE_URL": database_url,
        "WHEEL_SECRET_KEY": "only-for-tests-and-long-enough-for-anybody",
        "WHEEL_SEAL_KEY": "also-only-for-tests-and-long-enough-for-anybody",
        "WHEEL_BASE_URL": base,
        "WHEEL_EXIT_URL": AWAY,
        **further,
    }


def start(database_url: str, *, base: str = "", port: int = 0, scheme: str = "http", **further: str) -> Server:
    """Migrate the store and serve; `base` is the address where something else stands in front."""
    with listening(port) as listener:
        base = base or f"{scheme}://127.0.0.1:{listener.getsockname()[1]}"
        env = environment(base, database_url, WHEEL_BIND=f"fd://{listener.fileno()}", **further)
        command("run.py", "migrate", env=env)
        server = Server(base, database_url, env, launch(env, listener), listener.getsockname()[1])
    return _heard(server)


def start_bound(database_url: str, **further: str) -> Server:
    """The same with a socket that the app opens itself; come back when it listens."""
    with listening() as listener:
        port = listener.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    env = environment(base, database_url, **further)
    command("run.py", "migrate", env=env)
    server = _heard(Server(base, database_url, env, launch(env), port))
    while not _answers(port):
        assert server.process.poll() is None, "".join(server.said)
    return server


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


def _heard(server: Server) -> Server:
    server.reader = threading.Thread(target=_keep_reading, args=(server,), daemon=True)
    server.reader.start()
    return server


def command(*words: str, env: Settings) -> str:
    """Run an operator's command; return what it says."""
    done = subprocess.run([sys.executable, *words], env=env, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"
    return done.stdout


def launch(env: Settings, *listeners: socket.socket) -> subprocess.Popen[str]:
    """Start the server in a group of its own, on a socket that is open already where nobody is to wait for it."""
    command, given = [sys.executable, "-u", "run.py"], [listener.fileno() for listener in listeners]
    return subprocess.Popen(
        command, env=env, cwd=ROOT, stderr=subprocess.PIPE, text=True, pass_fds=given, start_new_session=True
    )


def _keep_reading(server: Server) -> None:
    assert server.process.stderr is not None
    server.said.extend(server.process.stderr)


@contextmanager
def served(database_url: str, **how: str) -> Iterator[Server]:
    """A server for as long as the block lasts. It must not have logged an error."""
    server = start(database_url, **how)
    try:
        yield server
    finally:
        server.stop()
    assert not server.errors(), f"the server logged:\n{server.errors()}"
