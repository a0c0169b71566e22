"""The worker that draws the PDF: warm, alone, and replaced when it hangs, ends or has done enough."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.plan.samples import ENGLISH, URDU, make_plan
from tests.plan.test_pdf import told_by
from wheel_app.plan.pdf import PROJECT, PdfFailed, PdfMaker

Making = Callable[..., PdfMaker]


@pytest.fixture
def making() -> Iterator[Making]:
    made: list[PdfMaker] = []

    def make(**settings: float) -> PdfMaker:
        made.append(PdfMaker(**settings))
        return made[-1]

    yield make
    for maker in made:
        maker.close()


def warm(maker: PdfMaker) -> int:
    maker.make(make_plan())
    assert maker.worker_id is not None
    return maker.worker_id


def test_no_worker_runs_before_the_first_plan_and_one_afterwards(making: Making) -> None:
    maker = making()
    assert maker.worker_id is None
    assert warm(maker) == warm(maker)


def test_a_worker_that_hangs_is_killed_and_the_next_plan_gets_another(making: Making) -> None:
    maker = making()
    stuck = warm(maker)
    maker._limit = 0.1  # only now: the first plan also starts the worker
    os.kill(stuck, signal.SIGSTOP)
    with pytest.raises(PdfFailed) as failed:
        maker.make(make_plan())
    assert failed.value.why == "slow"
    assert maker.worker_id is None
    with pytest.raises(ProcessLookupError):
        os.kill(stuck, 0)
    maker._limit = 10
    assert warm(maker) != stuck


def test_a_worker_killed_from_outside_is_replaced_unseen(making: Making) -> None:
    maker = making()
    killed = warm(maker)
    os.kill(killed, signal.SIGKILL)
    assert warm(maker) != killed


def test_a_worker_that_cannot_start_is_told(making: Making, tmp_path: Path) -> None:
    maker = making(sheet=tmp_path / "none.typ")
    with pytest.raises(PdfFailed) as failed:
        maker.make(make_plan())
    assert failed.value.why in {"broken", "refused"}


def test_a_worker_is_replaced_after_its_share(making: Making) -> None:
    maker = making(documents=2)
    ids = [warm(maker) for _ in range(4)]
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_a_worker_that_nobody_asks_goes_to_rest(making: Making) -> None:
    maker = making(rest=0.01)
    first = warm(maker)
    assert maker._child is not None
    assert maker._child.process.wait() == 0
    assert warm(maker) != first


def test_two_threads_each_get_their_own_plan(making: Making) -> None:
    maker = making()
    plans = [make_plan((ENGLISH, URDU)[i % 2], made_on_text=f"turn{i}") for i in range(12)]
    with ThreadPoolExecutor(2) as threads:
        pdfs = list(threads.map(maker.make, plans))
    assert all(f"turn{i}" in told_by("pdftotext", pdf) for i, pdf in enumerate(pdfs))


def test_a_plan_waits_its_turn_only_so_long(making: Making) -> None:
    maker = making(limit=0.01)
    with maker._lock, pytest.raises(PdfFailed) as failed:
        maker.make(make_plan())
    assert failed.value.why == "busy"


def test_the_worker_knows_no_secret_and_opens_no_connection(making: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHEEL_SECRET_KEY", "do not tell")
    process = Path("/proc", str(warm(making())))
    assert b"do not tell" not in (process / "environ").read_bytes()
    assert not [link for link in (process / "fd").iterdir() if str(link.readlink()).startswith("socket:")]


FORK = """
import os, sys
from tests.plan.samples import make_plan
from wheel_app.plan import pdf
before = pdf.plan_pdf(make_plan())
parent_worker = pdf._maker.worker_id
child = os.fork()
if child == 0:
    same = pdf.plan_pdf(make_plan()) == before and pdf._maker.worker_id != parent_worker
    sys.exit(0 if same else 1)
ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
same = pdf.plan_pdf(make_plan()) == before and pdf._maker.worker_id == parent_worker
print("child", ended, "parent", same)
"""


def test_a_forked_process_gets_a_worker_of_its_own() -> None:
    said = subprocess.run([sys.executable, "-c", FORK], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert (said.stdout, said.stderr) == ("child 0 parent True\n", "")
