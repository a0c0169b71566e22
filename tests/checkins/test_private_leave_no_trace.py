"""Every family page, paper and export is the same to the byte whatever was answered in private, and whether or not."""

from __future__ import annotations

from tests import visits
from tests.builders import make_finished, make_person, make_plan
from tests.checkins.in_private import without_tokens
from tests.conftest import Clock
from tests.support.page import PageClient
from tests.support.walk import every_page
from wheel_app import EXPORTERS
from wheel_app.plan import Goal
from wheel_app.storage import Database, new_id

Answered = tuple[str, int | None, str | None, str | None]
CANARY = "zephyr-canary"
TOPICS = ("together", "habits")
PUT = (
    "INSERT INTO private_answer (checkin_id, topic_key, save_id, digest, kind, score, how, note, recorded_at)"
    " VALUES (:checkin_id, :topic_key, :save_id, 'digest', :kind, :score, :how, :note, :at)"
)
ANSWERS: tuple[Answered, ...] = (
    ("scored", 1, "band", CANARY),
    ("scored", 100, "arc", None),
    ("rather-not-say", None, None, CANARY),
)
# These were sent by a form, or end the visit.
ONCE = {"gone", "away"}


def put_answers(db: Database, answer: Answered, *, at: str, topics: tuple[str, ...] = TOPICS) -> None:
    """Leave private answers on every check-in that there is, open or finished, in place of those before."""
    kind, score, how, note = answer
    with db.transaction():
        db.execute("DELETE FROM private_answer")
        for row in db.rows("SELECT checkin_id FROM checkin"):
            said = {"kind": kind, "score": score, "how": how, "note": note}
            for key in topics:
                db.execute(PUT, checkin_id=row["checkin_id"], topic_key=key, save_id=new_id(), at=at, **said)


class Looking:
    """Looks at an address as the browser of a walk would, without the walk taking notice."""

    def __init__(self, client: PageClient, db: Database) -> None:
        self.client, self.db = client, db

    def seen(self, addresses: list[str]) -> list[tuple[object, ...]]:
        return [self._one(address) for address in addresses]

    def _one(self, address: str) -> tuple[object, ...]:
        said: list[str] = []
        self.db.observe(said.append)
        reply = self.client.client.get(address, base_url=self.client.base_url)
        self.db.observe(None)
        assert [statement for statement in said if "private_answer" in statement] == []
        headers = sorted((name, value) for name, value in reply.headers if name not in ("Set-Cookie", "Date"))
        return reply.status_code, headers, without_tokens(reply.data), len(said)

    def exported(self) -> str:
        owners = [row["owner_id"] for row in self.db.rows("SELECT owner_id FROM person ORDER BY owner_id")]
        return repr([export(self.db, owner) for owner in owners for export in EXPORTERS])


def test_no_page_paper_or_export_tells(client: PageClient, db: Database, clock: Clock) -> None:
    looking, walked = Looking(client, db), []
    for name, page in every_page(client, "en", lambda: clock.forward(days=90)):
        walked.append(name)
        if name in ONCE:
            continue
        addresses = [page.path]
        with db.transaction():
            db.execute("DELETE FROM private_answer")
        before = looking.seen(addresses), looking.exported()
        for answer in ANSWERS:
            put_answers(db, answer, at=clock.at)
            assert (looking.seen(addresses), looking.exported()) == before, name
        assert CANARY not in page.html
    assert {"so-far", "private-topic", "show", "plan", "mine", "then-and-now", "slip", "put-away"} <= set(walked)


def test_the_paper_does_not_tell(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db, at=clock.at)
    done = make_finished(db, owner_id, {"home": 40, "money": 60}, at=clock.at)
    make_plan(db, done, Goal("home", "repair", None, "", ""), at=clock.at)
    visits.sign_in(client, db, owner_id, at=clock.at)
    with db.transaction():
        db.execute("UPDATE sign_in SET is_own_device = 1")
    looking, paper = Looking(client, db), [f"/check-ins/{done.checkin_id}/plan.pdf"]
    before = looking.seen(paper)
    assert before[0][0] == 200
    for answer in ANSWERS:
        put_answers(db, answer, at=clock.at)
        assert looking.seen(paper) == before


def test_a_page_that_tells_bites(client: PageClient, db: Database, clock: Clock) -> None:
    page = visits.first_touch(client)
    looking = Looking(client, db)
    before = looking.seen([page.path])
    with db.transaction():
        db.execute("UPDATE checkin SET own_topic = 'zephyr'")
        db.execute("UPDATE checkin SET topic_order = topic_order || ',own'")
    assert looking.seen([page.path]) != before
