"""The fields of looking after staff, teams and the organisation."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField

from wheel_app.accounts.staff.entry import fold_email, is_email
from wheel_app.accounts.staff.office.rules import LONGEST_NAME, LONGEST_TITLE
from wheel_app.accounts.staff.queries import Staff, Team
from wheel_app.web import Form
from wheel_app.web.forms import ShortEnough, tidy

ROLE_NAMES = {
    "worker": lazy_gettext("Worker: sees the families of their teams"),
    "manager": lazy_gettext("Manager: a worker who also names leads"),
    "host": lazy_gettext("Hub host: hands the iPads out and sees no names"),
    "administrator": lazy_gettext("Administrator: keeps the accounts, sees no family"),
    "analyst": lazy_gettext("Analyst: sees no names, only how many"),
}


class NamedForm(Form):
    """A form in which some texts must not be left empty."""

    asked: tuple[str, ...] = ()

    def is_filled(self) -> bool:
        """Whether all is there that is asked for and fits; says so at the fields where it is not."""
        is_fine = self.validate()
        for name in self.asked:
            if not self[name].data:
                self[name].errors = [gettext("Please fill this in.")]
        return is_fine and not self.errors


class MemberForm(NamedForm):
    """Somebody of the staff: name, title, role and teams."""

    asked: tuple[str, ...] = ("full_name", "role")
    full_name = StringField(lazy_gettext("Name"), [ShortEnough(LONGEST_NAME)], filters=[tidy])
    title = StringField(lazy_gettext("What they do"), [ShortEnough(LONGEST_TITLE)], filters=[tidy])
    role = RadioField(lazy_gettext("What they may do here"), validate_choice=False)
    teams = SelectMultipleField(lazy_gettext("Teams"), validate_choice=False)

    def offer(self, teams: Iterable[Team]) -> None:
        """Offer every role, and these teams."""
        self.role.choices = list(ROLE_NAMES.items())
        self.teams.choices = [(team.team_id, team.name) for team in teams]

    def is_filled(self) -> bool:
        """Also whether role and teams are among those that are offered."""
        is_fine = super().is_filled()
        if self.role.data and self.role.data not in ROLE_NAMES:
            self.role.errors = [gettext("Please choose one of these.")]
        if not set(self.teams.data or ()) <= {value for value, _ in self.teams.choices}:
            self.refuse_teams()
        return is_fine and not self.errors

    def refuse_teams(self) -> None:
        """Say that a team which was chosen is open no more."""
        self.teams.errors = [gettext("This team has been closed. Please choose again.")]


class NewMemberForm(MemberForm):
    """Somebody new, with the address they sign in with."""

    asked = ("full_name", "email", "role")
    email = StringField(lazy_gettext("Work email address"), filters=[tidy])
    save_id = HiddenField()

    def is_filled(self) -> bool:
        """Also whether the address may be one."""
        is_fine = super().is_filled()
        if self.email.data and not is_email(fold_email(self.email.data)):
            self.email.errors = [gettext("This is not a whole email address, such as jo@example.org.")]
        return is_fine and not self.errors


class TeamForm(NamedForm):
    """A team."""

    asked = ("name",)
    name = StringField(lazy_gettext("Name of the team"), [ShortEnough(LONGEST_TITLE)], filters=[tidy])
    area = StringField(lazy_gettext("Area, if it has one"), [ShortEnough(LONGEST_TITLE)], filters=[tidy])
    is_hub = BooleanField(lazy_gettext("It is a hub with iPads for families"))
    save_id = HiddenField()


class OrganisationForm(NamedForm):
    """An organisation's name, as families read it."""

    asked = ("name",)
    name = StringField(lazy_gettext("Name, as families read it"), [ShortEnough(LONGEST_TITLE)], filters=[tidy])


class LeadForm(Form):
    """Who is named; nobody is a choice too."""

    lead = SelectField(lazy_gettext("Who"), validate_choice=False)

    def offer(self, staff: Iterable[Staff]) -> None:
        """Offer these people, and nobody."""
        self.lead.choices = [("", gettext("Nobody yet")), *((one.staff_id, one.full_name) for one in staff)]
