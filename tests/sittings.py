"""People who do a wheel together, put into the store by the app's own actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.accounts.builders import PEPPER
from tests.builders import AT, family_wheel, give
from wheel_app import checkins
from wheel_app.accounts import begin_together
from wheel_app.checkins import Checkin, Circle, Given, Sitting
from wheel_app.home.turns import Keeping, Turn, take_by_code, take_nothing
from wheel_app.storage import Database, new_id

NAMES = ("Sara", "Tom")
MARKS: Mapping[str, Given | int] = {"home": 30, "money": 40, "mood": 50, "people": 60, "area": 70, "hopes": 80}
KEEPING = Keeping(15, PEPPER)
TOGETHER = Sitting("alone", None, "en", "a-device", "together")


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
