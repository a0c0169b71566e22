"""The forms of a hub's devices."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, RadioField, StringField

from wheel_app.accounts.hub.rules import LONGEST_LABEL, read_device_code
from wheel_app.accounts.staff.queries import Team
from wheel_app.web.forms import Form, ShortEnough, tidy


class DeviceForm(Form):
    """What a device is called, and at which hub it stands."""

    label = StringField(lazy_gettext("Name of the device"), filters=[tidy], validators=[ShortEnough(LONGEST_LABEL)])
    team = RadioField(lazy_gettext("At which hub?"), validate_choice=False)
    save_id = HiddenField()

    def chosen(self, hubs: tuple[Team, ...]) -> Team | None:
        """Return the hub that was chosen, None while something is missing; errors stand at their fields."""
        self.team.choices = [(hub.team_id, hub.name) for hub in hubs]
        self.validate()
        if not self.label.data and not self.label.errors:
            self.label.errors = [gettext("Give the device a name, such as the colour of its case.")]
        wanted = hubs[0].team_id if len(hubs) == 1 else self.team.data
        found = next((hub for hub in hubs if hub.team_id == wanted), None)
        if found is None:
            self.team.errors = [gettext("Choose the hub where it stands.")]
        return None if self.errors else found


class CodeForm(Form):
    """The one-time code, as it is typed on the device."""

    code = StringField(lazy_gettext("One-time code"))
    save_id = HiddenField()

    def read(self) -> str | None:
        """Return the eight digits, None with the error at the field."""
        self.validate()
        code = read_device_code(self.code.data or "")
        if code is None:
            self.code.errors = [gettext("The code has eight numbers. Type it as it stands on the other screen.")]
        return code
