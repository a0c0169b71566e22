"""The web process's side of the worker: start it, ask it, end it."""

import contextlib
import json
import struct
import subprocess
import sys
import threading
from pathlib import Path

WORKER = Path(__file__).with_name("_pdf_worker.py")
# All that the worker knows of the machine: one thread is as fast here, and without a home nobody is looked up.
ENVIRONMENT = {"RAYON_NUM_THREADS": "1", "HOME": "/nonexistent"}


class Child:
    """One running worker. It answers plans one at a time."""

    def __init__(self, sheet: Path, fonts: Path, rest: float) -> None:
        # Isolated, with next to no environment and a session of its own: no secret reaches it, nor does Ctrl-C.
        command = [sys.executable, "-I", str(WORKER), str(sheet), str(fonts), str(rest)]
        self.process = subprocess.Popen(  # noqa: S603 - every part of the command is ours
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            start_new_session=True,
        )
        self.asked = 0

    def ask(self, plan: bytes, limit: float) -> dict[str, str]:
        """Return the answer; raise TimeoutError past the limit (killed), EOFError or OSError if it ends itself."""
        self.asked += 1
        late = threading.Event()
        watch = threading.Timer(limit, self._stop, [late])
        watch.start()
        try:
            return self._exchange(plan)
        except (EOFError, OSError) as ended:
            if late.is_set():
                raise TimeoutError from ended
            raise
        finally:
            watch.cancel()

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self.process.kill()

    def _exchange(self, plan: bytes) -> dict[str, str]:
        if self.process.stdin is None:
            raise EOFError
        self.process.stdin.write(struct.pack(">L", len(plan)) + plan)
        self.process.stdin.flush()
        (length,) = struct.unpack(">L", self._read(4))
        reply: dict[str, str] = json.loads(self._read(length))
        return reply

    def _read(self, length: int) -> bytes:
        got = self.process.stdout.read(length) if self.process.stdout else b""
        if len(got) < length:
            raise EOFError
        return got

    def end(self) -> None:
        """Kill it and leave nothing of it behind."""
        self.process.kill()
        self._let_go()
        self.process.wait()

    def leave_to_parent(self) -> None:
        """After a fork it is the parent's child: let go of it, and do not touch it."""
        self.process.returncode = 0
        self._let_go()

    def _let_go(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
