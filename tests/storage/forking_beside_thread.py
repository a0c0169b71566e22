"""A process that forks while another of its threads has the database open."""

import os
import sys
import threading
import warnings

from wheel_app.storage import StorageError, connect

# Newer Pythons warn of it too.
warnings.simplefilter("ignore", DeprecationWarning)
db = connect(sys.argv[1])
is_open, may_end = threading.Event(), threading.Event()


def hold_open() -> None:
    db.value("SELECT 1")
    is_open.set()
    may_end.wait()


thread = threading.Thread(target=hold_open)
thread.start()
is_open.wait()
if not os.fork():
    try:
        db.value("SELECT 1")
    except StorageError:
        sys.stdout.write("refused\n")
        sys.stdout.flush()
    os._exit(0)
os.wait()
may_end.set()
thread.join()
db.close()
