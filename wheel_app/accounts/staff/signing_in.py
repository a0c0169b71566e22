"""The pages of signing in and out as staff: the password, then the second factor."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, session
from flask_babel import gettext
from flask_login import current_user

from wheel_app.accounts.coming_back import Refused
from wheel_app.accounts.hub.here import address_to_count
from wheel_app.accounts.leaving import leave_here
from wheel_app.accounts.sign_ins import SignIn
from wheel_app.accounts.staff.actions import end_visit
from wheel_app.accounts.staff.blueprint import bp, machine_here, pepper
from wheel_app.accounts.staff.carried import offer_again
from wheel_app.accounts.staff.entry import Step, check_factor, check_password, staff_here
from wheel_app.accounts.staff.forms import Guarded, NumberForm, SignInForm
from wheel_app.accounts.staff.known import known_as, remember
from wheel_app.web import current_db, device_token, now, page, redirect_to
from wheel_app.web.sign_ins import enter

STEP = "staff_step"


@bp.get("/staff/sign-in")
def sign_in() -> Response:
    return page("accounts/sign_in.html", form=SignInForm(formdata=None))


@bp.post("/staff/sign-in")
def sign_in_now() -> Response:
    form = SignInForm()
    if not form.is_filled():
        return page("accounts/sign_in.html", form=form, status=422)
    outcome = _check_password(form)
    if isinstance(outcome, Refused):
        words = gettext("This address and this password do not go together.")
        return refused_page("accounts/sign_in.html", form, outcome, words)
    return _towards_factor(outcome, form.carried.data)


def _check_password(form: SignInForm) -> Step | Refused:
    return check_password(
        current_db(),
        form.email.data,
        form.password.data,
        known=known_as(form.email.data),
        address=address_to_count(),
        at=now(),
        pepper=pepper(),
    )


def _towards_factor(step: Step, carried: str | None) -> Response:
    # Whoever was here before is not any more: also a family whose visit nobody ended.
    leave_here()
    session[STEP] = asdict(step)
    if not carried:
        return redirect_to("staff.second_step")
    return page("accounts/second_step.html", form=NumberForm(formdata=None, carried=carried))


def step_here(name: str) -> Step | None:
    """Return the step that this browser carries under a name, None where it carries none."""
    kept = session.get(name)
    return Step(**kept) if kept else None


@bp.get("/staff/second-step")
def second_step() -> Response:
    if step_here(STEP) is None:
        return redirect_to("staff.sign_in")
    return page("accounts/second_step.html", form=NumberForm(formdata=None))


@bp.post("/staff/second-step")
def second_step_now() -> Response:
    form, step = NumberForm(), step_here(STEP)
    if step is None:
        return _begin_again(form)
    if not form.is_filled():
        return page("accounts/second_step.html", form=form, status=422)
    outcome = _check(step, form.number.data)
    if isinstance(outcome, Refused):
        return _refused(form, outcome)
    come_in(outcome)
    return offer_again(form.carried.data, outcome) or redirect_to("home.today")


def come_in(sign_in: SignIn) -> None:
    """Begin the visit in this browser, and know it again as one of theirs."""
    enter(sign_in)
    remember(staff_here(sign_in).email)


def _check(step: Step, number: str) -> SignIn | Refused:
    return check_factor(
        current_db(),
        step,
        number,
        device_token=device_token(),
        machine=machine_here(),
        address=address_to_count(),
        at=now(),
        pepper=pepper(),
    )


def _refused(form: NumberForm, refused: Refused) -> Response:
    if refused.reason == "over":
        return _begin_again(form)
    words = gettext("This number does not fit. Each works once and for half a minute. Type the one that shows now.")
    return refused_page("accounts/second_step.html", form, refused, words)


def _begin_again(form: NumberForm) -> Response:
    session.pop(STEP, None)
    if not form.carried.data:
        return redirect_to("staff.sign_in")
    return page("accounts/sign_in.html", form=SignInForm(formdata=None, carried=form.carried.data))


def refused_page(template: str, form: Guarded, refused: Refused, words: str, **values: object) -> Response:
    """Return a form with what was refused at its field, and when to try again."""
    response = page(template, form=form, status=form.refuse(refused, words), **values)
    if refused.reason == "wait":
        response.headers["Retry-After"] = str(refused.minutes * 60)
    return response


@bp.post("/staff/sign-out")
def sign_out() -> Response:
    own = current_user
    end_visit(current_db(), own.staff_id, own.sign_in_id, actor=own.staff_id, role=own.role, at=now(), why="asked")
    leave_here()
    response = redirect_to("staff.sign_in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
