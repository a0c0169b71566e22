"""Three made-up families: who lives in them, who works with them, and what one of them shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wheel_app import clock, consent, people, visits
from wheel_app.accounts import Staff, list_teams_of
from wheel_app.checkins import list_checkins, standing
from wheel_app.clock import PointSet
from wheel_app.people import Facts, Relation
from wheel_app.records.demo.early_years import Household, make_visits
from wheel_app.storage import Database, later
from wheel_app.tasks import Charge, open_look_in
from wheel_app.tools import Library
from wheel_app.web.house import House


@dataclass(frozen=True)
class Cast:
    """Who and what is made up already, by name: staff, persons with a way in (owner ids), services (ids)."""

    staff: Mapping[str, Staff]
    owners: Mapping[str, str]
    services: Mapping[str, str]


def make_families(house: House, library: Library, points: PointSet, cast: Cast) -> None:
    """Make the families. One was visited and shares its last wheel with the team, one waits for its first visit."""
    db, at = house.db, house.now()
    with db.transaction():
        home = _ahmeds(db, cast, at=at)
        make_visits(db, library, points, home)
        _amina_joins(db, home, cast.owners["“Amina” (made up)"], at=at)
        _o_briains(db, cast.staff, cast.owners["“Leo” (15, made up)"], at=at)
        _begums(db, cast, at=at)
        clock.reckon_all(db, points, at=at)


def _ahmeds(db: Database, cast: Cast, *, at: str) -> Household:
    jo = cast.staff["Jo"]
    team = list_teams_of(db, jo.staff_id)[0]
    began = later(at, days=-425)
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
    return Household(members["Idris"], members, jo, cast.services)


def _amina_joins(db: Database, home: Household, amina: str, *, at: str) -> None:
    member_id = home.carers["Amina"].member_id
    people.join(db, member_id, amina, how="handed-over", at=later(at, days=-90))
    visits.give_to_person(db, member_id, amina)
    last = standing(list_checkins(db, amina))[-1]
    to = consent.Recipient("team", list_teams_of(db, home.worker.staff_id)[0].team_id)
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


def _begums(db: Database, cast: Cast, *, at: str) -> None:
    jo = cast.staff["Jo"]
    team = list_teams_of(db, jo.staff_id)[0]
    began = later(at, days=-40)
    family = people.make_family(db, "Begum (made up)", by=jo, at=began, team_id=team.team_id, area="Northside")
    people.choose_coordinator(db, family.family_id, jo.staff_id, chosen_with_family=True, by=jo, at=began)
    # The visit in pregnancy is meant for twelve weeks before: today.
    due_on = later(at, days=84)[:10]
    sana = people.add_member(db, family.family_id, Facts("adult", "Sana", "Begum", born_on="1998"), by=jo, at=began)
    baby = Facts("unborn", "Baby", "Begum", due_on=due_on)
    expected = people.add_member(db, family.family_id, baby, by=jo, at=began)
    pair = Relation(sana.member_id, expected.member_id, "parent", "yes")
    people.relate(db, family.family_id, pair, by=jo, at=began)
    people.join(db, sana.member_id, cast.owners["“Sana” (made up)"], how="handed-over", at=later(at, days=-1))
