"""What was answered as saved is there after every process of the app, or of the database, was killed in the middle."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import ENGINES
from tests.long.conftest import Running, Say, crowd, kept_by, taken
from tests.long.kept import counted_twice, lost, never_sent, unlike
from tests.long.postgres import Postgres
from tests.long.writers import Writer, finish_what_was_under_way, write_all

pytestmark = pytest.mark.long
ROUNDS, PER_ROUND, WRITERS = 6, 400, 16
MOST_REFUSED = 20_000
NEEDS_POSTGRES = pytest.mark.skipif("postgresql" not in ENGINES, reason="WHEEL_TEST_ENGINES names SQLite only")
Run = Callable[..., Running]


def write_until_killed(running: Running, writers: list[Writer], saves: int) -> None:
    """Save until so many more are answered, and kill all at once; what is answered until then counts too."""
    enough, is_killed = taken(writers) + saves, False

    def is_time() -> bool:
        nonlocal is_killed
        if not is_killed and taken(writers) >= enough:
            is_killed = True
            running.server.kill()
        return False

    write_all(writers, is_time, again=False)
    assert is_killed, "all stopped by themselves"


def test_no_answered_save_is_lost_when_the_whole_app_is_killed(run: Run, measured: Say) -> None:
    running = run()
    writers = crowd(running, WRITERS)
    before, under_way = kept_by(running), 0
    for _ in range(ROUNDS):
        write_until_killed(running, writers, PER_ROUND)
        under_way += sum(writer.pending is not None for writer in writers)
        kept = kept_by(running)
        assert (lost(kept, writers), counted_twice(kept)) == ([], [])
        running.begin_again()
        finish_what_was_under_way(writers)
        kept = kept_by(running)
        assert (lost(kept, writers), counted_twice(kept), unlike(kept, writers)) == ([], [], [])
        assert never_sent(kept, before, writers) == []
    assert [refused for writer in writers for refused in writer.refused] == []
    assert taken(writers) >= 2000
    measured(f"{taken(writers)} answered in {ROUNDS} rounds, 0 lost, 0 twice; {under_way} sent again")


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=NEEDS_POSTGRES)], indirect=True)
def test_no_answered_save_is_lost_when_the_database_is_killed_under_the_app(
    run: Run, postgres: Postgres, measured: Say
) -> None:
    running = run()
    writers = crowd(running, WRITERS)
    before = kept_by(running)
    for _ in range(3):
        write_while_the_database_is_killed(postgres, writers)
        finish_what_was_under_way(writers)
        kept = kept_by(running)
        assert (lost(kept, writers), counted_twice(kept), unlike(kept, writers)) == ([], [], [])
        assert never_sent(kept, before, writers) == []
    refused = [refused[:3] for writer in writers for refused in writer.refused]
    assert set(refused) <= {"503"}, "it is told as trouble that passes"
    assert sum(writer.unanswered + writer.turned_away for writer in writers) == 0
    measured(f"{taken(writers)} answered, 3 times killed, 0 lost, 0 twice; {len(refused)} asked to try again")


def write_while_the_database_is_killed(postgres: Postgres, writers: list[Writer]) -> None:
    """Save, kill the database, start it again, and save on."""
    begun, is_back = taken(writers), False

    def is_over() -> bool:
        nonlocal is_back
        if not is_back and taken(writers) >= begun + PER_ROUND:
            postgres.kill()
            postgres.begin_again()
            is_back = True
        assert sum(len(writer.refused) for writer in writers) < MOST_REFUSED, "it does not come back"
        return taken(writers) >= begun + 2 * PER_ROUND

    write_all(writers, is_over)
