"""Whatever stands in a row, it is refused with a reason, or taken as something that can be kept."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.directory.feeds.serving import whole
from wheel_app.directory.feeds.reading import read_service
from wheel_app.directory.feeds.rules import RowRead
from wheel_app.directory.rules import Facts
from wheel_app.web.forms import tidy

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(
        [
            "",
            " ",
            "\x00",
            "\ud800",
            "٢٠٢٦-٠١-٠١",
            "2026-02-31",
            "=1+1",
            "<script>",
            "\u200b",
            "\u202e1",
            "x" * 100_001,
            "-1",
            "1e9",
        ]
    ),
    st.lists(st.none() | st.integers() | st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


class NoTerms:
    def codes_of(self, term_id: str, names: tuple[str, ...]) -> tuple[str, ...] | None:
        return None

    def topics_of(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        return ()


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Each place inside a row, as what holds it and its name there."""
    inside = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [(value, name) for name, _ in inside] + [place for _, one in inside for place in places_in(one)]


@st.composite
def broken(draw: st.DrawFn) -> Any:
    row = copy.deepcopy(whole(1))
    for _ in range(draw(st.integers(1, 3))):
        holder, name = draw(st.sampled_from(places_in(row)))
        if draw(st.booleans()) and isinstance(holder, dict):
            holder.pop(name, None)
        else:
            holder[name] = draw(ODD)
    return row


def read(row: Any) -> RowRead:
    return read_service(row, NoTerms(), feed_id="feed", today="2026-11-20")


@settings(max_examples=400, deadline=None)
@given(broken() | ODD)
def test_any_row_is_refused_or_can_be_kept(row: Any) -> None:
    told = read(row)
    assert (told.facts is None) == any(fault.is_refusal for fault in told.faults)
    assert all(fault.reason for fault in told.faults)
    for text in (*texts(told.facts), *(fault.value for fault in told.faults), told.external_id):
        assert "\x00" not in text.encode().decode()
    if told.facts is not None:
        assert tidy(told.facts.name)
        assert len(told.facts.days) <= 200
        assert len(told.facts.name) <= 200
        assert all(-90_000_000 <= (place.lat_micro or 0) <= 90_000_000 for place in told.facts.places)


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    fields = getattr(value, "__dataclass_fields__", {})
    return [text for name in fields for text in texts(getattr(value, name))]


def test_a_good_row_has_no_faults() -> None:
    told = read(whole(1, attributes=[]))
    assert told.faults == ()
    assert isinstance(told.facts, Facts)
