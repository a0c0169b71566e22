"""Two made-up families: who lives in them, who works with them, and what one of them shares."""

from __future__ import annotations

from collections.abc import Mapping

from wheel_app import consent, people
from wheel_app.accounts import Staff, list_teams_of
from wheel_app.checkins import list_checkins, standing
from wheel_app.people import Facts, Relation
from wheel_app.storage import Database, later
from wheel_app.tasks import Charge, open_look_in
from wheel_app.web.house import House


def make_families(house: House, staff: Mapping[str, Staff], owners: Mapping[str, str]) -> None:
    """Make both families; one shares its last wheel with the team, about the other nothing is shared."""
    db, at = house.db, house.now()
    with db.transaction():
        _ahmeds(db, staff, owners["“Amina” (made up)"], at=at)
        _o_briains(db, staff, owners["“Leo” (15, made up)"], at=at)


def _ahmeds(db: Database, staff: Mapping[str, Staff], amina: str, *, at: str) -> None:
    jo = staff["Jo"]
    team = list_teams_of(db, jo.staff_id)[0]
    began = later(at, days=-270)
    family = people.make_family(db, "Ahmed (made up)", by=jo, at=began, team_id=team.team_id, area="Northside")
    people.choose_coordinator(db, family.family_id, jo.staff_id, chosen_with_family=True, by=jo, at=began)
    born = {name: later(at, days=-days)[:10] for name, days in (("Zara", 1200), ("Idris", 430))}
    facts = {
        "Amina": Facts("adult", "Amina", "Ahmed", born_on="1994", languages="Urdu, English", interpreter="none",
                       safe_way="Text, no voice message", safe_time="School hours"),
        "Yusuf": Facts("adult", "Yusuf", "Ahmed", born_on="1991", languages="Urdu", interpreter="professional",
                       interpreter_language="Urdu"),
        "Zara": Facts("child", "Zara", "Ahmed", born_on=born["Zara"]),
        "Idris": Facts("child", "Idris", "Ahmed", born_on=born["Idris"]),
    }  # fmt: skip
    members = {name: people.add_member(db, family.family_id, one, by=jo, at=began) for name, one in facts.items()}
    for parent in ("Amina", "Yusuf"):
        for child in ("Zara", "Idris"):
            pair = Relation(members[parent].member_id, members[child].member_id, "parent", "yes")
            people.relate(db, family.family_id, pair, by=jo, at=began)
    couple = Relation(members["Amina"].member_id, members["Yusuf"].member_id, "partner", "not-known")
    people.relate(db, family.family_id, couple, by=jo, at=began)
    people.join(db, members["Amina"].member_id, amina, how="handed-over", at=later(at, days=-90))
    last = standing(list_checkins(db, amina))[-1]
    to = consent.Recipient("team", team.team_id)
    terms = consent.Terms(checkin_id=last.checkin_id)
    consent.give(db, amina, to, terms, consent.Hand(amina, "family"), at=later(at, days=-2))


def _o_briains(db: Database, staff: Mapping[str, Staff], leo: str, *, at: str) -> None:
    sam = staff["Sam"]
    team = next(one for one in list_teams_of(db, sam.staff_id) if not one.is_hub)
    began = later(at, days=-120)
    family = people.make_family(db, "Ó Briain (made up)", by=sam, at=began, team_id=team.team_id, area="Northside")
    people.choose_coordinator(db, family.family_id, sam.staff_id, chosen_with_family=True, by=sam, at=began)
    twins = later(at, days=-2300)[:10]
    facts = {
        "Maeve": Facts("adult", "Maeve", "Ó Briain", born_on="1985", interpreter="none", access_needs="Large print"),
        "Leo": Facts("young", "Leo", "Ó Briain", born_on=later(at, days=-5600)[:10]),
        "Niamh": Facts("child", "Niamh", "Ó Briain", born_on=twins),
        "Aoife": Facts("child", "Aoife", "Ó Briain", born_on=twins),
    }
    members = {name: people.add_member(db, family.family_id, one, by=sam, at=began) for name, one in facts.items()}
    for child in ("Leo", "Niamh", "Aoife"):
        pair = Relation(members["Maeve"].member_id, members[child].member_id, "parent", "yes")
        people.relate(db, family.family_id, pair, by=sam, at=began)
    people.join(db, members["Leo"].member_id, leo, how="invitation", at=later(at, days=-6))
    due = later(at, days=21)[:10]
    open_look_in(db, Charge(sam.staff_id, team.team_id, family.family_id), due_on=due, at=at)
