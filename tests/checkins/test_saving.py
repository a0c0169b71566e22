"""An answer is saved exactly once, and never over another that the page had not seen."""

from __future__ import annotations

import pytest

from tests.builders import AT, family_wheel, give, make_draft, make_person
from wheel_app.checkins import AlreadyFinished, Checkin, Given, Place, Unfit, UnknownCheckin, finish, save_answer
from wheel_app.checkins.checkin import Clash, Saved
from wheel_app.checkins.queries import list_answers, put_answer
from wheel_app.storage import Database, NotAllowed, later, new_id

LOW, HIGH = Given("scored", 20, "arc"), Given("scored", 80, "arc")
LEFT_OUT = [Given(kind) for kind in ("not-now", "not-applicable", "rather-not-say")]


def save(
    db: Database,
    draft: Checkin,
    given: Given,
    *,
    topic_key: str = "home",
    save_id: str | None = None,
    seen: int = 0,
    at: str = AT,
    owner_id: str | None = None,
) -> Saved | Clash:
    where = Place(draft.checkin_id, topic_key, family_wheel())
    owner = owner_id or draft.owner_id
    return save_answer(db, owner, where, given, save_id=save_id or new_id(), seen_seq=seen, at=at)


def saved(db: Database, draft: Checkin, given: Given, **values: object) -> int:
    """Save, expect that it stands, and return its seq."""
    outcome = save(db, draft, given, **values)  # type: ignore[arg-type]
    assert isinstance(outcome, Saved)
    return outcome.seq


def stored(db: Database, draft: Checkin, topic_key: str = "home") -> Given | None:
    answer = list_answers(db, draft.checkin_id).get(topic_key)
    return Given(answer.kind, answer.score, answer.how, answer.note) if answer else None


@pytest.fixture
def draft(db: Database) -> Checkin:
    return make_draft(db, make_person(db))


@pytest.mark.parametrize(
    "given", [LOW, Given("scored", 1, "band"), Given("scored", 100, "number", "a note"), *LEFT_OUT]
)
def test_what_was_given_is_stored(db: Database, draft: Checkin, given: Given) -> None:
    saved(db, draft, given)
    assert stored(db, draft) == given


def test_the_four_kinds_of_answer_stay_apart(db: Database, draft: Checkin) -> None:
    for topic_key, given in zip(("home", "money", "work", "health"), (LOW, *LEFT_OUT), strict=True):
        saved(db, draft, given, topic_key=topic_key)
    kinds = [stored(db, draft, key).kind for key in ("home", "money", "work", "health")]  # type: ignore[union-attr]
    assert kinds == ["scored", "not-now", "not-applicable", "rather-not-say"]


def test_a_save_sent_again_changes_nothing_and_gets_the_same_reply(db: Database, draft: Checkin) -> None:
    save_id = new_id()
    first = saved(db, draft, LOW, save_id=save_id)
    second = saved(db, draft, HIGH, seen=first)
    assert saved(db, draft, LOW, save_id=save_id) == first
    assert stored(db, draft) == HIGH
    assert list_answers(db, draft.checkin_id)["home"].seq == second


def test_the_same_save_with_other_content_is_a_clash(db: Database, draft: Checkin) -> None:
    save_id = new_id()
    saved(db, draft, LOW, save_id=save_id)
    outcome = save(db, draft, HIGH, save_id=save_id)
    assert isinstance(outcome, Clash)
    assert outcome.standing is not None
    assert outcome.standing.score == 20
    assert stored(db, draft) == LOW


def test_the_same_save_for_another_topic_is_a_clash(db: Database, draft: Checkin) -> None:
    save_id = new_id()
    saved(db, draft, LOW, save_id=save_id)
    assert isinstance(save(db, draft, LOW, save_id=save_id, topic_key="money"), Clash)
    assert stored(db, draft, "money") is None


def test_the_same_save_for_another_check_in_is_a_clash(db: Database, draft: Checkin) -> None:
    save_id = new_id()
    saved(db, draft, LOW, save_id=save_id)
    other = make_draft(db, make_person(db))
    assert isinstance(save(db, other, LOW, save_id=save_id), Clash)
    assert stored(db, other) is None


def test_what_a_page_had_not_seen_is_not_overwritten(db: Database, draft: Checkin) -> None:
    saved(db, draft, LOW)
    outcome = save(db, draft, HIGH)
    assert isinstance(outcome, Clash)
    assert outcome.standing is not None
    assert (outcome.standing.score, stored(db, draft)) == (20, LOW)


def test_the_seq_of_the_clash_lets_the_next_save_through(db: Database, draft: Checkin) -> None:
    saved(db, draft, LOW)
    clash = save(db, draft, HIGH)
    assert isinstance(clash, Clash)
    assert clash.standing is not None
    saved(db, draft, HIGH, seen=clash.standing.seq)
    assert stored(db, draft) == HIGH


def test_another_page_that_gave_the_same_answer_is_no_clash(db: Database, draft: Checkin) -> None:
    assert saved(db, draft, LOW) == saved(db, draft, LOW)


def test_an_answer_on_one_topic_does_not_make_another_stale(db: Database, draft: Checkin) -> None:
    first = saved(db, draft, LOW)
    saved(db, draft, LOW, topic_key="money")
    assert saved(db, draft, HIGH, seen=first) > first


def test_a_seq_from_the_future_is_stale_too(db: Database, draft: Checkin) -> None:
    assert isinstance(save(db, draft, LOW, seen=99), Clash)
    assert stored(db, draft) is None


def test_an_unknown_check_in_and_another_ones_are_alike(db: Database, draft: Checkin) -> None:
    stranger = make_person(db)
    with pytest.raises(UnknownCheckin):
        save(db, draft, LOW, owner_id=stranger)
    with pytest.raises(UnknownCheckin):
        save_answer(db, stranger, Place(new_id(), "home", family_wheel()), LOW, save_id=new_id(), seen_seq=0, at=AT)
    assert stored(db, draft) is None


@pytest.mark.parametrize("topic_key", ["own", "nonsense", "", "home,money"])
def test_a_topic_that_the_check_in_does_not_ask_is_unknown(db: Database, draft: Checkin, topic_key: str) -> None:
    with pytest.raises(UnknownCheckin):
        save(db, draft, LOW, topic_key=topic_key)
    assert list_answers(db, draft.checkin_id) == {}


def test_a_topic_for_others_is_unknown(db: Database) -> None:
    draft = make_draft(db, make_person(db), about="me")
    with pytest.raises(UnknownCheckin):
        save(db, draft, LOW, topic_key="growing")


def test_a_save_after_the_end_is_refused(db: Database, draft: Checkin) -> None:
    saved(db, draft, LOW)
    finish(db, draft.owner_id, draft.checkin_id, at=AT)
    with pytest.raises(AlreadyFinished):
        save(db, draft, HIGH, seen=1)
    assert stored(db, draft) == LOW


def test_a_save_that_comes_again_after_the_end_is_known(db: Database, draft: Checkin) -> None:
    save_id = new_id()
    first = saved(db, draft, LOW, save_id=save_id)
    finish(db, draft.owner_id, draft.checkin_id, at=AT)
    assert saved(db, draft, LOW, save_id=save_id) == first


def test_another_ones_finished_check_in_is_unknown(db: Database, draft: Checkin) -> None:
    saved(db, draft, LOW)
    finish(db, draft.owner_id, draft.checkin_id, at=AT)
    with pytest.raises(UnknownCheckin):
        save(db, draft, LOW, owner_id=make_person(db))


def test_each_answer_keeps_the_moment_it_was_given(db: Database, draft: Checkin) -> None:
    saved(db, draft, LOW, at=later(AT, minutes=7))
    at = db.value("SELECT recorded_at FROM answer WHERE checkin_id = :id", id=draft.checkin_id)
    assert at == later(AT, minutes=7)


@pytest.mark.parametrize("score", [0, 101, -5, None])
def test_the_store_itself_refuses_a_mark_off_the_scale(db: Database, draft: Checkin, score: int | None) -> None:
    with pytest.raises(NotAllowed), db.transaction():
        put_answer(db, draft.checkin_id, "home", Given("scored", score, "arc"), seq=1, at=AT)
    assert stored(db, draft) is None


@pytest.mark.parametrize("score", [0, 101, -5])
def test_a_mark_off_the_scale_is_refused_before_the_store_is_asked(db: Database, draft: Checkin, score: int) -> None:
    with pytest.raises(Unfit):
        give(db, draft, "home", Given("scored", score, "arc"))
    assert stored(db, draft) is None
