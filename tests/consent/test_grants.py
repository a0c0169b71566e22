"""Giving and withdrawing: what may be seen, and what was written down."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import AT, make_finished, make_person, statements
from tests.consent.builders import DAY, OTHER_TEAM, REASON, TEAM, made, own_hand
from wheel_app import audit, consent
from wheel_app.checkins import Checkin
from wheel_app.consent import Hand, Made, Recipient, Sight, Terms, TooShort
from wheel_app.storage import Database, later, new_id

NEXT_DAY = later(AT, days=1)
MONEY = frozenset({"money"})


@pytest.fixture
def wheel(db: Database) -> Checkin:
    return make_finished(db, make_person(db), {"home": 20, "money": 60})


def made_of(checkin: Checkin) -> Made:
    return made(checkin.checkin_id, checkin.filled_on)


def seen(db: Database, checkin: Checkin, staff_id: str = "", *team_ids: str, at: str = AT, **other: bool) -> Sight:
    return consent.what_may_be_seen(db, staff_id, team_ids, checkin.owner_id, made_of(checkin), at=at, **other)


def actions(db: Database, owner_id: str) -> list[str]:
    return [row.action for row in audit.list_rows(db, audit.chain_of_owner(owner_id), most=20)]


def share(db: Database, wheel: Checkin, to: Recipient = TEAM, at: str = AT, **terms: object) -> consent.Grant:
    about = {} if "made_until" in terms else {"checkin_id": wheel.checkin_id}
    given = Terms(**{**about, **terms})  # type: ignore[arg-type]
    return consent.give(db, wheel.owner_id, to, given, own_hand(wheel.owner_id), at=at)


def test_nothing_is_seen_before_a_yes(db: Database, wheel: Checkin) -> None:
    assert not seen(db, wheel, "staff-jo", TEAM.id)
    assert consent.seen_checkins(db, "staff-jo", [TEAM.id], at=AT) == ()


def test_a_team_sees_what_it_was_given_and_nobody_else(db: Database, wheel: Checkin) -> None:
    given = share(db, wheel)
    assert seen(db, wheel, "staff-jo", "x", TEAM.id).shows("home")
    assert not seen(db, wheel, "staff-jo", OTHER_TEAM.id)
    assert not seen(db, wheel, TEAM.id)
    assert consent.seen_checkins(db, "staff-jo", ["x", TEAM.id], at=AT) == (given,)


def test_a_person_by_name_sees_what_they_were_given(db: Database, wheel: Checkin) -> None:
    jo = Recipient("staff", "staff-jo")
    share(db, wheel, jo, topics=MONEY)
    assert seen(db, wheel, "staff-jo").topics == MONEY
    assert not seen(db, wheel, "staff-al", "staff-jo")


def test_other_wheels_of_the_same_person_stay_theirs(db: Database, wheel: Checkin) -> None:
    other = make_finished(db, wheel.owner_id, {"home": 10})
    share(db, wheel)
    assert not seen(db, other, "", TEAM.id)


def test_somebody_in_many_teams_sees_what_each_was_given(db: Database, wheel: Checkin) -> None:
    teams = [f"team-{number}" for number in range(40)]
    for team in teams[::13]:
        share(db, wheel, Recipient("team", team))
    given = consent.seen_checkins(db, "staff-jo", teams, at=AT)
    assert sorted(one.to.id for one in given) == sorted(teams[::13])


def test_the_newest_is_listed_first_and_what_is_over_not_at_all(db: Database, wheel: Checkin) -> None:
    other = make_finished(db, wheel.owner_id, {"home": 10})
    first = share(db, wheel)
    second = share(db, other, at=later(AT, minutes=1))
    share(db, make_finished(db, make_person(db), {"home": 1}), until_on=later(AT, days=-1)[:10])
    assert consent.seen_checkins(db, "", [TEAM.id], at=later(AT, minutes=2)) == (second, first)


def test_a_list_of_what_is_shared_is_one_statement(db: Database, wheel: Checkin) -> None:
    share(db, wheel)
    with statements(db) as asked:
        consent.seen_checkins(db, "", [TEAM.id], at=AT)
        seen(db, wheel, "", TEAM.id)
    assert len(asked) == 2


def test_withdrawn_it_is_gone_at_once(db: Database, wheel: Checkin) -> None:
    given = share(db, wheel)
    assert consent.withdraw(db, wheel.owner_id, given.grant_id, own_hand(wheel.owner_id), at=AT)
    assert not seen(db, wheel, "", TEAM.id)
    assert consent.seen_checkins(db, "", [TEAM.id], at=AT) == ()
    assert consent.grants_of(db, wheel.owner_id) == ()
    assert actions(db, wheel.owner_id) == ["withdrew", "shared"]


def test_withdrawn_twice_it_is_written_down_once(db: Database, wheel: Checkin) -> None:
    given = share(db, wheel)
    for _ in range(2):
        assert consent.withdraw(db, wheel.owner_id, given.grant_id, own_hand(wheel.owner_id), at=AT)
    assert actions(db, wheel.owner_id) == ["withdrew", "shared"]


def test_nobody_ends_what_is_anothers(db: Database, wheel: Checkin) -> None:
    given, stranger = share(db, wheel), make_person(db)
    assert not consent.withdraw(db, stranger, given.grant_id, own_hand(stranger), at=AT)
    assert not consent.withdraw(db, wheel.owner_id, new_id(), own_hand(wheel.owner_id), at=AT)
    assert seen(db, wheel, "", TEAM.id)


def test_ending_one_ends_what_else_would_show_the_same_wheel(db: Database, wheel: Checkin) -> None:
    share(db, wheel, made_until=DAY)
    narrow = share(db, wheel, topics=MONEY, at=later(AT, minutes=1))
    assert seen(db, wheel, "", TEAM.id, at=NEXT_DAY).topics == MONEY
    consent.withdraw(db, wheel.owner_id, narrow.grant_id, own_hand(wheel.owner_id), at=NEXT_DAY)
    assert not seen(db, wheel, "", TEAM.id, at=NEXT_DAY)


def test_a_yes_given_anew_takes_the_place_of_the_old_one(db: Database, wheel: Checkin) -> None:
    share(db, wheel)
    narrow = share(db, wheel, topics=MONEY)
    assert consent.grants_of(db, wheel.owner_id) == (narrow,)


def test_a_yes_said_twice_is_one(db: Database, wheel: Checkin) -> None:
    assert share(db, wheel) == share(db, wheel, at=NEXT_DAY)
    assert actions(db, wheel.owner_id) == ["shared"]


def test_all_of_one_wheel_can_be_ended_at_once(db: Database, wheel: Checkin) -> None:
    other = make_finished(db, wheel.owner_id, {"home": 10})
    share(db, wheel)
    share(db, wheel, OTHER_TEAM)
    share(db, other)
    hand = own_hand(wheel.owner_id)
    assert consent.withdraw_from(db, wheel.owner_id, hand, made=made_of(wheel), at=AT) == 2
    assert [one.checkin_id for one in consent.grants_of(db, wheel.owner_id)] == [other.checkin_id]


def test_what_was_said_on_paper_names_who_wrote_it_down(db: Database, wheel: Checkin) -> None:
    jo = staffing.make_staff(db)
    hand = Hand(jo.staff_id, "worker", "paper", decided_by="with-worker", reason=REASON)
    given = consent.give(db, wheel.owner_id, TEAM, Terms(made_until=DAY), hand, at=AT)
    assert (given.recorded_by, given.decided_by) == (jo.staff_id, "with-worker")
    row = audit.list_rows(db, audit.chain_of_owner(wheel.owner_id), most=1)[0]
    assert (row.actor, row.role, row.about) == (jo.staff_id, "worker", given.grant_id)
    assert row.codes == (f"team:{TEAM.id}", "paper", "all-topics", f"made-until={DAY}", "decided=with-worker")
    assert audit.text_of(db, row.chain, row.seq) == REASON


def test_a_safeguarding_share_has_a_reason_and_is_not_the_persons_to_end(db: Database, wheel: Checkin) -> None:
    jo = staffing.make_staff(db)
    terms = Terms(wheel.checkin_id)
    for reason in (None, "", "too short", "  short   "):
        with pytest.raises(TooShort):
            consent.give(
                db, wheel.owner_id, TEAM, terms, Hand(jo.staff_id, "worker", "safeguarding", None, reason), at=AT
            )
    hand = Hand(jo.staff_id, "worker", "safeguarding", None, REASON, is_told=False)
    kept_safe = consent.give(db, wheel.owner_id, TEAM, terms, hand, at=AT)
    assert not consent.withdraw(db, wheel.owner_id, kept_safe.grant_id, own_hand(wheel.owner_id), at=AT)
    assert consent.withdraw_from(db, wheel.owner_id, own_hand(wheel.owner_id), at=AT) == 0
    assert seen(db, wheel, "", TEAM.id)
    assert consent.end_safeguarding(db, wheel.owner_id, kept_safe.grant_id, hand, at=AT)
    assert not consent.end_safeguarding(db, wheel.owner_id, kept_safe.grant_id, hand, at=AT)
    assert not seen(db, wheel, "", TEAM.id)
    assert actions(db, wheel.owner_id) == ["withdrew", "safeguarding-share"]


def test_what_must_not_be_told_is_marked_and_not_exported(db: Database, wheel: Checkin) -> None:
    jo = staffing.make_staff(db)
    hand = Hand(jo.staff_id, "worker", "safeguarding", None, REASON, is_told=False)
    consent.give(db, wheel.owner_id, TEAM, Terms(wheel.checkin_id), hand, at=AT)
    sight = seen(db, wheel, "", TEAM.id)
    consent.look(db, wheel.owner_id, staff_id="s", role="worker", about=wheel.checkin_id, sight=sight, at=AT)
    rows = audit.list_rows(db, audit.chain_of_owner(wheel.owner_id), most=5)
    assert ["untold" in row.codes for row in rows] == [True, True]
    assert consent.export(db, wheel.owner_id) == {"sharing": []}


def test_with_broken_glass_only_what_a_team_was_given_shows(db: Database, wheel: Checkin) -> None:
    unshared = make_finished(db, wheel.owner_id, {"home": 10})
    named = make_finished(db, wheel.owner_id, {"home": 10})
    share(db, wheel, topics=MONEY)
    share(db, named, Recipient("staff", "staff-jo"))
    assert seen(db, wheel, "staff-al", with_glass=True).topics == MONEY
    assert not seen(db, wheel, "staff-al")
    assert not seen(db, unshared, "staff-al", with_glass=True)
    assert not seen(db, named, "staff-al", with_glass=True)


def test_a_grant_without_topics_is_refused(db: Database, wheel: Checkin) -> None:
    with pytest.raises(ValueError, match="shares nothing"):
        share(db, wheel, topics=frozenset())
    assert actions(db, wheel.owner_id) == []


def test_ending_twenty_takes_as_many_statements_as_ending_one(db: Database, wheel: Checkin) -> None:
    counts = []
    for many in (1, 15):
        wheels = [make_finished(db, wheel.owner_id, {"home": 10}) for _ in range(many)]
        hand = own_hand(wheel.owner_id)
        for one in wheels:
            consent.give(db, wheel.owner_id, Recipient("team", "a-team"), Terms(one.checkin_id), hand, at=AT)
        with statements(db) as asked:
            assert consent.withdraw_from(db, wheel.owner_id, hand, at=AT) == many
        counts.append(len(asked))
        rows = audit.list_rows(db, audit.chain_of_owner(wheel.owner_id), most=many)
        assert {row.about for row in rows if row.action == "withdrew"} == {one.checkin_id for one in wheels}
    assert counts[0] == counts[1] <= 4
    assert audit.verify(db, at=AT).broken == ()
