"""The 24 pictures to remember."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

from wheel_app.accounts import PICTURES, picture_svg, pictures_mixed
from wheel_app.accounts import pictures as pictures_file


def test_there_are_24_different_pictures_each_with_a_name_to_hear() -> None:
    assert len({picture.name for picture in PICTURES}) == 24
    assert len({picture.label for picture in PICTURES}) == 24
    assert all(picture.label for picture in PICTURES)


def test_translators_get_every_label() -> None:
    found = {message for _, message, _, _ in extract_from_file("python", Path(pictures_file.__file__))}
    assert {picture.label for picture in PICTURES} <= found


@pytest.mark.parametrize("name", [picture.name for picture in PICTURES])
def test_each_picture_has_a_drawing_that_templates_do_not_escape(name: str) -> None:
    drawing = picture_svg(name)
    assert drawing.startswith("<svg")
    assert drawing.__html__() == drawing


def test_a_drawing_is_read_once() -> None:
    assert picture_svg("boat") is picture_svg("boat")


@pytest.mark.parametrize("name", ["", "lion", "../pictures/boat", "boat.svg", "\x00"])
def test_no_other_file_is_read(name: str) -> None:
    with pytest.raises(KeyError):
        picture_svg(name)


def test_the_pictures_lie_in_another_order_for_each_person() -> None:
    first = Counter(pictures_mixed(f"person {number}")[0].name for number in range(480))
    assert set(first) == {picture.name for picture in PICTURES}
    assert max(first.values()) < 60
    assert pictures_mixed("one") == pictures_mixed("one")
    assert set(pictures_mixed("one")) == set(PICTURES)
