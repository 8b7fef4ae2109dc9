"""All settings, read from the environment. docs/settings.md lists every variable."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from sanxin.project import environment as env
from sanxin.project import sqlite
from sanxin.project.static_headers import add_headers

sqlite.install(keeps_rows=env.text("DATABASE_URL", "sqlite").startswith("sqlite"))

PACKAGE = Path(__file__).resolve().parent.parent
HOME = env.folder("SANXIN_HOME", "var")

# --- who may talk to us -------------------------------------------------------------------------
DEBUG = env.flag("SANXIN_DEBUG", False)
DEVELOPMENT = DEBUG or env.flag("SANXIN_DEVELOPMENT", False)
"""Shows the component catalogue; never changes what the product does."""
SECRET_KEY = env.secret("SANXIN_SECRET_KEY", HOME / "keys" / "secret.key")
AUDIT_KEY = env.secret("SANXIN_AUDIT_KEY", HOME / "keys" / "audit.key")
FIELD_KEY = env.secret("SANXIN_FIELD_KEY", HOME / "keys" / "field.key")
HTTPS = env.flag("SANXIN_HTTPS", False)
ALLOWED_HOSTS = env.hosts("SANXIN_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

# --- what the product is made of ----------------------------------------------------------------
INSTALLED_APPS = [
    "sanxin.kernel",
    "sanxin.people",
    "sanxin.ledger",
    "sanxin.service",
    "sanxin.dialogues",
    "sanxin.fieldwork",
    "sanxin.public",
    "sanxin.surveys",
    "sanxin.research",
    "sanxin.topics",
    "sanxin.sync",
    "sanxin.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sanxin.project.middleware.request_id",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sanxin.kernel.http.middleware.size_gate",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sanxin.people.middleware.idle_sign_out",
    "sanxin.people.middleware.without_post_sign_out",
    "sanxin.people.middleware.language_of_person",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sanxin.people.middleware.old_password_first",
    "sanxin.kernel.http.middleware.policy_gate",
    "sanxin.kernel.http.middleware.refusals_as_pages",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "sanxin.project.urls"
WSGI_APPLICATION = "sanxin.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "sanxin.web.menu.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "sanxin.kernel.templatetags.once",
                "sanxin.web.templatetags.ui",
            ],
        },
    }
]

# --- database -----------------------------------------------------------------------------------
_SQLITE = {
    # Measured in docs/decisions/0002: anything less loses acknowledged rows or fails under two writers.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA cache_size=-32000; "
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{HOME / 'sanxin.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = _SQLITE
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people and their keys ----------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_MIN_LENGTH = env.number("SANXIN_PASSWORD_MIN_LENGTH", 8, least=8)
PASSWORD_MIN_CLASSES = env.number("SANXIN_PASSWORD_MIN_CLASSES", 3, least=1, most=4)
PASSWORD_MAX_DAYS = env.number("SANXIN_PASSWORD_MAX_DAYS", 90)
PASSWORD_HISTORY = env.number("SANXIN_PASSWORD_HISTORY", 3, most=24)
INVITATION_HOURS = env.number("SANXIN_INVITATION_HOURS", 72, least=1)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_MIN_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "sanxin.people.passwords.ClassesValidator"},
    {"NAME": "sanxin.people.passwords.NotLatelyUsedValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "sanxin.people.adapter.InvitationOnly"
ACCOUNT_FORMS = {
    "set_password": "sanxin.people.forms.passwords.SetPassword",
    "change_password": "sanxin.people.forms.passwords.ChangePassword",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}  # a whole office shares one address; axes counts per account
RATE_LIMITS = env.words("SANXIN_RATE_LIMITS")
"""Numbers other than those of `kernel.http.limits`, such as search=240/60."""
MFA_ADAPTER = "sanxin.people.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Sanxin"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_FAILURE_LIMIT = env.number("SANXIN_LOCK_AFTER", 5, least=1)
AXES_COOLOFF_TIME = env.number("SANXIN_LOCK_MINUTES", 30, least=1) / 60
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "sanxin.people.lockout.locked_out"
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address"]
IDLE_MINUTES = env.number("SANXIN_IDLE_MINUTES", 30, least=1)
MEMBER_KEPT_MONTHS = env.number("SANXIN_MEMBER_KEPT_MONTHS", 12, most=600)
MEMBER_WITHDRAWN_DAYS = env.number("SANXIN_MEMBER_WITHDRAWN_DAYS", 15, most=365)
MEMBER_VISIT_DAYS = env.number("SANXIN_MEMBER_VISIT_DAYS", 30, most=366)

# --- cookies and headers ------------------------------------------------------------------------
SESSION_COOKIE_NAME = "sanxin_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = "sanxin_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "sanxin.web.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("SANXIN_BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": ["self"],
    "geolocation": ["self"],
    "microphone": ["self"],
    "payment": [],
    "usb": [],
    "publickey-credentials-get": ["self"],
    "publickey-credentials-create": ["self"],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
ATTACHMENT_MAX_BYTES = env.number("SANXIN_ATTACHMENT_MAX_MB", 20, least=1, most=200) * 1024 * 1024

# --- files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "staticfiles": {"BACKEND": "sanxin.project.static.HashedStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = add_headers
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- language and time --------------------------------------------------------------------------
# The interface is written in Chinese; en is a translation (docs/decisions/0003).
LANGUAGE_CODE = env.choice("SANXIN_LANGUAGE", "zh-hans", ("zh-hans", "en"))
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "sanxin_language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- long work ----------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- notices by e-mail and by robots of group chats ---------------------------------------------
EMAIL_HOST = env.text("SANXIN_MAIL_HOST")
EMAIL_PORT = env.number("SANXIN_MAIL_PORT", 465, least=1, most=65535)
EMAIL_HOST_USER = env.text("SANXIN_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("SANXIN_MAIL_PASSWORD")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("SANXIN_MAIL_FROM", EMAIL_HOST_USER or "sanxin@localhost")
SITE_ADDRESS = env.address("SANXIN_ADDRESS")
ROBOT_HOSTS = env.hosts("SANXIN_ROBOT_HOSTS", like=env.HOST_AND_PORT)
ROBOT_CA = env.certificates("SANXIN_ROBOT_CA")
ROBOT_PROXY = env.proxy("SANXIN_ROBOT_PROXY")
LINKAGE_REMIND_DAYS = env.number("SANXIN_LINKAGE_REMIND_DAYS", 2, most=30)
LINKAGE_LEADER_DAYS = env.number("SANXIN_LINKAGE_LEADER_DAYS", 5, least=1, most=60)
LINKAGE_LINK_DAYS = env.number("SANXIN_LINKAGE_LINK_DAYS", 30, least=1, most=365)

# --- grouping voices ----------------------------------------------------------------------------
LANGUAGE_MODEL = env.text("SANXIN_LANGUAGE_MODEL")
"""A folder with a language model; empty: none, which is the default."""

# --- log: no personal data, no query strings ----------------------------------------------------
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.choice("SANXIN_LOG_LEVEL", "WARNING", LOG_LEVELS)},
    # A refusal is no trouble, and its path may hold the token of an invitation that still works.
    "loggers": {"django.request": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # 等保 asks for the account to be locked, whatever address the guesses come from
    "security.W004", "security.W008", "security.W012", "security.W016",  # HTTPS is switched by SANXIN_HTTPS as a whole
]  # fmt: skip
