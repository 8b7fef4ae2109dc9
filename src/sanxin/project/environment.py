"""Read settings from the environment; be loud when one is wrong."""

import os
import re
import secrets
import tempfile
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
PREFIX = "SANXIN_"
OF_RUN = {"SANXIN_HOST", "SANXIN_WEB_PROCESSES"}
"""Asked for by `sanxin run` alone."""
_NAME = r"[\w-]+(?:\.[\w-]+)*"
HOST = re.compile(rf"\*|\.?{_NAME}|\[[0-9a-fA-F:.]+\]")
"""What may stand in a list of host names: a name, all below it (`.example.cn`), an IPv6 address, or all (`*`)."""
HOST_AND_PORT = re.compile(rf"{_NAME}(?::\d{{1,5}})?")

_asked: set[str] = set()


class WrongSetting(ValueError):
    """An environment variable has a value that cannot be meant."""


def _get(name: str) -> str | None:
    _asked.add(name)
    return os.environ.get(name)


def text(name: str, default: str = "") -> str:
    return default if (raw := _get(name)) is None else raw


def flag(name: str, default: bool) -> bool:
    raw = _get(name)
    if raw is None:
        return default
    if raw.lower() in TRUE:
        return True
    if raw.lower() in FALSE:
        return False
    raise WrongSetting(f"{name}={raw!r}: 只能是 1 或 0 / must be 1 or 0")


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    raw = _get(name)
    if raw is None:
        return default
    if not re.fullmatch("[0-9]{1,12}", raw) or not least <= int(raw) <= most:
        raise WrongSetting(
            f"{name}={raw!r}: 应是 {least} 到 {most} 的整数 / must be a whole number from {least} to {most}"
        )
    return int(raw)


def choice(name: str, default: str, among: Collection[str]) -> str:
    raw = text(name, default)
    if raw not in among:
        raise WrongSetting(f"{name}={raw!r}: 只能是 {'、'.join(among)} 之一 / must be one of {', '.join(among)}")
    return raw


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def hosts(name: str, default: str = "", *, like: re.Pattern[str] = HOST) -> list[str]:
    """Names of machines: no `https://`, no path; a port only where the pattern knows one."""
    found = words(name, default)
    for host in found:
        if not like.fullmatch(host):
            raise WrongSetting(
                f"{name}: {host!r} 不是主机名，只写名字，如 sanxin.example.gov.cn / is no host name: the name alone"
            )
    return found


def address(name: str) -> str:
    """`https://host`, perhaps with a port or a path; empty where there is none."""
    raw = text(name)
    try:
        parts = urlsplit(raw)
        whole = (
            parts.scheme in {"http", "https"} and bool(re.fullmatch(_NAME, parts.hostname or "")) and parts.port != 0
        )
    except ValueError:
        whole, parts = False, urlsplit("")
    if raw and (not whole or parts.query or parts.fragment or parts.username):
        raise WrongSetting(f"{name}={raw!r}: 应如 https://sanxin.example.gov.cn / must look like that")
    return raw


def folder(name: str, default: str) -> Path:
    """A folder that is there, or can be made, and may be written to."""
    raw = text(name, default)
    if not raw.strip():
        raise WrongSetting(f"{name} 是空的，要么写上文件夹，要么去掉 / is empty: name a folder or leave it out")
    path = Path(raw).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        why = problem.strerror
        raise WrongSetting(f"{name}={raw!r}: 建不了这个文件夹 / this folder cannot be made ({why})") from problem
    if not os.access(path, os.W_OK | os.X_OK):
        raise WrongSetting(f"{name}={raw!r}: 这个文件夹不能写 / this folder cannot be written to")
    return path


def certificates(name: str) -> str:
    """A file with certificates (PEM); empty where there is none."""
    raw = text(name)
    if not raw:
        return ""
    try:
        sound = b"BEGIN CERTIFICATE" in Path(raw).read_bytes()
    except OSError:
        sound = False
    if not sound:
        raise WrongSetting(f"{name}={raw!r}: 不是能读的证书文件（PEM） / is no readable file of certificates (PEM)")
    return raw


def database(name: str, default: str) -> dict[str, Any]:
    """SQLite or PostgreSQL. The value may hold a password, so no sentence repeats it."""
    import dj_database_url

    wrong = WrongSetting(f"{name}: 应如 postgresql://user:password@host/name / must look like that")
    raw = text(name, default)
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(raw, conn_max_age=600, conn_health_checks=True))
    except ValueError:
        raise wrong from None
    if found["ENGINE"] not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"} or not found["NAME"]:
        raise wrong
    return found


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
    if value := _get(name):
        return value
    if not keep_in.exists():
        _make_secret(keep_in)
    try:
        kept = keep_in.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongSetting(f"{keep_in}: 密钥文件读不出 / this key cannot be read ({problem})") from problem
    if not kept:
        raise WrongSetting(f"{keep_in}: 密钥文件是空的，请从备份恢复 / this key is empty: restore it from a backup")
    return kept


def _make_secret(keep_in: Path) -> None:
    """Whole or not at all, and one only, however many processes start at once."""
    keep_in.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=keep_in.parent)  # readable by its owner only
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, keep_in)
    except FileExistsError:
        pass  # another process was faster: its key is ours
    except OSError:  # a file system without links
        os.replace(fresh, keep_in)
    finally:
        Path(fresh).unlink(missing_ok=True)


def strangers() -> list[str]:
    """A sentence for each variable that begins like ours and nobody asked for: a slip leaves the default in force."""
    known = _asked | OF_RUN
    odd = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    return [_stranger(name, get_close_matches(name, sorted(known), 1, 0.8)) for name in odd]


def _stranger(name: str, meant: list[str]) -> str:
    if meant:
        return f"没有 {name} 这项设置，是不是 {meant[0]} / no such setting; is {meant[0]} meant?"
    return f"没有 {name} 这项设置 / no such setting"
