"""A second process that reads and then writes, fifty times."""

import sys

from wheel_app.storage import connect

db = connect(sys.argv[1])
db.value("SELECT 1")
sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
for _ in range(50):
    with db.transaction():
        amount = db.value("SELECT amount FROM thing WHERE thing_id = 'lamp'")
        db.execute("UPDATE thing SET amount = :n WHERE thing_id = 'lamp'", n=amount + 1)
db.close()
sys.stdout.write("done\n")
