"""Taking a wheel home that several people did together: whose it is then, for how long, and what each turn changes."""

from __future__ import annotations

import pytest

from tests.accounts.builders import FOUR, PEPPER
from tests.builders import AT, everything, give, library, make_finished, make_person, make_plan, tables
from tests.records.lives import held
from tests.sittings import KEEPING, MARKS, NAMES, circle_of, make_sitting, make_together, owner_of, take_home
from wheel_app import ERASERS, accounts, checkins
from wheel_app.checkins import HasCopy, TurnOver, UnknownTurn, find_circle, list_checkins, list_circles
from wheel_app.checkins.actions import revise
from wheel_app.home.actions import welcome_back
from wheel_app.home.turns import Turn, take_by_code, take_by_pictures, take_nothing
from wheel_app.people import get_keep_until, set_keep_until
from wheel_app.plan import Goal
from wheel_app.plan.queries import find_plan
from wheel_app.records import erase_person, purge
from wheel_app.storage import Database, later, new_id

LONG = later(AT, days=15 * 365 // 12)


def test_everybody_who_takes_it_home_has_a_copy(db: Database) -> None:
    sara, tom, stranger = (make_person(db) for _ in range(3))
    done = make_together(db, sara, tom, names=NAMES)
    for maker, other in ((sara, "Tom"), (tom, "Sara")):
        (circle,) = list_circles(db, maker)
        assert circle.circle_id == done.owner_id
        assert circle.others(maker) == (other,)
    assert list_circles(db, stranger) == ()


def test_the_same_people_again_are_the_same_circle_as_they_are_called_now(db: Database) -> None:
    sara, tom = make_person(db), make_person(db)
    first = make_together(db, sara, tom, names=("Sara", "Tom"))
    make_plan(db, first, Goal("home"))
    second = make_sitting(db, ("Thomas", "Sa"), at=later(AT, days=90))
    plan = make_plan(db, second, Goal("money"))
    assert take_home(db, second, tom, sara, at=later(AT, days=90)) == first.owner_id
    (circle,) = list_circles(db, sara)
    assert [one.checkin_id for one in list_checkins(db, circle.circle_id)] == [first.checkin_id, second.checkin_id]
    assert find_plan(db, circle.circle_id, second.checkin_id) == plan
    assert circle.names == ("Sa", "Thomas")
    left = find_circle(db, second.owner_id)
    assert left is not None
    assert (left.names, left.owner_ids) == ((), frozenset())
    before = everything(db)["person"]
    assert purge(db, ERASERS, at=later(AT, days=90, minutes=1), purge_hours=24) == 1
    assert find_circle(db, second.owner_id) is None
    assert len(everything(db)["person"]) == len(before) - 1


@pytest.mark.parametrize("who", ["somebody else", "one more", "one fewer"])
def test_other_people_are_another_circle(db: Database, who: str) -> None:
    sara, tom, nan = (make_person(db) for _ in range(3))
    first = make_together(db, sara, tom)
    others = {"somebody else": (sara, nan), "one more": (sara, tom, nan), "one fewer": (nan, sara)}[who]
    assert make_together(db, *others).owner_id != first.owner_id
    assert len(list_circles(db, sara)) == 2
    assert len(list_checkins(db, first.owner_id)) == 1


def test_who_takes_nothing_makes_it_another_circle_each_time(db: Database) -> None:
    sara, tom = make_person(db), make_person(db)
    owners = {make_together(db, sara, tom, None).owner_id for _ in range(2)}
    owners.add(make_together(db, sara, tom).owner_id)
    assert len(owners) == 3


def test_nothing_keyed_by_its_owner_is_left_behind_when_it_joins(db: Database) -> None:
    sara, tom = make_person(db), make_person(db)
    make_together(db, sara, tom)
    second = make_sitting(db)
    make_plan(db, second, Goal("home"))
    take_home(db, second, sara, tom)
    holding = {
        f"{name}.{column}"
        for name, columns in tables(db).items()
        for column in columns & {"owner_id", "circle_id"}
        if db.rows(f"SELECT 1 FROM {name} WHERE {column} = :id", id=second.owner_id)
    }
    # The row that its sign-in still hangs on, until it ends or is purged.
    assert holding == {"person.owner_id", "circle.owner_id", "circle_maker.circle_id", "sign_in.owner_id"}


def test_it_is_kept_as_long_as_the_longest_kept_of_its_makers(db: Database) -> None:
    sara, tom = make_person(db), make_person(db)
    done = make_sitting(db)
    assert get_keep_until(db, done.owner_id) == later(AT, hours=24)
    take_home(db, done, sara)
    assert get_keep_until(db, done.owner_id) == get_keep_until(db, sara) == LONG
    take_home_later = later(AT, days=2)
    take_by_code(db, Turn(done.owner_id, 2, new_id()), tom, KEEPING, at=take_home_later)
    assert get_keep_until(db, done.owner_id) == get_keep_until(db, tom) == later(take_home_later, days=456)
    erase_person(db, tom, ERASERS)
    assert get_keep_until(db, done.owner_id) == LONG


def test_coming_back_keeps_on_what_was_made_together(db: Database) -> None:
    sara = make_person(db)
    done = make_sitting(db)
    code = take_by_pictures(db, Turn(done.owner_id, 1, "a-press"), FOUR, KEEPING, at=AT)
    take_by_code(db, Turn(done.owner_id, 2, new_id()), sara, KEEPING, at=AT)
    at = later(AT, days=100)
    came = accounts.come_back(db, code, FOUR, device_token="e" * 32, address=None, at=at, pepper=PEPPER)
    assert isinstance(came, accounts.CameBack)
    welcome_back(db, came, at=at, months=15)
    assert get_keep_until(db, done.owner_id) == later(at, days=456)
    with db.transaction():
        set_keep_until(db, sara, AT)
    assert purge(db, ERASERS, at=later(AT, days=40), purge_hours=24) == 1
    assert circle_of(db, done).owner_ids == {came.owner_id}


def test_what_nobody_takes_is_gone_at_once(db: Database) -> None:
    before = held(db)
    done = make_sitting(db)
    make_plan(db, done, Goal("home", None, "a-word-of-theirs"))
    take_home(db, done, None, None)
    left = repr(held(db))
    assert all(word not in left for word in (done.checkin_id, "a-word-of-theirs", *NAMES))
    purge(db, ERASERS, at=later(AT, minutes=1), purge_hours=24)
    assert held(db) == before


def test_a_sitting_that_everybody_left_is_gone_after_a_day(db: Database) -> None:
    before = held(db)
    make_sitting(db)
    assert purge(db, ERASERS, at=later(AT, hours=23), purge_hours=24) == 0
    assert purge(db, ERASERS, at=later(AT, hours=37), purge_hours=24) == 1
    assert held(db) == before


def test_pictures_give_a_way_in_that_works_and_the_same_press_the_same_code(db: Database) -> None:
    done = make_sitting(db)
    turn = Turn(done.owner_id, 1, "a-press")
    code = take_by_pictures(db, turn, FOUR, KEEPING, at=AT)
    assert take_by_pictures(db, turn, FOUR, KEEPING, at=AT) == code
    with pytest.raises(TurnOver):
        take_by_pictures(db, Turn(done.owner_id, 1, "another-press"), FOUR, KEEPING, at=AT)
    assert db.value("SELECT count(*) FROM own_access") == 1
    came = accounts.come_back(db, code, FOUR, device_token="e" * 32, address=None, at=AT, pepper=PEPPER)
    assert isinstance(came, accounts.CameBack)
    assert [one.circle_id for one in list_circles(db, came.owner_id)] == [done.owner_id]
    assert list_checkins(db, came.owner_id) == ()


def test_a_way_in_of_before_is_not_opened_by_choosing_pictures(db: Database) -> None:
    sara = make_person(db)
    accounts.keep(db, sara, FOUR, device_id=None, at=AT, pepper=PEPPER, save_id="their-own")
    done = make_sitting(db)
    take_by_code(db, Turn(done.owner_id, 1, "a-press"), sara, KEEPING, at=AT)
    before = everything(db)
    for press in ("a-press", "their-own"):
        with pytest.raises((TurnOver, accounts.AlreadyKept)):
            take_by_pictures(db, Turn(done.owner_id, 1, press), ("cat", "cup", "moon", "fish"), KEEPING, at=AT)
    assert everything(db) == before


def test_bad_pictures_end_no_turn(db: Database) -> None:
    done = make_sitting(db)
    before = everything(db)
    with pytest.raises(accounts.BadPictures):
        take_by_pictures(db, Turn(done.owner_id, 1, new_id()), FOUR[:2], KEEPING, at=AT)
    assert everything(db) == before


def test_nobody_has_two_copies(db: Database) -> None:
    sara = make_person(db)
    done = make_sitting(db)
    take_home(db, done, sara)
    before = everything(db)
    with pytest.raises(HasCopy):
        take_by_code(db, Turn(done.owner_id, 2, new_id()), sara, KEEPING, at=AT)
    assert everything(db) == before


@pytest.mark.parametrize("place", [0, 3, 5])
def test_there_are_as_many_turns_as_people(db: Database, place: int) -> None:
    done = make_sitting(db)
    with pytest.raises(UnknownTurn):
        take_nothing(db, Turn(done.owner_id, place, new_id()), keeps_name=True, at=AT)


def test_nothing_is_taken_home_before_it_is_finished(db: Database) -> None:
    circle = checkins.begin_circle(db, NAMES, at=AT, purge_hours=24)
    before = everything(db)
    with pytest.raises(UnknownTurn):
        take_by_code(db, Turn(circle.circle_id, 1, new_id()), make_person(db), KEEPING, at=AT)
    assert everything(db)["circle_maker"] == before["circle_maker"]


def test_from_the_first_turn_on_nothing_is_changed(db: Database) -> None:
    done = make_sitting(db)
    draft = revise(db, done.owner_id, done.checkin_id, _sitting(), at=AT)
    give(db, draft, "home", 90, seen=1)
    take_home(db, done, None)
    assert [one.checkin_id for one in list_checkins(db, done.owner_id)] == [done.checkin_id]
    assert {row["kind"] for row in db.rows("SELECT kind FROM sign_in")} == {"taking-home"}


def _sitting() -> checkins.Sitting:
    return checkins.Sitting("alone", None, "en", "a-device")


def test_who_takes_nothing_can_take_their_name_too(db: Database) -> None:
    sara = make_person(db)
    done = make_sitting(db, ("Sara", "Tom", "Nan"))
    take_home(db, done, sara)
    take_nothing(db, Turn(done.owner_id, 2, new_id()), keeps_name=True, at=AT)
    take_nothing(db, Turn(done.owner_id, 3, new_id()), keeps_name=False, at=AT)
    assert circle_of(db, done).names == ("Sara", "Tom")


def test_erasing_one_maker_takes_their_name_and_their_way_in_and_not_the_others_copy(db: Database) -> None:
    sara, tom = make_person(db), make_person(db)
    done = make_together(db, sara, tom, names=("Sara", "Tom"))
    plan = make_plan(db, done, Goal("home", None, "we clear the hall"))
    erase_person(db, tom, ERASERS)
    (circle,) = list_circles(db, sara)
    assert circle.names == ("Sara",)
    assert circle.owner_ids == {sara}
    assert checkins.read_filling(db, library(), circle.circle_id, done.checkin_id) is not None
    assert find_plan(db, circle.circle_id, done.checkin_id) == plan
    assert "Tom" not in repr(held(db))


def test_with_the_last_copy_the_whole_circle_is_gone(db: Database) -> None:
    before = held(db)
    sara, tom = make_person(db), make_person(db)
    done = make_together(db, sara, tom, None, names=("Sara", "Tom", "Nan"))
    make_plan(db, done, Goal("home", None, "we clear the hall"))
    make_finished(db, sara, MARKS)
    erase_person(db, tom, ERASERS)
    erase_person(db, sara, ERASERS)
    assert held(db) == before


def test_erasing_oneself_while_others_still_take_turns_takes_it_from_nobody(db: Database) -> None:
    sara, tom = make_person(db), make_person(db)
    done = make_sitting(db)
    take_home(db, done, sara)
    erase_person(db, sara, ERASERS)
    assert owner_of(db, done) == done.owner_id
    take_by_code(db, Turn(done.owner_id, 2, new_id()), tom, KEEPING, at=AT)
    assert circle_of(db, done).owner_ids == {tom}
    assert circle_of(db, done).names == ("Tom",)


def test_a_circle_with_somebody_erased_is_not_gone_on_with(db: Database) -> None:
    sara, tom = make_person(db), make_person(db)
    first = make_together(db, sara, tom)
    erase_person(db, tom, ERASERS)
    again = make_person(db)
    assert make_together(db, sara, again).owner_id != first.owner_id
    assert make_together(db, sara, None).owner_id != first.owner_id


def test_a_code_is_recognised_without_letting_anybody_in(db: Database) -> None:
    sara = make_person(db)
    code = accounts.keep(db, sara, FOUR, device_id=None, at=AT, pepper=PEPPER)
    before = {name: rows for name, rows in everything(db).items() if name != "throttle"}

    def asked(code: str, pictures: tuple[str, ...], device: str = "d") -> object:
        return accounts.recognise(db, code, pictures, device_token=device * 32, address=None, at=AT, pepper=PEPPER)

    assert asked(code, FOUR) == sara
    assert asked("0000000000", FOUR, "f") == accounts.Refused("unknown")
    wrong = [asked(code, FOUR[::-1]) for _ in range(6)]
    assert [getattr(one, "reason", "") for one in wrong] == ["unknown"] * 5 + ["wait"]
    assert asked(code, FOUR) == wrong[-1]
    # The same count as for coming back: this is no second door to try at.
    came = accounts.come_back(db, code, FOUR, device_token="e" * 32, address=None, at=AT, pepper=PEPPER)
    assert came == wrong[-1]
    assert {name: rows for name, rows in everything(db).items() if name != "throttle"} == before
