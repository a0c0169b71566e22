"""What nobody sees but must never happen: script errors, breaches of the content policy, requests to other hosts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

REPORT = """document.addEventListener('securitypolicyviolation', (e) =>
  window.sayBreach && window.sayBreach(`${e.violatedDirective}: ${e.blockedURI} ${e.sample}`));"""


def _is_told_only(request: Request) -> bool:
    """Whether it is where the reply to “I leave” would lead. It is not gone after: weather.py would notice."""
    return request.redirected_from is not None and urlsplit(request.redirected_from.url).path == "/exit"


class Watch:
    """Collects faults of every page in a context; what a test provokes on purpose is expected by a pattern."""

    def __init__(self, context: BrowserContext, base: str, away: str) -> None:
        self.hosts = {urlsplit(base).netloc}
        self.away = away
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.expected: list[str] = []
        context.expose_binding("sayBreach", lambda source, told: self.faults.append(f"content policy: {told}"))
        context.add_init_script(REPORT)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("response", self._response)

    def expect(self, pattern: str) -> None:
        """Say what a test does on purpose, such as cutting the network."""
        self.expected.append(pattern)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"script error: {error.error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        self.requests.append(f"{request.method} {parts.path}")
        is_away = request.url == self.away and (request.is_navigation_request() or _is_told_only(request))
        if parts.scheme in ("http", "https") and parts.netloc not in self.hosts and not is_away:
            self.faults.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} from {response.url}")

    def unexpected(self) -> list[str]:
        return [fault for fault in self.faults if not any(re.search(one, fault) for one in self.expected)]
