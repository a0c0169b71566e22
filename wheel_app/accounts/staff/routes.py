"""The pages of signing in and out as staff."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_babel import lazy_gettext
from wtforms import PasswordField, StringField

from wheel_app.accounts.leaving import leave_here
from wheel_app.web import Form, page, redirect_to

bp = Blueprint("staff", __name__)


class SignInForm(Form):
    """Who signs in, and their password."""

    email = StringField(lazy_gettext("Work email address"))
    password = PasswordField(lazy_gettext("Password"))


@bp.get("/staff/sign-in")
def sign_in() -> Response:
    return page("accounts/sign_in.html", form=SignInForm())


@bp.post("/staff/sign-out")
def sign_out() -> Response:
    leave_here()
    response = redirect_to("staff.sign_in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
