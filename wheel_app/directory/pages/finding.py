"""“Find something local”: a topic, for whom, where; then what there is. It asks nobody who they are and keeps nothing.

What is looked for is posted from page to page: the browser keeps addresses, and one with a word or an entry in it would
tell whoever comes next what somebody looked for (decision 10).
"""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request

from wheel_app.directory.pages.blueprint import bp
from wheel_app.directory.pages.forms import FindForm
from wheel_app.directory.pages.topics import topic_of, topics
from wheel_app.directory.queries import find_service
from wheel_app.directory.searching.queries import find_services
from wheel_app.directory.searching.rules import Wanted, read_token
from wheel_app.directory.taking import taker_of
from wheel_app.web import current_db, page, redirect_to
from wheel_app.web.forms import tidy


@bp.get("/local")
def find() -> Response:
    return _ask_topic(FindForm(formdata=None).offer())


@bp.post("/local")
def find_now() -> Response:
    form = FindForm().offer()
    go = request.form.get("go", "")
    if go == "topics":
        return _ask_topic(form)
    if go == "change" or (request.form.get("topic") and not request.form.get("asked")):
        return _ask_more(form)
    wanted = form.read(current_db())
    return _ask_more(form, 422) if wanted is None else _results(form, wanted)


@bp.get("/local/one")
def find_anew() -> Response:
    return redirect_to("directory.find")


@bp.post("/local/one")
def show() -> Response:
    service = find_service(current_db(), tidy(request.form.get("service_id", ""))[:40])
    if service is None or not service.is_listed:
        abort(404)
    form = FindForm().offer()
    return page("directory/show.html", form=form, service=service, **_taking(form))


def _ask_topic(form: FindForm) -> Response:
    return page("directory/find.html", form=form, topics=topics(), **_taking(form))


def _ask_more(form: FindForm, status: int = 200) -> Response:
    return page("directory/more.html", form=form, topic=topic_of(form.topic.data or ""), status=status, **_taking(form))


def _results(form: FindForm, wanted: Wanted) -> Response:
    after = read_token(request.form.get("after", ""))
    found = find_services(current_db(), wanted, after)
    return page(
        "directory/results.html" if found.found or after else "directory/nothing.html",
        form=form,
        topic=topic_of(form.topic.data or ""),
        wanted=wanted,
        found=found,
        is_first=after is None,
        **_taking(form),
    )


def _taking(form: FindForm) -> dict[str, Any]:
    return {"taker": taker_of(form.into.data or "")}
