"""TOTP and passkeys on accounts without e-mail."""

import json
import time
from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.people.conftest import sign_in


def code_of(secret: str) -> str:
    """What the authenticator on a phone shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    sign_in(client, cast.officer)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def activate(client: Client) -> str:
    secret: str = client.get("/account/2fa/totp/activate/").context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    return secret


def test_an_authenticator_is_activated(cast: Cast, client: Client) -> None:
    page = client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    assert page.context["totp_url"].startswith("otpauth://totp/")

    activate(client)

    stored = Authenticator.objects.get(user=cast.officer.user, type=Authenticator.Type.TOTP)
    assert stored.data["secret"].startswith("gAAAA"), "the secret is kept encrypted"
    assert "验证器" in client.get("/people/account/").content.decode()


def test_a_new_factor_asks_for_the_password_again(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.officer)

    answer = client.get("/account/2fa/totp/activate/")

    assert answer["Location"].startswith("/account/reauthenticate/")
    assert client.get(answer["Location"]).status_code == 200


def test_a_wrong_code_activates_nothing(client: Client) -> None:
    client.post("/account/2fa/totp/activate/", {"code": "000000"})

    assert not Authenticator.objects.exists()


def test_signing_in_then_asks_for_the_code(cast: Cast, client: Client) -> None:
    secret = activate(client)
    other = Client()

    first = sign_in(other, cast.officer)
    assert first["Location"].startswith("/account/2fa/authenticate/")
    assert other.get("/people/account/")["Location"].startswith("/account/login/")
    assert other.get("/account/2fa/authenticate/").status_code == 200

    wrong = other.post("/account/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    right = other.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert right["Location"] == "/"
    assert other.get("/people/account/").status_code == 200


def test_recovery_codes_help_once(cast: Cast, client: Client) -> None:
    activate(client)
    client.post("/account/2fa/recovery-codes/generate/")
    code = client.get("/account/2fa/recovery-codes/").context["unused_codes"][0]

    outcomes = []
    for _ in range(2):
        other = Client()
        sign_in(other, cast.officer)
        outcomes.append(other.post("/account/2fa/authenticate/", {"code": code}).status_code)

    assert outcomes == [302, 200]


def test_the_pages_of_passkeys_show(client: Client) -> None:
    assert client.get("/account/2fa/").status_code == 200
    assert client.get("/account/2fa/webauthn/").status_code == 200
    page = client.get("/account/2fa/webauthn/add/")
    assert page.status_code == 200
    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert options["user"]["name"] == "lp001"
    assert options["rp"]["id"] == "testserver"


def test_a_passkey_sign_in_begins_with_a_challenge(cast: Cast) -> None:
    answer = Client().get("/account/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"})

    options = json.loads(answer.content)["request_options"]["publicKey"]
    assert len(options["challenge"]) >= 40


def test_an_answer_nobody_asked_for_signs_in_nobody(cast: Cast, now: datetime) -> None:
    client = Client()

    client.post("/account/2fa/webauthn/login/", {"credential": "{}"})

    assert client.get("/people/account/")["Location"].startswith("/account/login/")
