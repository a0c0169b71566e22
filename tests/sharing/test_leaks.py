"""Whoever lives with whom, whatever is shared with whom: nobody reads a word that its owner did not show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import households, staffing, visits
from tests.builders import AT, make_finished, make_person
from tests.conftest import undone
from tests.consent.builders import REASON, own_hand
from tests.support.page import PageClient
from wheel_app import consent, people
from wheel_app.accounts import Staff, Team
from wheel_app.checkins import Checkin, Given
from wheel_app.consent import Hand, Recipient, Terms
from wheel_app.storage import Database, later

TOPICS = ("home", "money", "mood")
FAMILY_PAGES = ("/mine", "/who-can-see", "/then-and-now", "/take-home", "/put-away", "/again")


@dataclass(frozen=True)
class Share:
    """Who shares which of their wheels with whom: topics by place, and whether it was ended, is over or is untold."""

    owner: int
    wheel: int
    to: int
    topics: frozenset[str]
    state: str


@dataclass(frozen=True)
class Plan:
    """Homes (who lives in which), shares, who is in which team, who has put everything away, and an emergency."""

    homes: tuple[int, ...]
    shares: tuple[Share, ...]
    teams: tuple[int, ...]
    silent: frozenset[int]
    glass: tuple[int, int] | None


PEOPLE, STAFF, TEAMS, WHEELS = 3, 3, 2, 2
shares = st.builds(
    Share,
    owner=st.integers(0, PEOPLE - 1),
    wheel=st.integers(0, WHEELS - 1),
    to=st.integers(0, STAFF + TEAMS - 1),
    topics=st.sampled_from([frozenset({"*"}), *(frozenset({key}) for key in TOPICS)]),
    state=st.sampled_from(["running", "running", "ended", "over", "safeguarding"]),
)
plans = st.builds(
    Plan,
    homes=st.tuples(*[st.integers(0, 1)] * PEOPLE),
    shares=st.lists(shares, max_size=5).map(tuple),
    teams=st.tuples(*[st.integers(0, TEAMS)] * STAFF),
    silent=st.frozensets(st.integers(0, PEOPLE - 1), max_size=1),
    glass=st.none() | st.tuples(st.integers(0, STAFF - 1), st.integers(0, 1)),
)


class World:
    """A plan put into the store. Each answer carries a word that stands nowhere else."""

    def __init__(self, db: Database, plan: Plan) -> None:
        self.db, self.plan = db, plan
        self.teams = [staffing.make_team(db, f"Team {number}") for number in range(TEAMS)]
        self.staff = [staffing.make_staff(db, *self._teams_of(number)) for number in range(STAFF)]
        self.owners = [make_person(db) for _ in range(PEOPLE)]
        self.wheels = [[self._wheel(owner, number) for number in range(WHEELS)] for owner in range(PEOPLE)]
        self.families = [households.make_family(db, self.teams[0]) for _ in range(2)]
        for owner, home in enumerate(plan.homes):
            member = households.make_member(db, self.families[home], f"Person {owner}")
            households.join(db, member, self.owners[owner])
        for share in plan.shares:
            self._share(share)
        for owner in plan.silent:
            people.note_change(db, self.owners[owner], "not-safe", [], asks_afresh=True, at=later(AT, minutes=1))
        if plan.glass:
            reader, home = plan.glass
            family_id = self.families[home].family_id
            consent.break_glass(db, self.staff[reader].staff_id, "worker", family_id, reason=REASON, at=AT)

    def _teams_of(self, number: int) -> list[Team]:
        return self.teams[self.plan.teams[number] :][:1]

    def _wheel(self, owner: int, number: int) -> Checkin:
        marks: Mapping[str, Given | int] = {
            key: Given("scored", 50, "arc", f"word-{owner}-{number}-{key}.") for key in TOPICS
        }
        return make_finished(self.db, self.owners[owner], marks)

    def recipient(self, number: int) -> Recipient:
        if number < STAFF:
            return Recipient("staff", self.staff[number].staff_id)
        return Recipient("team", self.teams[number - STAFF].team_id)

    def _share(self, share: Share) -> None:
        owner_id, wheel = self.owners[share.owner], self.wheels[share.owner][share.wheel]
        until = later(AT, days=-1)[:10] if share.state == "over" else None
        hand = own_hand(owner_id)
        if share.state == "safeguarding":
            hand = Hand(self.staff[0].staff_id, "worker", "safeguarding", None, REASON)
        terms = Terms(wheel.checkin_id, topics=share.topics, until_on=until)
        given_one = consent.give(self.db, owner_id, self.recipient(share.to), terms, hand, at=AT)
        if share.state == "ended":
            consent.withdraw(self.db, owner_id, given_one.grant_id, hand, at=AT)

    def may_read(self, reader: int) -> set[str]:
        """What the plan lets a reader read, worked out without the app."""
        standing: dict[tuple[int, int, int, bool], Share] = {}
        for share in self.plan.shares:
            place = (share.owner, share.wheel, share.to, share.state == "safeguarding")
            standing[place] = share
        words: set[str] = set()
        for share in standing.values():
            if share.state in ("ended", "over") or share.owner in self.plan.silent:
                continue
            if not (share.to == reader or self._is_in(reader, share.to) or self._by_glass(reader, share)):
                continue
            keys = TOPICS if "*" in share.topics else share.topics
            words |= {f"word-{share.owner}-{share.wheel}-{key}." for key in keys}
        return words

    def _is_in(self, reader: int, to: int) -> bool:
        return to >= STAFF and self.plan.teams[reader] == to - STAFF

    def _by_glass(self, reader: int, share: Share) -> bool:
        if self.plan.glass is None or share.to < STAFF:
            return False
        return self.plan.glass == (reader, self.plan.homes[share.owner])

    def read_by(self, app: Flask, staff: Staff) -> str:
        """All that somebody of the staff gets to see at every address there could be."""
        client = app.test_client()
        checker = PageClient(app, db=self.db)
        checker.client = client
        staffing.sign_in(checker, self.db, staff, at=later(AT, minutes=2))
        seen = [client.get("/shared").get_data(as_text=True)]
        for wheels in self.wheels:
            for wheel in wheels:
                for end in ("", "/then-and-now"):
                    seen.append(client.get(f"/shared/{wheel.checkin_id}{end}").get_data(as_text=True))
        return "".join(seen)

    def seen_at_home(self, app: Flask, owner_id: str) -> str:
        """All that a person gets to see, at the addresses of everybody's wheels too."""
        client = app.test_client()
        checker = PageClient(app, db=self.db)
        checker.client = client
        visits.sign_in(checker, self.db, owner_id, at=later(AT, minutes=2))
        paths = [*FAMILY_PAGES]
        for wheels in self.wheels:
            for wheel in wheels:
                paths += [f"/check-ins/{wheel.checkin_id}{end}" for end in ("", "/share", "/plan")]
        return "".join(client.get(path).get_data(as_text=True) for path in paths)

    @property
    def words(self) -> set[str]:
        return {f"word-{o}-{w}-{key}." for o in range(PEOPLE) for w in range(WHEELS) for key in TOPICS}


# Somebody who was shown one topic by name has opened the record of a household that showed a team all of it.
SEEN_TWICE = Plan(
    homes=(0, 0, 1),
    shares=(
        Share(owner=2, wheel=1, to=2, topics=frozenset({"mood"}), state="running"),
        Share(owner=2, wheel=1, to=4, topics=frozenset({"*"}), state="running"),
    ),
    teams=(0, 0, 0),
    silent=frozenset(),
    glass=(2, 1),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans)
@example(plan=SEEN_TWICE)
def test_a_worker_reads_what_was_shared_with_them_and_not_a_word_more(app: Flask, db: Database, plan: Plan) -> None:
    with undone(db):
        world = World(db, plan)
        for number, staff in enumerate(world.staff):
            text = world.read_by(app, staff)
            assert {word for word in world.words if word in text} == world.may_read(number)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans)
def test_nobody_at_home_reads_a_word_of_anothers_whatever_is_shared(app: Flask, db: Database, plan: Plan) -> None:
    with undone(db):
        world = World(db, plan)
        for number, owner_id in enumerate(world.owners):
            text = world.seen_at_home(app, owner_id)
            assert {word for word in world.words if word in text and not word.startswith(f"word-{number}-")} == set()
            others = [one for place, one in enumerate(world.owners) if place != number]
            assert not any(other in text for other in others)


def test_the_property_bites(app: Flask, db: Database) -> None:
    told = Share(owner=0, wheel=0, to=0, topics=frozenset({"home"}), state="running")
    with undone(db):
        world = World(db, Plan((0, 0, 1), (told,), (2, 2, 2), frozenset(), None))
        assert {word for word in world.words if word in world.read_by(app, world.staff[0])} == {"word-0-0-home."}
        assert world.may_read(1) == set()
