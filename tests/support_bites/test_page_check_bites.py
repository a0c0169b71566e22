"""Each check of the page client is fed a good page, which it lets pass, and spoiled ones, which it must not."""

from __future__ import annotations

import re

import pytest

from tests.support.page_check import CHECKS, PageFault
from tests.support_bites.tiny import (
    GOOD_ERROR,
    GOOD_HEADERS,
    GOOD_HTTPS_HEADERS,
    GOOD_PAGE,
    GOOD_PIECE,
    tiny_client,
)

SPOILED_PAGES = [
    ("parses", "<h2>A part</h2>", "<h2>A part</p></h2>"),
    ("parses", "<!doctype html>\n", ""),
    ("one_h1", "<h2>A part</h2>", "<h1>A part</h1>"),
    ("one_h1", "<h1>Your wheel</h1>", "<p>Your wheel</p>"),
    ("one_h1", "<h1>Your wheel</h1>", "<h1></h1>"),
    ("heading_order", "<h2>A part</h2>", "<h3>A part</h3>"),
    ("title", "<title>Your wheel", "<title>The wheel"),
    ("title", "<title>Your wheel – The wheel</title>", ""),
    ("title", "<h1>Your wheel</h1>", "<p data-page-name>Topic 1 of 12</p><h1>Your wheel</h1>"),
    ("language_and_direction", ' lang="en"', ""),
    ("language_and_direction", ' dir="ltr"', ""),
    ("language_and_direction", 'lang="en"', 'lang="ur"'),
    ("language_and_direction", 'lang="en"', 'lang="xx-nowhere"'),
    ("unique_ids", 'id="words"', 'id="main"'),
    ("unique_ids", 'id="words"', 'id=""'),
    ("landmarks", '<main id="main">', "<main><p></p></main><main>"),
    ("landmarks", '<meta name="viewport" content="width=device-width, initial-scale=1">', ""),
    ("landmarks", "initial-scale=1", "initial-scale=1, user-scalable=no"),
    ("pictures_and_links", ' alt=""', ""),
    ("pictures_and_links", "<title>A wheel</title>", ""),
    ("pictures_and_links", ' aria-hidden="true"', ""),
    ("pictures_and_links", ">The list</a>", "></a>"),
    ("nothing_inline", "<h2>A part</h2>", "<script>go()</script>"),
    ("nothing_inline", "<h2>A part</h2>", "<style>h1 {color: blue}</style>"),
    ("nothing_inline", "<h2>", '<h2 style="color: blue">'),
    ("nothing_inline", "<h2>", '<h2 onclick="go()">'),
    ("nothing_inline", 'href="/list"', 'href="javascript:go()"'),
    ("nothing_from_outside", 'src="/static/family', 'src="https://elsewhere.example/family'),
    ("nothing_from_outside", 'src="/static/a', 'src="//elsewhere.example/a'),
    ("nothing_from_outside", 'src="/static/a', 'src="data:image/svg+xml,a'),
    ("words", "A part", "A part of %(name)s"),
    ("words", "A part", "A part {{ name }}"),
    ("words", "A part", "A part &amp;amp; more"),
    ("words", 'aria-label="Who"', 'aria-label="TODO"'),
    ("exit_first", '<a class="exit" href="/exit">Exit this page</a>', ""),
    ("exit_first", '<a class="exit"', '<a href="#main">Skip</a><a class="exit"'),
    ("exit_first", "<h2>", '<h2 tabindex="3">'),
    ("labels", '<label for="note">Your words</label>', ""),
    ("labels", '<label for="note">', '<label for="other">'),
    ("labels", "Go on</button>", "</button>"),
    ("labels", "<legend>How is it?</legend>", ""),
    ("labels", '<label for="band-1">Hard</label>', ""),
    ("radios_are_grouped", "</fieldset>", '</fieldset><label><input type="radio" name="x" value="1">One</label>'),
    ("errors_are_tied", 'aria-describedby="note-hint"', 'aria-describedby="nothing"'),
    ("errors_are_tied", 'aria-describedby="note-hint"', 'aria-describedby="note-hint" aria-invalid="true"'),
    ("forms", ' action="/words"', ""),
    ("forms", ' method="post"', ""),
    ("forms", '<input type="hidden" name="csrf_token" value="token">', ""),
    ("forms", 'value="token"', 'value=""'),
    ("forms", 'method="post"', 'method="get"'),
    ("forms", "<button name", '<button type="button" name'),
    ("forms", "<button name", '<button form="another" name'),
    ("forms", 'action="/words"', 'action="https://elsewhere.example/"'),
    ("forms", 'name="go"', 'name="go" formaction="https://elsewhere.example/"'),
    ("fields_in_forms", "<h2>A part</h2>", '<input name="q" aria-label="Search">'),
    ("htmx_without_script", 'hx-post="/words"', 'hx-post="/other"'),
    ("htmx_without_script", "<h2>", '<h2 hx-post="/words">'),
    ("htmx_without_script", "<h2>", '<h2 hx-get="/list">'),
    ("htmx_without_script", 'hx-get="/list"', 'hx-get="/other"'),
    ("htmx_without_script", 'hx-get="/list"', 'hx-delete="/list"'),
    ("htmx_without_script", 'hx-target="#main"', 'hx-on:click="go()"'),
]
SPOILED_ERRORS = [
    ("errors_are_tied", "</main>", '<p class="field-error" id="x-error">Too long</p></main>'),
    ("title", "<title>Error: ", "<title>"),
    ("errors_are_tied", "note-hint note-error", "note-hint"),
    ("errors_are_tied", 'id="note-error"', 'id="other-error"'),
    ("error_summary", '<a href="#note">Say it shorter</a>', ""),
    ("error_summary", 'href="#note"', 'href="#nothing"'),
    ("error_summary", 'href="#note"', 'href="#main"'),
    ("error_summary", 'class="govuk-error-summary"', ""),
]
SPOILED_HEADERS = [
    ("content_security_policy", "Content-Security-Policy", None),
    ("content_security_policy", "Content-Security-Policy", "default-src 'self'"),
    ("content_security_policy", "Content-Security-Policy", f"{GOOD_HEADERS['Content-Security-Policy']}; sandbox"),
    (
        "content_security_policy",
        "Content-Security-Policy",
        GOOD_HEADERS["Content-Security-Policy"].replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
    ),
    ("security_headers", "X-Content-Type-Options", None),
    ("security_headers", "Referrer-Policy", "origin"),
    ("security_headers", "Cross-Origin-Opener-Policy", None),
    ("security_headers", "Cross-Origin-Resource-Policy", "cross-origin"),
    ("security_headers", "Permissions-Policy", None),
    (
        "security_headers",
        "Permissions-Policy",
        GOOD_HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)"),
    ),
    ("security_headers", "Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("security_headers", "Server", "gunicorn/27.0.1"),
    ("no_store", "Cache-Control", None),
    ("no_store", "Cache-Control", "private, max-age=60"),
    ("varies", "Vary", "Cookie"),
    ("cookies_are_safe", "Set-Cookie", "session=abc; Path=/; SameSite=Lax"),
    ("cookies_are_safe", "Set-Cookie", "session=abc; Path=/; HttpOnly"),
]
SPOILED_HTTPS = [
    ("security_headers", "Strict-Transport-Security", None),
    ("cookies_are_safe", "Set-Cookie", "session=abc; Secure; HttpOnly; Path=/; SameSite=Lax"),
    ("cookies_are_safe", "Set-Cookie", "__Host-session=abc; HttpOnly; Path=/; SameSite=Lax"),
]


def spoil(good: str, old: str, new: str) -> str:
    assert old in good, f"the good page has no {old!r}"
    return good.replace(old, new)


def refused(check: str) -> pytest.RaisesExc[PageFault]:
    return pytest.raises(PageFault, match=rf"(?m)^  {re.escape(check)}: ")


def test_good_pages_pass() -> None:
    assert tiny_client().get("/").heading == "Your wheel"
    assert tiny_client(GOOD_ERROR).get("/").errors == ["Say it shorter"]
    assert tiny_client(headers=GOOD_HTTPS_HEADERS, base_url="https://localhost").get("/").status == 200
    assert tiny_client(GOOD_PIECE).get("/", htmx=True).texts("p") == ["Saved"]


@pytest.mark.parametrize(("check", "old", "new"), SPOILED_PAGES)
def test_page_check_bites(check: str, old: str, new: str) -> None:
    with refused(check):
        tiny_client(spoil(GOOD_PAGE, old, new)).get("/")


@pytest.mark.parametrize(("check", "old", "new"), SPOILED_ERRORS)
def test_error_check_bites(check: str, old: str, new: str) -> None:
    with refused(check):
        tiny_client(spoil(GOOD_ERROR, old, new)).get("/")


@pytest.mark.parametrize(("check", "name", "value"), SPOILED_HEADERS)
def test_header_check_bites(check: str, name: str, value: str | None) -> None:
    headers = {k: v for k, v in {**GOOD_HEADERS, name: value}.items() if v is not None}
    with refused(check):
        tiny_client(headers=headers).get("/")


@pytest.mark.parametrize(("check", "name", "value"), SPOILED_HTTPS)
def test_https_header_check_bites(check: str, name: str, value: str | None) -> None:
    headers = {k: v for k, v in {**GOOD_HTTPS_HEADERS, name: value}.items() if v is not None}
    with refused(check):
        tiny_client(headers=headers, base_url="https://localhost").get("/")


def test_errors_in_another_language_need_a_word_in_front_of_the_title() -> None:
    urdu = GOOD_ERROR.replace('lang="en" dir="ltr"', 'lang="ur" dir="rtl"').replace("Error: ", "غلطی: ")
    tiny_client(urdu).get("/")
    with refused("title"):
        tiny_client(urdu.replace("غلطی: ", "")).get("/")


def test_a_refused_form_says_so_in_its_title() -> None:
    with refused("title"):
        tiny_client(status=422).get("/", status=422)


def test_statement_budget_bites() -> None:
    tiny_client(statements=12).get("/")
    with refused("statements"):
        tiny_client(statements=13).get("/")
    with refused("statements"):
        tiny_client(statements=7).get("/", statements=6)
    tiny_client(statements=13).get("/", statements=13)


def test_piece_with_a_layout_bites() -> None:
    with refused("landmarks"):
        tiny_client('<main id="main"><main></main></main>').get("/", htmx=True)
    with refused("one_h1"):
        tiny_client("<h1>One</h1><h1>Two</h1>").get("/", htmx=True)


def test_untranslated_pseudo_page_bites() -> None:
    page = re.sub(r">([^<>\n]*[a-z][^<>\n]*)<", r">⟦\1⟧<", GOOD_PAGE).replace("as before", "").replace(" – ", "⟧ – ⟦")
    page = page.replace('lang="en"', 'lang="eo"').replace('"Who"', '"⟦Who⟧"')
    tiny_client(page).get("/")
    for old, new in [
        ("⟦A part⟧", "A part"),
        ("⟦A part⟧", "⟦A part⟧ of it"),
        ('"⟦Who⟧"', '"Who"'),
        ("<title>⟦A wheel⟧</title>", "<title>A wheel</title>"),
    ]:
        with refused("words"):
            tiny_client(spoil(page, old, new)).get("/")
    tiny_client(spoil(page, "⟦A part⟧", '⟦A part⟧ <b translate="no">own words</b> <b lang="en">English</b>')).get("/")


def test_a_check_is_left_out_by_its_name() -> None:
    tiny_client(spoil(GOOD_PAGE, 'class="exit"', "")).get("/", exit_first=False)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(TypeError, match="no such check: exit_frist"):
        tiny_client().get("/", exit_frist=False)


def test_every_check_has_a_bite() -> None:
    tables = [SPOILED_PAGES, SPOILED_ERRORS, SPOILED_HEADERS, SPOILED_HTTPS]
    bitten = {row[0] for table in tables for row in table} | {"statements"}
    assert set(CHECKS) == bitten
