"""allauth's pages that an office needs: sign in and out, password, second factor. No sign-up, no e-mail.

Each is named with its policy here, so that the written policy (docs/policy.csv) tells of them too.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import URLPattern, path

from sanxin.kernel.http.policy import open_to_all, policy
from sanxin.kernel.roles import ALL
from sanxin.people.views.signing_in import sign_in

View = Callable[..., Any]
BOTH = ("GET", "POST")


def anybody(route: str, view: View, name: str, *methods: str) -> URLPattern:
    return path(route, open_to_all(*methods)(view), name=name)


def signed_in(route: str, view: View, name: str, *methods: str) -> URLPattern:
    return path(route, policy(ALL, *methods)(view), name=name)


urlpatterns = [
    anybody("login/", sign_in, "account_login", *BOTH),
    anybody("inactive/", account.account_inactive, "account_inactive", "GET"),
    anybody("2fa/authenticate/", mfa.authenticate, "mfa_authenticate", *BOTH),
    anybody("2fa/webauthn/login/", keys.login_webauthn, "mfa_login_webauthn", *BOTH),
    signed_in("logout/", account.logout, "account_logout", *BOTH),
    signed_in("reauthenticate/", account.reauthenticate, "account_reauthenticate", *BOTH),
    signed_in("password/change/", account.password_change, "account_change_password", *BOTH),
    signed_in("password/set/", account.password_set, "account_set_password", *BOTH),
    signed_in("2fa/", mfa.index, "mfa_index", "GET"),
    signed_in("2fa/reauthenticate/", mfa.reauthenticate, "mfa_reauthenticate", *BOTH),
    signed_in("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp", *BOTH),
    signed_in("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp", *BOTH),
    signed_in("2fa/recovery-codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes", "GET"),
    signed_in("2fa/recovery-codes/generate/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes", *BOTH),
    signed_in("2fa/recovery-codes/download/", recovery.download_recovery_codes, "mfa_download_recovery_codes", "GET"),
    signed_in("2fa/webauthn/", keys.list_webauthn, "mfa_list_webauthn", "GET"),
    signed_in("2fa/webauthn/add/", keys.add_webauthn, "mfa_add_webauthn", *BOTH),
    signed_in("2fa/webauthn/reauthenticate/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn", *BOTH),
    signed_in("2fa/webauthn/keys/<int:pk>/remove/", keys.remove_webauthn, "mfa_remove_webauthn", *BOTH),
    signed_in("2fa/webauthn/keys/<int:pk>/edit/", keys.edit_webauthn, "mfa_edit_webauthn", *BOTH),
]
