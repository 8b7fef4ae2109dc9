"""Read settings from the environment; be loud when one is wrong."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class WrongSetting(ValueError):
    """An environment variable has a value that cannot be meant."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.lower() in TRUE:
        return True
    if raw.lower() in FALSE:
        return False
    raise WrongSetting(f"{name}={raw!r}: 只能是 1 或 0 / must be 1 or 0")


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    raw = os.environ.get(name)
    if raw is None:
        return default
    if not raw.isdigit() or not least <= int(raw) <= most:
        raise WrongSetting(f"{name}={raw!r}: 应是 {least} 到 {most} 的整数 / must be a whole number in that range")
    return int(raw)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def proxy(name: str) -> str:
    """`http://host:port`, perhaps with `user:password@`; empty where there is none."""
    raw = text(name)
    if not raw:
        return ""
    try:
        parts = urlsplit(raw)
        whole = parts.scheme == "http" and bool(parts.hostname) and parts.port is not None
    except ValueError:
        whole, parts = False, urlsplit("")
    if not whole or parts.path.strip("/") or parts.query or parts.fragment:  # the value may hold a password
        raise WrongSetting(f"{name}: 应如 http://proxy.example:3128 / must look like that, host and port")
    return raw


def secret(name: str, keep_in: Path) -> str:
    """The variable, or a secret made once and kept in a file only its owner may read."""
    if value := os.environ.get(name):
        return value
    if not keep_in.exists():
        keep_in.parent.mkdir(parents=True, exist_ok=True)
        fresh = os.open(keep_in, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(fresh, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return keep_in.read_text().strip()
