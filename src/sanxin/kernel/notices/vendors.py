"""How each vendor's robot wants to be spoken to: address, body, signature, answer, limits. Plain functions."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qs, quote_plus, urlsplit

from sanxin.kernel.models.notice import Vendor

TEXT_BYTES = 2000
"""WeCom takes 2,048 bytes of text, the others more."""


@dataclass(frozen=True)
class House:
    """What is public about a vendor's robots."""

    host: str
    path: str
    """How the path of a webhook starts."""
    key: str
    """The parameter that holds the key; empty where it stands in the path."""
    a_minute: int
    """So many messages a minute at most, a few below what the vendor says."""
    a_second: int = 20


HOUSES = {
    Vendor.WECOM: House("qyapi.weixin.qq.com", "/cgi-bin/webhook/send", "key", 18),
    Vendor.DINGTALK: House("oapi.dingtalk.com", "/robot/send", "access_token", 18),
    Vendor.FEISHU: House("open.feishu.cn", "/open-apis/bot/v2/hook/", "", 90, 4),
}
BUSY_CODES = {45009, 130101, 410100, 9499, 11232, 11233}
"""Too many at once, in the words of the three; worth another try."""
AWAY_FROM_THE_HOUR = timedelta(minutes=1)


def vendor_of(url: str) -> Vendor | None:
    """Whose robot an address belongs to, by its path: a private deployment keeps the paths under its own host."""
    parts = urlsplit(url)
    for vendor, house in HOUSES.items():
        if house.key and parts.path == house.path and parse_qs(parts.query).get(house.key):
            return vendor
        if not house.key and parts.path.startswith(house.path) and len(parts.path) > len(house.path):
            return vendor
    return None


def request_of(vendor: str, url: str, secret: str, text: str, now: datetime) -> tuple[str, bytes]:
    """Address and body of one text message, signed where there is a secret."""
    short = text.encode()[:TEXT_BYTES].decode(errors="ignore")
    if vendor == Vendor.FEISHU:
        said = {"msg_type": "text", "content": {"text": short}}
        return url, _json({**_feishu_signature(secret, now), **said} if secret else said)
    body = _json({"msgtype": "text", "text": {"content": short}})
    if vendor == Vendor.DINGTALK and secret:
        milliseconds = int(now.timestamp() * 1000)
        return f"{url}&timestamp={milliseconds}&sign={quote_plus(dingtalk_signature(secret, milliseconds))}", body
    return url, body


def dingtalk_signature(secret: str, milliseconds: int) -> str:
    """The secret is the key, and part of what is signed."""
    return _base64(hmac.digest(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256))


def feishu_signature(secret: str, seconds: int) -> str:
    """Time and secret are the key, and nothing is signed."""
    return _base64(hmac.digest(f"{seconds}\n{secret}".encode(), b"", hashlib.sha256))


def fault_in(answer: Mapping[str, object]) -> tuple[str, bool]:
    """The code of a refusal ("" if there is none), and whether it is worth another try."""
    code = next((answer[name] for name in ("errcode", "code", "StatusCode") if name in answer), None)
    if code == 0:
        return "", False
    return f"vendor.{code}", code in BUSY_CODES


def wait_for_the_hour(vendor: str, local: datetime) -> timedelta:
    """Feishu asks everybody to keep off the full and the half hour."""
    near = vendor == Vendor.FEISHU and local.minute % 30 == 0
    return AWAY_FROM_THE_HOUR if near else timedelta()


def _feishu_signature(secret: str, now: datetime) -> dict[str, str]:
    seconds = int(now.timestamp())
    return {"timestamp": str(seconds), "sign": feishu_signature(secret, seconds)}


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


def _json(said: Mapping[str, object]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
