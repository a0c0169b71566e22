"""Save for ever from four threads and tell each save once it is answered."""

import sys
import threading

from wheel_app.storage import connect, new_id

db = connect(sys.argv[1])


def save_for_ever() -> None:
    while True:
        key = new_id()
        with db.transaction():
            db.execute("INSERT INTO thing (thing_id, amount) VALUES (:key, 1)", key=key)
            db.execute("UPDATE thing SET amount = 2 WHERE thing_id = :key", key=key)
        sys.stdout.write(f"{key}\n")
        sys.stdout.flush()


for _ in range(4):
    threading.Thread(target=save_for_ever).start()
