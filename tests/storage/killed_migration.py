"""Kill a migration at each of its statements in turn, without a chance to tidy up, and go on after each kill."""

import os
import sys
import warnings
from itertools import count
from pathlib import Path

from wheel_app.storage import check_schema, connect, create, migrate
from wheel_app.storage.migrate import applied, read_folder

address, folder = sys.argv[1], Path(sys.argv[2])
NAMES = [migration.name for migration in read_folder(folder)]
# PostgreSQL's pool has threads of its own, of which newer Pythons warn at a fork.
warnings.simplefilter("ignore", DeprecationWarning)


def migrate_and_die(at: int) -> None:
    db = connect(address)
    left = iter(range(at - 1))

    def die(statement: str) -> None:
        if next(left, None) is None:
            os._exit(9)

    db.observe(die)
    migrate(db, folder=folder)
    db.close()
    os._exit(0)


def is_killed(at: int) -> bool:
    child = os.fork()
    if not child:
        migrate_and_die(at)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def go_on_and_clear() -> None:
    db = connect(address)
    done = sorted(applied(db))
    if done != NAMES[: len(done)]:
        raise SystemExit(f"A half of something was kept: {done}")
    migrate(db, folder=folder)
    check_schema(db, folder=folder)
    if db.value("SELECT n FROM a") != 20 or db.value("SELECT count(*) FROM b") != 1:
        raise SystemExit("Something was done twice or not at all.")
    if db.engine == "sqlite" and db.rows("PRAGMA foreign_key_check"):
        raise SystemExit("A row hangs in the air.")
    with db.transaction():
        for table in ("b", "a", "migration"):
            db.execute(f"DROP TABLE IF EXISTS {table}")
    db.close()


create(address).close()
for at in count(1):
    if not is_killed(at):
        break
    go_on_and_clear()
sys.stdout.write(str(at - 1))
