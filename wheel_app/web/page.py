"""The one door to templates, and redirects that suit both a plain form and htmx."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request, url_for


def is_fragment_request() -> bool:
    """Whether htmx or the saving script asks, so that only a piece of a page is wanted."""
    return bool(request.htmx) or is_save()  # type: ignore[attr-defined]


def is_save() -> bool:
    """Whether the saving script asks, which wants no more than a word back."""
    return request.headers.get("X-Save") == "1"


def is_automatic() -> bool:
    """Whether a page asks by itself, with nobody’s hand on it; no visit lasts longer for that."""
    return request.headers.get("X-Automatic") == "1" or "automatic" in request.args


def drawing(template: str, **values: Any) -> str:
    """Render a picture or another piece that goes somewhere else than to the visitor, such as onto paper."""
    return render_template(template, **values)


def page(template: str, *, status: int = 200, **values: Any) -> Response:
    """Render a whole page that belongs to one person or visitor."""
    return make_response(render_template(template, **values), status)


def page_in_place(template: str, *, status: int, **values: Any) -> Response:
    """Render a page that says what became of a form; htmx, which swaps it in, gets its title and its main part."""
    return page(template, status=status, is_piece=bool(request.htmx), **values)  # type: ignore[attr-defined]


def fragment(template: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> Response:
    """Render a piece of a page for htmx or for the saving script."""
    response = make_response(render_template(template, **values), status)
    response.headers.update(headers or {})
    return response


def word(template: str, **values: Any) -> Response:
    """Render a piece that asks nothing of the shell, such as the word back to the saving script: the quickest reply."""
    return Response(current_app.jinja_env.get_template(template).render(**values))


def redirect_to(endpoint: str, **values: Any) -> Response:
    """Send the visitor on after a form: 303, or a header that makes htmx load the whole page."""
    address = url_for(endpoint, **values)
    if request.htmx:  # type: ignore[attr-defined]
        return Response(status=200, headers={"HX-Redirect": address})
    return Response(status=303, headers={"Location": address})


def read_templates(app: Flask) -> None:
    """Read every page of ours now, before the processes part: they share it, and nobody's first page waits for it."""
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.endswith(".html") and "govuk" not in name):
        app.jinja_env.get_template(name)
