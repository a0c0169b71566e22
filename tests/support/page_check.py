"""The list of checks that every page in a test goes through, and how to leave one out by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tests.support import checks_of_forms as of_forms
from tests.support import checks_of_page as of_page
from tests.support import checks_of_reply as of_reply
from tests.support.seen import Seen

Check = Callable[[Seen], Iterator[str]]

EVERY_REPLY: dict[str, Check] = {
    check.__name__: check
    for check in (
        of_reply.content_security_policy,
        of_reply.security_headers,
        of_reply.no_store,
        of_reply.varies,
        of_reply.cookies_are_safe,
        of_reply.statements,
    )
}
EVERY_PAGE: dict[str, Check] = {
    check.__name__: check
    for check in (
        of_page.parses,
        of_page.one_h1,
        of_page.heading_order,
        of_page.title,
        of_page.language_and_direction,
        of_page.unique_ids,
        of_page.landmarks,
        of_page.pictures_and_links,
        of_page.nothing_inline,
        of_page.nothing_from_outside,
        of_page.words,
        of_page.exit_first,
        of_forms.labels,
        of_forms.radios_are_grouped,
        of_forms.errors_are_tied,
        of_forms.error_summary,
        of_forms.forms,
        of_forms.fields_in_forms,
        of_forms.htmx_without_script,
    )
}
CHECKS = EVERY_REPLY | EVERY_PAGE


class PageFault(AssertionError):
    """A page breaks a rule that holds for every page; the message lists every fault found."""


def check(seen: Seen, *, is_html: bool, switches: Mapping[str, bool]) -> None:
    """Raise PageFault with everything that is wrong, but for checks switched off as `name=False`."""
    unknown = set(switches) - set(CHECKS)
    if unknown:
        raise TypeError(f"no such check: {', '.join(sorted(unknown))}. There are {', '.join(sorted(CHECKS))}.")
    wanted = CHECKS if is_html else EVERY_REPLY
    faults = [f"{name}: {fault}" for name, run in wanted.items() if switches.get(name, True) for fault in run(seen)]
    if faults:
        raise PageFault(f"{seen.method} {seen.path} → {seen.status}\n  " + "\n  ".join(faults))
