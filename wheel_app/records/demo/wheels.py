"""Four made-up people with their wheels over nine months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wheel_app.accounts import keep
from wheel_app.checkins import Given, Pick, Place, Sitting, begin, create_person, finish, save_answer
from wheel_app.people import set_keep_until
from wheel_app.plan import Goal, Plan, choose_topics, write_plan
from wheel_app.storage import later, new_id
from wheel_app.tools import FAMILY_WHEEL, YOUNG_WHEEL, Library, Tool
from wheel_app.web.house import House

PICTURES = ("sun", "boat", "tree", "cup")
SHARED = ("home", "money", "work", "health", "mood", "growing", "learning", "days", "parent", "people", "area", "hopes")


@dataclass(frozen=True)
class Made:
    """A made-up person: what their wheels are about and the marks at each time, `days_ago` days back."""

    name: str
    about: str
    times: Mapping[int, Mapping[str, int]]
    goals: tuple[str, ...]
    tool_id: str = FAMILY_WHEEL


def _marks(*marks: int) -> dict[str, int]:
    return {key: mark for key, mark in zip(SHARED, marks, strict=False) if mark}


PEOPLE = (
    Made(
        "“Amina” (made up)",
        "little",
        {
            272: _marks(40, 30, 45, 70, 52, 70, 58, 35, 44, 30, 49, 60),
            181: _marks(48, 34, 45, 66, 47, 72, 61, 41, 50, 33, 50, 66),
            92: _marks(55, 33, 47, 71, 38, 75, 64, 47, 55, 36, 49, 70),
            3: _marks(62, 38, 45, 70, 41, 77, 66, 52, 58, 34, 49, 73),
        },
        ("money", "days"),
    ),
    Made(
        "“Tom” (made up)",
        "me",
        {
            95: {"mood": 30, "work": 22, "people": 41, "hopes": 68},
            4: {"mood": 44, "work": 35, "people": 52, "hopes": 70, "home": 61, "area": 58},
        },
        ("work",),
    ),
    Made(
        "“Sana” (made up)",
        "expecting",
        {
            120: {"home": 30, "health": 64, "parent": 55, "people": 72, "money": 41, "mood": 50},
            60: {"home": 34, "health": 70, "parent": 61, "people": 75, "money": 38, "mood": 57},
            1: {"home": 51, "health": 72, "parent": 66, "people": 70, "money": 44, "mood": 63},
        },
        ("home",),
    ),
    Made(
        "“Leo” (15, made up)",
        "young",
        {
            97: {"school": 34, "caring": 40, "feelings": 45, "friends": 74},
            6: {"school": 46, "caring": 38, "feelings": 55, "friends": 78, "my-home": 61, "body": 50, "future": 66},
        },
        ("caring", "school"),
        YOUNG_WHEEL,
    ),
)


def make_people(house: House, library: Library) -> dict[str, tuple[str, str]]:
    """Make the made-up people; return the owner and the code of each, by name."""
    return {made.name: _make(house, library.current(made.tool_id), made) for made in PEOPLE}


def _make(house: House, tool: Tool, made: Made) -> tuple[str, str]:
    at = house.now()
    owner_id = create_person(house.db, at=at, purge_hours=24)
    for days_ago, marks in made.times.items():
        _fill(house, tool, owner_id, made, marks, at=later(at, days=-days_ago))
    until = later(at, days=house.settings.keep_months * 365 // 12)
    pepper = house.settings.seal_key.encode()

    def also() -> None:
        set_keep_until(house.db, owner_id, until)

    return owner_id, keep(house.db, owner_id, PICTURES, device_id=None, at=at, pepper=pepper, also=also)


def _fill(house: House, tool: Tool, owner_id: str, made: Made, marks: Mapping[str, int], *, at: str) -> None:
    picks = [Pick(key, "mind") for key in list(marks)[:3]] + [Pick(max(marks, key=lambda key: marks[key]), "right")]
    draft = begin(house.db, tool, owner_id, made.about, Sitting("alone", None, "en", "demo"), at=at, picks=picks)
    for key, mark in marks.items():
        where = Place(draft.checkin_id, key, tool)
        save_answer(house.db, owner_id, where, Given("scored", mark, "arc"), save_id=new_id(), seen_seq=0, at=at)
    finish(house.db, owner_id, draft.checkin_id, at=at)
    plan = choose_topics(house.db, owner_id, draft.checkin_id, list(made.goals), at=at)
    goals = tuple(Goal(key, tool.topic(key).steps[0].key) for key in made.goals)
    write_plan(house.db, owner_id, Plan(plan.checkin_id, plan.made_at, None, plan.seq, goals))
