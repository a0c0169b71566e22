"""Every setting, typed, read once from the environment. A wrong or missing one stops the start with one sentence."""

from __future__ import annotations

import ipaddress
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

LEAST_SECRET_BYTES = 32


class SettingError(Exception):
    """A setting is missing or wrong; the message is one sentence that says how to mend it."""


@dataclass(frozen=True)
class Settings:
    """What an operator may choose. Times are in the unit that the name ends with."""

    database_url: str
    secret_key: str
    seal_key: str
    base_url: str
    old_secret_keys: tuple[str, ...] = ()
    area: Path | None = None
    exit_url: str = "https://www.bbc.co.uk/weather"
    keep_months: int = 15
    keep_family_years: int = 6
    keep_child_age: int = 25
    purge_hours: int = 24
    backup_days: int = 30
    idle_minutes_alone: int = 10
    idle_minutes_with_worker: int = 30
    trusted_proxies: int = 0
    private_feeds: bool = False
    extra_translations: Path | None = None
    bind: str = "127.0.0.1:8000"
    workers: int = 2
    threads: int = 8
    point_set: str = "seven"
    tls_cert: str | None = None
    tls_key: str | None = None

    @property
    def is_https(self) -> bool:
        """Whether families reach the app over https; cookies and headers follow from it."""
        return urlsplit(self.base_url).scheme == "https"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the WHEEL_… variables; raise SettingError for the first that is missing or wrong."""
        _refuse_debugging(environ)
        area = environ.get("WHEEL_AREA", "").strip()
        base_url = _base_url(_required(environ, "WHEEL_BASE_URL"))
        return cls(
            database_url=_required(environ, "WHEEL_DATABASE_URL"),
            secret_key=_secret(environ, "WHEEL_SECRET_KEY"),
            seal_key=_secret(environ, "WHEEL_SEAL_KEY"),
            old_secret_keys=tuple(environ.get("WHEEL_OLD_SECRET_KEYS", "").split()),
            base_url=base_url,
            area=_folder(area) if area else None,
            exit_url=_away(environ.get("WHEEL_EXIT_URL", cls.exit_url)),
            keep_months=_whole(environ, "WHEEL_KEEP_MONTHS", cls.keep_months, 1, 120),
            keep_family_years=_whole(environ, "WHEEL_KEEP_FAMILY_YEARS", cls.keep_family_years, 1, 100),
            keep_child_age=_whole(environ, "WHEEL_KEEP_CHILD_AGE", cls.keep_child_age, 18, 100),
            purge_hours=_whole(environ, "WHEEL_PURGE_HOURS", cls.purge_hours, 1, 168),
            backup_days=_whole(environ, "WHEEL_BACKUP_DAYS", cls.backup_days, 0, 400),
            idle_minutes_alone=_whole(environ, "WHEEL_IDLE_MINUTES_ALONE", cls.idle_minutes_alone, 1, 60),
            idle_minutes_with_worker=_whole(
                environ, "WHEEL_IDLE_MINUTES_WITH_WORKER", cls.idle_minutes_with_worker, 1, 60
            ),
            trusted_proxies=_whole(environ, "WHEEL_TRUSTED_PROXIES", 0, 0, 5),
            private_feeds=_whole(environ, "WHEEL_PRIVATE_FEEDS", 0, 0, 1) == 1,
            bind=environ.get("WHEEL_BIND", "").strip() or f"127.0.0.1:{urlsplit(base_url).port or 8000}",
            workers=_whole(environ, "WHEEL_WORKERS", cls.workers, 1, 64),
            threads=_whole(environ, "WHEEL_THREADS", cls.threads, 1, 64),
            point_set=environ.get("WHEEL_POINT_SET", "").strip() or cls.point_set,
            tls_cert=environ.get("WHEEL_TLS_CERT_FILE", "").strip() or None,
            tls_key=environ.get("WHEEL_TLS_KEY_FILE", "").strip() or None,
        )


def _refuse_debugging(environ: Mapping[str, str]) -> None:
    if environ.get("FLASK_DEBUG", "").strip().lower() not in ("", "0", "false", "no"):
        raise SettingError("FLASK_DEBUG is set, which shows to whoever meets an error what the app knows. Unset it.")


def _required(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise SettingError(f"{name} is not set. README.md, “Settings”, says what it takes.")
    return value


def _secret(environ: Mapping[str, str], name: str) -> str:
    path = environ.get(f"{name}_FILE", "").strip()
    secret = _secret_from(Path(path)) if path else _required(environ, name)
    if len(secret.encode()) < LEAST_SECRET_BYTES:
        raise SettingError(
            f"{name} is shorter than {LEAST_SECRET_BYTES} bytes. Make a new one with: openssl rand -hex 32"
        )
    return secret


def _secret_from(path: Path) -> str:
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SettingError(f"Others on this machine may read the secret key file {path}. Run chmod 600 on it.")
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingError(f"The secret key file {path} cannot be read: {error.strerror}.") from error


def _base_url(value: str) -> str:
    parts = _address(value)
    if parts is None or parts.scheme not in ("http", "https"):
        raise SettingError("WHEEL_BASE_URL must be a whole address and no more, such as https://wheel.example.org.")
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        raise SettingError("WHEEL_BASE_URL may be plain http only on this machine itself. Use https.")
    return value.rstrip("/")


def _address(value: str) -> SplitResult | None:
    """Take an address apart; None when it is none, or says more than where."""
    try:
        parts = urlsplit(value)
        is_bare = parts.port != 0 and parts.hostname and not (parts.path.strip("/") or parts.query or parts.fragment)
    except ValueError:
        return None
    return parts if is_bare and "@" not in parts.netloc else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _away(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname:
        raise SettingError("WHEEL_EXIT_URL must be a whole https address of an everyday page.")
    return value


def _folder(value: str) -> Path:
    path = Path(value)
    if not path.is_dir():
        raise SettingError(f"WHEEL_AREA names the folder {value}, and there is none.")
    return path


def _whole(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise SettingError(f"{name} must be a whole number from {least} to {most}.")
    return int(text)
