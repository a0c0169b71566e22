"""Whatever stands behind the # of an address, the page's script does its work."""

from __future__ import annotations

import pytest

from tests.browser.screens.back import Back
from tests.browser.visitor import Visitor


@pytest.mark.parametrize("fragment", ["%E0%A4%A", "%", "48%20177%203095%", "x" * 5000, "<img src=x>"])
def test_the_script_goes_on(visitor: Visitor, fragment: str) -> None:
    visitor.open(f"/back#{fragment}")
    Back(visitor).tap(("sun", "boat", "tree", "cup"))
    assert "#" in visitor.page.url, "the taps were sent one by one: the script is not at work"


@pytest.mark.parametrize("fragment", ["4821773095", "482%20177%203095", "482-177-3095"])
def test_the_code_goes_into_its_field_and_out_of_the_address(visitor: Visitor, fragment: str) -> None:
    visitor.open(f"/back#{fragment}")
    Back(visitor)
    assert visitor.page.input_value("#code") == "482 177 3095"
    assert visitor.page.url == visitor.server.base + "/back"
