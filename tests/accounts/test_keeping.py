"""Being kept: a code, four pictures, and a new code when somebody else may know the old one."""

from __future__ import annotations

import pytest

from tests.accounts.builders import (
    ADDRESS,
    AT,
    DEVICE,
    FOUR,
    OTHER_FOUR,
    PEPPER,
    come_back,
    keep,
    make_kept,
    make_person,
    reason,
    statements,
)
from wheel_app import accounts
from wheel_app.accounts import AlreadyKept, BadPictures, CameBack, NoFreeCode, NotKept, sealing
from wheel_app.accounts.keeping import MOST_ATTEMPTS
from wheel_app.storage import Database, NotAllowed, new_id


def new_code(db: Database, owner_id: str, pictures: tuple[str, ...] | None = None, **values: str | None) -> str:
    asked = {"sign_in_id": None, "at": AT, "save_id": None, **values}
    return accounts.new_code(db, owner_id, pictures, pepper=PEPPER, **asked)  # type: ignore[arg-type]


def take_code(db: Database, code: str) -> None:
    """Let somebody else have this very code."""
    owner_id = make_person(db)
    with db.transaction():
        db.execute(
            "INSERT INTO own_access (owner_id, code_hash, pictures_hash, set_at)"
            " VALUES (:owner_id, :code_hash, 'x', :at)",
            owner_id=owner_id,
            code_hash=sealing.seal_code(PEPPER, code),
            at=AT,
        )


def test_a_person_is_kept_under_a_code_of_ten_digits(db: Database) -> None:
    owner_id = make_person(db)
    assert not accounts.is_kept(db, owner_id)
    code = keep(db, owner_id)
    assert accounts.is_kept(db, owner_id)
    assert accounts.read_code(code) == code


def test_no_two_people_share_a_code(db: Database) -> None:
    codes = {make_kept(db)[1] for _ in range(25)}
    assert len(codes) == 25


def test_the_store_holds_no_code_picture_device_or_address(db: Database) -> None:
    _, code = make_kept(db)
    come_back(db, code)
    come_back(db, code, OTHER_FOUR)
    rows = [row for table in ("own_access", "sign_in", "throttle") for row in db.rows(f"SELECT * FROM {table}")]
    stored = str([list(row.values()) for row in rows])
    assert accounts.name_of(DEVICE) in stored
    for secret in (code, *FOUR, *OTHER_FOUR, DEVICE, ADDRESS):
        assert secret not in stored


def test_a_code_that_somebody_has_is_not_given_again(db: Database) -> None:
    owner_id = make_person(db)
    wanted = [sealing.make_code(PEPPER, owner_id, "keep", "save", attempt) for attempt in range(3)]
    take_code(db, wanted[0])
    take_code(db, wanted[1])
    assert keep(db, owner_id, save_id="save") == wanted[2]


def test_a_new_code_that_somebody_has_is_not_given_again(db: Database) -> None:
    owner_id, _ = make_kept(db)
    wanted = [sealing.make_code(PEPPER, owner_id, "new", "save", attempt) for attempt in range(2)]
    take_code(db, wanted[0])
    assert new_code(db, owner_id, save_id="save") == wanted[1]
    assert reason(come_back(db, wanted[1])) == "in"


def test_where_every_code_is_taken_nothing_changes(db: Database) -> None:
    owner_id = make_person(db)
    kept_id, code = make_kept(db)
    for attempt in range(MOST_ATTEMPTS):
        take_code(db, sealing.make_code(PEPPER, owner_id, "keep", "save", attempt))
        take_code(db, sealing.make_code(PEPPER, kept_id, "new", "save", attempt))
    with pytest.raises(NoFreeCode):
        keep(db, owner_id, save_id="save")
    with pytest.raises(NoFreeCode):
        new_code(db, kept_id, save_id="save")
    assert not accounts.is_kept(db, owner_id)
    assert reason(come_back(db, code)) == "in"


def test_finish_pressed_twice_shows_one_code_that_works(db: Database) -> None:
    owner_id = make_person(db)
    code = keep(db, owner_id, save_id="form")
    assert keep(db, owner_id, save_id="form") == code
    assert reason(come_back(db, code)) == "in"


def test_pictures_chosen_again_on_the_same_page_stand(db: Database) -> None:
    owner_id = make_person(db)
    keep(db, owner_id, save_id="form")
    code = keep(db, owner_id, OTHER_FOUR, save_id="form")
    assert reason(come_back(db, code)) == "unknown"
    assert reason(come_back(db, code, OTHER_FOUR)) == "in"


def test_another_page_does_not_replace_a_code(db: Database) -> None:
    owner_id, code = make_kept(db)
    for save_id in (None, "other page"):
        with pytest.raises(AlreadyKept):
            keep(db, owner_id, OTHER_FOUR, save_id=save_id)
    assert reason(come_back(db, code)) == "in"


def test_bad_pictures_keep_nothing_and_cost_nothing(db: Database) -> None:
    owner_id = make_person(db)
    with statements(db) as seen, pytest.raises(BadPictures):
        keep(db, owner_id, FOUR[:3])
    assert seen == []
    assert not accounts.is_kept(db, owner_id)


def test_an_unknown_person_is_not_kept(db: Database) -> None:
    with pytest.raises(NotAllowed):
        keep(db, new_id())


def test_what_belongs_to_being_kept_happens_with_it_or_not_at_all(db: Database) -> None:
    done: list[str] = []
    owner_id = make_person(db)
    keep(db, owner_id, also=lambda: done.append("said"))
    assert done == ["said"]
    other = make_person(db)
    with pytest.raises(ZeroDivisionError):
        keep(db, other, also=lambda: done.append(str(1 // 0)))
    assert not accounts.is_kept(db, other)


def test_being_kept_costs_few_statements(db: Database) -> None:
    owner_id = make_person(db)
    with statements(db) as seen:
        keep(db, owner_id)
    assert len(seen) <= 3


def test_a_new_code_takes_the_place_of_the_old(db: Database) -> None:
    owner_id, old = make_kept(db)
    code = new_code(db, owner_id)
    assert code != old
    assert reason(come_back(db, old)) == "unknown"
    back = come_back(db, code)
    assert isinstance(back, CameBack)
    assert back.owner_id == owner_id


def test_with_a_new_code_the_pictures_may_change(db: Database) -> None:
    owner_id, _ = make_kept(db)
    code = new_code(db, owner_id, OTHER_FOUR)
    assert reason(come_back(db, code, FOUR)) == "unknown"
    assert reason(come_back(db, code, OTHER_FOUR)) == "in"
    with pytest.raises(BadPictures):
        new_code(db, owner_id, ("boat",) * 4)
    assert reason(come_back(db, code, OTHER_FOUR)) == "in"


def test_a_new_code_ends_every_sign_in_but_the_one_that_asks(db: Database) -> None:
    owner_id, code = make_kept(db)
    mine, thief = come_back(db, code), come_back(db, code)
    assert isinstance(mine, CameBack)
    assert isinstance(thief, CameBack)
    new_code(db, owner_id, sign_in_id=mine.sign_in.sign_in_id)
    limits = accounts.Limits()
    assert accounts.load_sign_in(db, mine.token, at=AT, limits=limits)
    assert accounts.load_sign_in(db, thief.token, at=AT, limits=limits) is None
    new_code(db, owner_id)
    assert accounts.load_sign_in(db, mine.token, at=AT, limits=limits) is None


def test_a_new_code_asked_for_twice_by_one_page_is_one_code(db: Database) -> None:
    owner_id, _ = make_kept(db)
    code = new_code(db, owner_id, save_id="form")
    assert new_code(db, owner_id, save_id="form") == code
    assert new_code(db, owner_id, save_id="another form") != code


def test_one_page_id_never_gives_the_first_code_as_the_new_one(db: Database) -> None:
    owner_id = make_person(db)
    assert keep(db, owner_id, save_id="form") != new_code(db, owner_id, save_id="form")


def test_nobody_gets_a_new_code_without_an_old_one(db: Database) -> None:
    with pytest.raises(NotKept):
        new_code(db, make_person(db))
