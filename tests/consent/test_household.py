"""A household's record goes to another organisation only with the yes of each adult who is asked."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import AT
from tests.consent.builders import own_hand
from wheel_app import audit, consent
from wheel_app.accounts import Staff, Team
from wheel_app.consent import HouseholdShare, NotAsked
from wheel_app.consent.rules import Says
from wheel_app.storage import Database, later, new_id

FAMILY = "a-family"


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db, "Housing support")


@pytest.fixture
def jo(db: Database) -> Staff:
    return staffing.make_staff(db)


def ask(db: Database, team: Team, jo: Staff, *members: str) -> HouseholdShare:
    return consent.ask_household(db, FAMILY, team.team_id, members, staff_id=jo.staff_id, role="worker", at=AT)


def say(db: Database, share: HouseholdShare, member_id: str, says: Says) -> str:
    return consent.say_household(db, share.share_id, member_id, says, own_hand(member_id), at=AT).state


def given(db: Database, team_ids: list[str]) -> set[str]:
    """The families whose record was given to one of these teams."""
    rows = db.rows("SELECT family_id, team_id FROM household_share WHERE state = 'given'")
    return {row["family_id"] for row in rows if row["team_id"] in team_ids}


def test_it_takes_every_yes(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann", "bob")
    assert given(db, [team.team_id]) == set()
    assert say(db, share, "ann", "yes") == "asked"
    assert given(db, [team.team_id]) == set()
    assert say(db, share, "bob", "yes") == "given"
    assert given(db, [new_id(), team.team_id]) == {FAMILY}
    assert given(db, [new_id()]) == set()
    assert given(db, []) == set()


def test_one_no_refuses_it_until_they_say_yes(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann", "bob")
    assert say(db, share, "bob", "no") == "refused"
    assert say(db, share, "ann", "yes") == "refused"
    assert given(db, [team.team_id]) == set()
    assert say(db, share, "bob", "yes") == "given"


def test_a_no_after_it_was_given_withdraws_it_for_good(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann", "bob")
    for member in ("ann", "bob"):
        say(db, share, member, "yes")
    assert say(db, share, "ann", "no") == "withdrawn"
    assert given(db, [team.team_id]) == set()
    assert say(db, share, "ann", "yes") == "withdrawn"
    assert given(db, [team.team_id]) == set()


def test_asked_again_it_is_the_same_question_unless_it_has_ended(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann")
    assert ask(db, team, jo, "ann") == share
    consent.end_household(db, share.share_id, staff_id=jo.staff_id, role="worker", at=AT)
    assert ask(db, team, jo, "ann") != share


def test_each_reads_what_they_said_themselves(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann", "bob")
    say(db, share, "ann", "yes")
    assert [(one.share_id, voice.says) for one, voice in consent.list_voices_of(db, ["ann"])] == [
        (share.share_id, "yes")
    ]
    assert [voice.says for _, voice in consent.list_voices_of(db, ["bob"])] == [None]
    assert consent.list_voices_of(db, ["nobody"]) == ()


def test_nobody_answers_who_was_not_asked(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann")
    for share_id, member in ((share.share_id, "bob"), (new_id(), "ann")):
        with pytest.raises(NotAsked):
            consent.say_household(db, share_id, member, "yes", own_hand(member), at=AT)
    with pytest.raises(NotAsked):
        consent.end_household(db, new_id(), staff_id=jo.staff_id, role="worker", at=AT)


def test_a_household_without_anybody_to_ask_cannot_say_yes(db: Database, team: Team, jo: Staff) -> None:
    with pytest.raises(ValueError, match="Nobody"):
        ask(db, team, jo)


def test_what_is_said_is_written_down_once(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann")
    for _ in range(2):
        say(db, share, "ann", "yes")
    rows = audit.list_rows(db, audit.chain_of_family(FAMILY), most=9)
    assert [row.action for row in rows] == ["household-said", "household-asked"]
    assert rows[0].codes == (f"team:{team.team_id}", "given")


def test_what_a_member_of_staff_was_told_names_them(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann")
    hand = consent.Hand(jo.staff_id, "worker", "paper")
    consent.say_household(db, share.share_id, "ann", "yes", hand, at=later(AT, days=1))
    assert consent.list_voices(db, share.share_id)[0].how == "paper"
    assert db.value("SELECT recorded_by FROM household_voice") == jo.staff_id


def test_a_family_that_is_erased_leaves_nothing_said(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann")
    say(db, share, "ann", "yes")
    with db.transaction():
        consent.erase_family(db, FAMILY)
    assert consent.list_shares(db, FAMILY) == ()
    assert consent.find_share(db, share.share_id) is None
    assert consent.list_voices(db, share.share_id) == ()


def leave_out(db: Database, jo: Staff, *gone: str) -> None:
    consent.leave_out(db, FAMILY, gone, staff_id=jo.staff_id, role="worker", at=AT)


def state_of(db: Database, share: HouseholdShare) -> str:
    return next(one.state for one in consent.list_shares(db, FAMILY) if one.share_id == share.share_id)


def test_who_left_is_waited_for_no_longer(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann", "bob")
    assert say(db, share, "ann", "yes") == "asked"
    leave_out(db, jo, "bob")
    assert state_of(db, share) == "given"
    assert {one.member_id for one in consent.list_voices(db, share.share_id)} == {"ann"}
    with pytest.raises(NotAsked):
        say(db, share, "bob", "no")


def test_a_no_of_who_left_stands_until_it_is_asked_anew(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann", "bob")
    say(db, share, "ann", "yes")
    say(db, share, "bob", "no")
    leave_out(db, jo, "bob")
    assert state_of(db, share) == "refused"


def test_where_nobody_is_left_to_answer_it_ends(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann")
    assert say(db, share, "ann", "yes") == "given"
    leave_out(db, jo, "ann")
    assert state_of(db, share) == "ended"
    assert given(db, [team.team_id]) == set()
    assert ask(db, team, jo, "bob").share_id != share.share_id


def test_who_was_never_asked_changes_nothing(db: Database, team: Team, jo: Staff) -> None:
    share = ask(db, team, jo, "ann")
    say(db, share, "ann", "yes")
    leave_out(db, jo, "cas")
    assert state_of(db, share) == "given"
