"""A server that has the database open when it forks its workers, and goes on with it itself."""

import os
import sys
import warnings

from wheel_app.storage import Database, connect

# PostgreSQL's pool has threads of its own, of which newer Pythons warn at a fork.
warnings.simplefilter("ignore", DeprecationWarning)


def add_one(db: Database) -> None:
    with db.transaction():
        amount = db.value("SELECT amount FROM thing WHERE thing_id = 'lamp'")
        db.execute("UPDATE thing SET amount = :n WHERE thing_id = 'lamp'", n=amount + 1)


def fork_worker(db: Database) -> int:
    worker = os.fork()
    if not worker:
        for _ in range(20):
            add_one(db)
        # As gunicorn's workers end: all that is left is torn down.
        sys.exit(0)
    return worker


def fork_stranger() -> None:
    """As a library does that starts a process of its own, which has nothing to do with the database."""
    stranger = os.fork()
    if not stranger:
        os._exit(0)
    os.waitpid(stranger, 0)


def main() -> None:
    db = connect(sys.argv[1])
    add_one(db)
    workers = [fork_worker(db) for _ in range(3)]
    ends = [os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) for worker in workers]
    with db.transaction():
        fork_stranger()
        add_one(db)
    db.close()
    sys.stdout.write(f"workers ended with {ends}\n")


main()
