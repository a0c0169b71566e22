"""Coming back with code and pictures: who is let in, and that a refusal tells a stranger nothing."""

from __future__ import annotations

import pytest

from tests.accounts.builders import (
    AT,
    DEVICE,
    FOUR,
    OTHER_DEVICE,
    OTHER_FOUR,
    PEPPER,
    come_back,
    make_kept,
    reason,
    statements,
    verifications,
    wrong_code,
)
from wheel_app import accounts
from wheel_app.accounts import BadCode, BadPictures, CameBack, Refused
from wheel_app.storage import Database, later


def test_code_and_pictures_bring_a_person_back(db: Database) -> None:
    owner_id, code = make_kept(db)
    back = come_back(db, code, device=OTHER_DEVICE)
    assert isinstance(back, CameBack)
    assert back.owner_id == owner_id
    found = accounts.load_sign_in(db, back.token, at=AT, limits=accounts.Limits())
    assert found is not None
    assert (found.owner_id, found.kind, found.device_id, found.is_own_device) == (
        owner_id,
        "own",
        accounts.name_of(OTHER_DEVICE),
        False,
    )


def test_each_coming_back_is_a_sign_in_of_its_own(db: Database) -> None:
    _, code = make_kept(db)
    first, second = come_back(db, code), come_back(db, code)
    assert isinstance(first, CameBack)
    assert isinstance(second, CameBack)
    assert first.token != second.token


@pytest.mark.parametrize("typed", ["{0} {1} {2}", "{0}-{1}-{2}", " {0}.{1}.{2}\n", "\u200f{0}{1}{2}"])
def test_the_code_is_taken_as_people_type_it(db: Database, typed: str) -> None:
    _, code = make_kept(db)
    assert reason(come_back(db, typed.format(*accounts.show_code(code).split()))) == "in"
    arabic = code.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})
    assert reason(come_back(db, arabic)) == "in"


@pytest.mark.parametrize("pictures", [FOUR[::-1], OTHER_FOUR, (*FOUR[:3], "cat"), ("sun", "boat", "key", "tree")])
def test_other_pictures_or_another_order_are_refused(db: Database, pictures: tuple[str, ...]) -> None:
    _, code = make_kept(db)
    assert come_back(db, code, pictures) == Refused("unknown")


def test_the_pictures_of_somebody_else_are_refused(db: Database) -> None:
    _, code = make_kept(db)
    make_kept(db, OTHER_FOUR)
    assert reason(come_back(db, code, OTHER_FOUR)) == "unknown"


def test_an_unknown_code_looks_like_wrong_pictures(db: Database) -> None:
    _, code = make_kept(db)
    with statements(db) as for_wrong, verifications() as hashed_for_wrong:
        wrong = come_back(db, code, OTHER_FOUR)
    with statements(db) as for_unknown, verifications() as hashed_for_unknown:
        unknown = come_back(db, wrong_code(code))
    assert wrong == unknown == Refused("unknown")
    assert for_wrong == for_unknown
    assert len(hashed_for_wrong) == len(hashed_for_unknown) == 1


def test_the_likeness_of_refusals_bites(db: Database) -> None:
    _, code = make_kept(db)
    with statements(db) as for_wrong:
        come_back(db, code, OTHER_FOUR)
    with statements(db) as for_right:
        come_back(db, code)
    assert for_wrong != for_right
    with verifications() as hashed:
        pass
    assert hashed == []


def test_coming_back_costs_few_statements(db: Database) -> None:
    _, code = make_kept(db)
    with statements(db) as seen:
        come_back(db, code)
    assert len(seen) <= 9


def test_what_cannot_be_a_code_or_pictures_costs_no_try(db: Database) -> None:
    _, code = make_kept(db)
    with statements(db) as seen:
        for _ in range(10):
            with pytest.raises(BadCode):
                come_back(db, "482 177")
            with pytest.raises(BadPictures):
                come_back(db, code, FOUR[:3])
    assert seen == []
    assert reason(come_back(db, code)) == "in"


def test_an_old_code_used_while_a_new_one_is_made_opens_nothing(db: Database) -> None:
    owner_id, code = make_kept(db)

    def somebody_asks_for_a_new_code() -> None:
        accounts.new_code(db, owner_id, None, sign_in_id=None, at=AT, pepper=PEPPER)

    with verifications(somebody_asks_for_a_new_code) as hashed:
        outcome = come_back(db, code)
    assert len(hashed) == 1
    assert outcome == Refused("unknown")
    assert db.value("SELECT count(*) FROM sign_in WHERE ended_at IS NULL") == 0


def test_a_person_erased_meanwhile_is_unknown(db: Database) -> None:
    owner_id, code = make_kept(db)

    def erase() -> None:
        with db.transaction():
            accounts.erase(db, owner_id)

    with verifications(erase):
        outcome = come_back(db, code)
    assert outcome == Refused("unknown")


def test_another_pepper_knows_nobody(db: Database) -> None:
    _, code = make_kept(db)
    outcome = accounts.come_back(
        db, code, FOUR, device_token=DEVICE, address=None, at=AT, pepper=b"another pepper of enough length!"
    )
    assert outcome == Refused("unknown")


def test_somebody_not_purged_yet_still_comes_back(db: Database) -> None:
    _, code = make_kept(db)
    assert reason(come_back(db, code, at=later(AT, days=457))) == "in"
