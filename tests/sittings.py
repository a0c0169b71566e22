"""People who do a wheel together: on the pages, and put into the store by the app's own actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests import visits
from tests.accounts.builders import FOUR, PEPPER
from tests.builders import AT, family_wheel, give
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import checkins
from wheel_app.accounts import begin_together
from wheel_app.checkins import Checkin, Circle, Given, Sitting
from wheel_app.home.turns import Keeping, Turn, take_by_code, take_nothing
from wheel_app.storage import Database, new_id

NAMES = ("Sara", "Tom")
FORM = "main form"
MARKS: Mapping[str, Given | int] = {"home": 30, "money": 40, "mood": 50, "people": 60, "area": 70, "hopes": 80}
KEEPING = Keeping(15, PEPPER)
TOGETHER = Sitting("alone", None, "en", "a-device", voice="together")


def make_sitting(
    db: Database, names: Sequence[str] = NAMES, marks: Mapping[str, Given | int] = MARKS, *, at: str = AT
) -> Checkin:
    """A wheel that these people finished together; nobody has taken it home. Its owner is their circle."""
    circle = checkins.begin_circle(db, names, at=at, purge_hours=24)
    begin_together(db, circle_id=circle.circle_id, device_token="d" * 32, present="alone", at=at)
    draft = checkins.begin(db, family_wheel(), circle.circle_id, "little", TOGETHER, at=at)
    for topic_key, given in marks.items():
        give(db, draft, topic_key, given, at=at)
    checkins.finish(db, circle.circle_id, draft.checkin_id, at=at)
    return draft


def take_home(db: Database, done: Checkin, *makers: str | None, at: str = AT) -> str:
    """Let each take their turn, None taking nothing; return the id of the circle that owns the wheel then."""
    for place, maker_id in enumerate(makers, 1):
        turn = Turn(done.owner_id, place, new_id())
        if maker_id is None:
            take_nothing(db, turn, keeps_name=True, at=at)
        else:
            take_by_code(db, turn, maker_id, KEEPING, at=at)
    return owner_of(db, done)


def owner_of(db: Database, done: Checkin) -> str:
    """Whose a check-in is now; empty when it is gone."""
    return db.value("SELECT owner_id FROM checkin WHERE checkin_id = :id", id=done.checkin_id) or ""


def make_together(db: Database, *makers: str | None, names: Sequence[str] = (), at: str = AT) -> Checkin:
    """A wheel that these people did together and took home, None taking nothing."""
    done = make_sitting(db, names or tuple("ABCD"[: len(makers)]), at=at)
    take_home(db, done, *makers, at=at)
    return done


def circle_of(db: Database, done: Checkin) -> Circle:
    """The circle that owns a check-in now."""
    circle = checkins.find_circle(db, owner_of(db, done))
    assert circle is not None
    return circle


def sit_down(client: PageClient, names: Sequence[str] = NAMES, **given: str | list[str]) -> Page:
    """From the page of names to the topics to tap."""
    client.get("/together")
    called = {f"name_{place}": name for place, name in enumerate(names, 1)}
    return client.submit({**called, "about": "little", "present": "alone", **given}, form=FORM)


def do_together(client: PageClient, names: Sequence[str] = NAMES, topics: int = 6) -> Page:
    """From the page of names to the finished wheel of so many topics."""
    sit_down(client, names)
    visits.tap_topics(client)
    for place in range(topics):
        if client.page is not None and client.page.path.endswith("/so-far"):
            client.follow("Carry on")
        visits.answer(client, "next" if place + 1 < topics else "so-far", band="4")
    return visits.stop(client)


def take_turn(
    client: PageClient, place: int, pictures: Sequence[str] = FOUR, code: str = "", *, status: int = 200
) -> Page:
    """One maker's turn as the script sends it: with a code, or without."""
    client.get(f"/together/turns/{place}")
    values = {"code": code, "picked": ",".join(pictures)}
    return client.submit(values, form=visits.PICTURES, button="Take it home", status=status, statements=20)


def take_nothing_home(client: PageClient, place: int, *, unnamed: bool = False) -> Page:
    client.get(f"/together/turns/{place}")
    values = {"unnamed": "1"} if unnamed else {}
    return client.submit(values, form="#take-nothing", button="take=nothing", statements=20)
