"""The promise of both engines: how they are asked and what they answer."""

from __future__ import annotations

import pytest

from tests.storage.conftest import put
from wheel_app.storage import Database, StorageError


class TestAsking:
    def test_rows_are_dicts_in_the_order_asked_for(self, things: Database) -> None:
        with things.transaction():
            put(things, "b", 2)
            put(things, "a", 1, word="one")
        assert things.rows("SELECT thing_id, amount, word FROM thing ORDER BY thing_id") == [
            {"thing_id": "a", "amount": 1, "word": "one"},
            {"thing_id": "b", "amount": 2, "word": None},
        ]

    def test_no_rows(self, things: Database) -> None:
        assert things.rows("SELECT * FROM thing") == []
        assert things.one("SELECT * FROM thing") is None
        assert things.value("SELECT amount FROM thing") is None

    def test_one_is_the_first(self, things: Database) -> None:
        with things.transaction():
            put(things, "a", 1)
            put(things, "b", 2)
        assert things.one("SELECT thing_id FROM thing ORDER BY amount DESC") == {"thing_id": "b"}
        assert things.value("SELECT thing_id FROM thing ORDER BY amount") == "a"

    def test_execute_counts_the_rows_it_touched(self, things: Database) -> None:
        with things.transaction():
            assert put(things, "a") == 1
            assert put(things, "b") == 1
            assert things.execute("UPDATE thing SET amount = 9") == 2
            assert things.execute("DELETE FROM thing WHERE thing_id = :k", k="c") == 0
            assert things.execute("CREATE TABLE passing (a TEXT)") == 0
            assert things.execute("DROP TABLE passing") == 0

    def test_rows_come_back_from_a_change(self, things: Database) -> None:
        with things.transaction():
            inserted = things.one(
                "INSERT INTO thing (thing_id, amount) VALUES (:k, 3) RETURNING thing_id, amount", k="a"
            )
            updated = things.rows("UPDATE thing SET amount = amount + 1 RETURNING amount")
            assert things.rows("UPDATE thing SET amount = amount + 1") == []
            assert things.one("UPDATE thing SET amount = amount + 1") is None
        assert inserted == {"thing_id": "a", "amount": 3}
        assert updated == [{"amount": 4}]
        assert things.value("SELECT amount FROM thing") == 6

    def test_insert_or_change(self, things: Database) -> None:
        sql = (
            "INSERT INTO thing (thing_id, amount) VALUES ('a', :n)"
            " ON CONFLICT (thing_id) DO UPDATE SET amount = excluded.amount"
        )
        with things.transaction():
            assert things.execute(sql, n=1) == 1
            assert things.execute(sql, n=2) == 1
        assert things.rows("SELECT amount FROM thing") == [{"amount": 2}]


class TestParameters:
    @pytest.mark.parametrize("word", ["100 %", "%s %(x)s", ":x", "it’s 'so'", "گھر", "", "a\r\nb\t", "😀"])
    def test_text_comes_back_as_it_went(self, things: Database, word: str) -> None:
        with things.transaction():
            put(things, word=word)
        assert things.value("SELECT thing_id FROM thing WHERE word = :w", w=word) == "lamp"
        assert things.value("SELECT word FROM thing") == word

    def test_one_name_may_stand_twice_and_any_name_is_fine(self, things: Database) -> None:
        found = things.one("SELECT :sql AS a, :sql AS b, :self AS c, :params AS d", sql="x", self="y", params="z")
        assert found == {"a": "x", "b": "x", "c": "y", "d": "z"}

    def test_what_only_looks_like_a_parameter(self, things: Database) -> None:
        sql = "SELECT ':x %s' AS a, /* :y */ 7 %  4 AS b -- :z 100%\n, CAST(:n AS TEXT) AS c"
        assert things.one(sql, n="5") == {"a": ":x %s", "b": 3, "c": "5"}

    def test_a_missing_parameter(self, things: Database) -> None:
        with pytest.raises(StorageError):
            things.one("SELECT :a AS a")

    def test_text_says_that_it_is_text(self, things: Database) -> None:
        assert things.value("SELECT CASE WHEN :w IS NULL THEN 0 ELSE 1 END", w="x") == 1

    def test_nothing_is_a_value(self, things: Database) -> None:
        with things.transaction():
            put(things, word=None)
        assert things.value("SELECT count(*) FROM thing WHERE word IS NOT DISTINCT FROM :w", w=None) == 1


class TestAnswers:
    def test_a_flag_goes_in_as_0_or_1(self, things: Database) -> None:
        with things.transaction():
            put(things, "a", amount=True)
            put(things, "b", amount=False)
        found = things.rows("SELECT amount FROM thing ORDER BY thing_id")
        assert [type(row["amount"]) for row in found] == [int, int]
        assert found == [{"amount": 1}, {"amount": 0}]

    def test_a_comparison_answers_0_or_1(self, things: Database) -> None:
        found = things.one("SELECT 1 = 1 AS yes, 1 = 2 AS no, EXISTS (SELECT 1) AS there")
        assert found == {"yes": 1, "no": 0, "there": 1}
        assert {type(value) for value in found.values()} == {int}

    def test_counts_sums_and_means(self, things: Database) -> None:
        with things.transaction():
            put(things, "a", 1)
            put(things, "b", 2)
        found = things.one("SELECT count(*) AS n, sum(amount) AS s, avg(amount) AS m, max(amount) AS x FROM thing")
        assert found == {"n": 2, "s": 3, "m": 1.5, "x": 2}
        assert {key: type(value) for key, value in found.items()} == {"n": int, "s": int, "m": float, "x": int}

    def test_text_sorts_by_its_bytes(self, things: Database) -> None:
        order = ["", " a", "-a", "Z", "a", "a b", "a-b", "ab", "é", "گ"]
        with things.transaction():
            for word in reversed(order):
                put(things, f"k{word}", word=word)
        assert [row["word"] for row in things.rows("SELECT word FROM thing ORDER BY word")] == order


class TestObserving:
    def test_statements_are_told_but_not_where_transactions_begin_and_end(self, things: Database) -> None:
        seen: list[str] = []
        things.observe(seen.append)
        with things.transaction():
            put(things)
            with things.transaction():
                things.execute("DELETE FROM thing")
        things.one("SELECT 1")
        things.rows("SELECT 2")
        things.observe(None)
        things.value("SELECT 3")
        assert [statement.split()[0] for statement in seen] == ["INSERT", "DELETE", "SELECT", "SELECT"]


def test_settling_changes_nothing(things: Database) -> None:
    with things.transaction():
        put(things)
        things.settle()
    assert things.settle()
    assert things.value("SELECT count(*) FROM thing") == 1


def test_closed_it_opens_again(things: Database) -> None:
    with things.transaction():
        put(things)
    things.close()
    things.close()
    assert things.value("SELECT count(*) FROM thing") == 1
