"""All settings, from the environment or a .env file beside manage.py (see .env.example for each one).

Nothing here knows about machines: development is DEBUG=true in .env (written by `make install`), production is
everything else, and production will not start half configured.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from newsroom.desk_look import DESK_LOOK

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))  # real environment variables win over the file

DEBUG = env.bool("DEBUG", default=False)


def _required_in_production(name: str, development_value: str, why: str) -> str:
    value = env.str(name, default="")
    if value:
        return value
    if DEBUG:
        return development_value
    raise ImproperlyConfigured(
        f"{name} is not set: {why} Set it in the environment or in .env (see .env.example). "
        "To try the newsroom on your own machine, run `make install`, which writes a .env for development."
    )


SECRET_KEY = _required_in_production(
    "SECRET_KEY",
    "development-only-key-never-used-in-production",
    "the newsroom signs log-ins with it and cannot start in production without one.",
)
ALLOWED_HOSTS = [
    host.strip()
    for host in _required_in_production(
        "ALLOWED_HOSTS",
        "127.0.0.1,localhost,[::1]",
        "in production the newsroom answers only to the host names you list, separated by commas.",
    ).split(",")
    if host.strip()
]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS names no host. List at least one, for example news.example.org.")

# --- The newsroom itself -------------------------------------------------------------------------------------------

SITE_NAME = env.str("SITE_NAME", default="The Meridian")
SITE_TAGLINE = env.str("SITE_TAGLINE", default="News from the coast, the capital and beyond")
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
if not urlsplit(SITE_URL).hostname or "*" in SITE_URL:
    raise ImproperlyConfigured(
        f"SITE_URL has to be the address of the site, like https://news.example.org, not {SITE_URL}."
    )
# Other names under which our stories have ever been reachable; links to them count as links to our own stories.
SITE_ALIASES = [alias.lower() for alias in env.list("SITE_ALIASES", default=[])]
DEFAULT_SECTION = env.str("DEFAULT_SECTION", default="news")
TIME_ZONE = env.str("TIME_ZONE", default="America/New_York")  # the newsroom's zone: every printed time is in it
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en-us")  # of the pages; the desk has its own
DESK_LANGUAGE = env.str("DESK_LANGUAGE", default="en-us")
# Sister editions in other languages: es=https://es.example.org. Search engines are told of them (hreflang).
SITE_ALTERNATES = env.dict("SITE_ALTERNATES", default={})
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]  # `manage.py makemessages` puts the words of templates/ there too
USE_TZ = True

# --- What other machines read --------------------------------------------------------------------------------------

FEED_FULL_TEXT = env.bool("FEED_FULL_TEXT", default=True)
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")  # the address of a hub that tells feed readers of new stories at once
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")  # mailto: or https: for /.well-known/security.txt
ADS_TXT = [line.strip() for line in env.str("ADS_TXT", default="").split(";") if line.strip()]  # lines of /ads.txt
TWITTER_SITE = env.str("TWITTER_SITE", default="")  # @name that cards are credited to
SAME_AS = env.list("SAME_AS", default=[])  # the paper's own profiles elsewhere, for structured data

# --- Applications --------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "ckeditor",
    "articles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.headers.SecurityHeadersMiddleware",
    "newsroom.desk_language.DeskLanguageMiddleware",
    "newsroom.nul.RefuseNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
# Prints plain boxes without a template each: the story form has more than a hundred (docs/decisions.md).
FORM_RENDERER = "newsroom.plain_inputs.PlainInputs"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database ------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'newsroom.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers read while an editor saves; IMMEDIATE makes concurrent saves queue up instead of failing with
    # "database is locked" (measured: docs/decisions.md).
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if env.bool("PREPARED_STATEMENTS", default=True):
        # PostgreSQL then plans a page's queries once in a connection: its CPU per page falls from 0.85 to 0.5 ms.
        # Left to choose, it plans the home page's query anew each time, which costs twice as much as running it.
        DATABASES["default"]["OPTIONS"] = {
            "server_side_binding": True,
            "prepare_threshold": 3,
            "options": "-c plan_cache_mode=force_generic_plan",
        }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Log-in --------------------------------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Files ---------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "media")))


def bucket_storage(name: str, *, public: bool) -> dict[str, Any]:
    """Files in a bucket that speaks S3, as django-storages wants it. A file is never written over; what is public is
    named after its content and may be kept for ever."""
    address = urlsplit(env.str("S3_PUBLIC_URL", default="")) if public else urlsplit("")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": name,
            "access_key": env.str("S3_ACCESS_KEY", default=None),
            "secret_key": env.str("S3_SECRET_KEY", default=None),
            "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
            "region_name": env.str("S3_REGION", default=None),
            "addressing_style": env.str("S3_ADDRESSING_STYLE", default="auto"),
            "custom_domain": f"{address.netloc}{address.path.rstrip('/')}" or None,
            "url_protocol": f"{address.scheme or 'https'}:",
            "querystring_auth": not public,
            "file_overwrite": False,
            "default_acl": None,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"} if public else {},
        },
    }


_bucket, _private_bucket = env.str("S3_BUCKET", default=""), env.str("S3_PRIVATE_BUCKET", default="")
if _bucket and not urlsplit(env.str("S3_PUBLIC_URL", default="")).hostname:
    raise ImproperlyConfigured("S3_BUCKET needs S3_PUBLIC_URL, the address under which readers find the bucket.")
STORAGES = {
    "default": bucket_storage(_bucket, public=True)
    if _bucket
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Photos as they came from cameras and agencies, with everything written into them: served to nobody.
    "sent": bucket_storage(_private_bucket, public=False)
    if _private_bucket
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("SENT_ROOT", default=str(BASE_DIR / "var" / "sent")), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.static_addresses.RememberedAddresses"
    },
}
# Where pictures come from when it is not this site: browsers are told that they may (newsroom/headers.py).
_media = urlsplit(env.str("S3_PUBLIC_URL", default="") if _bucket else MEDIA_URL)
MEDIA_ORIGIN = f"{_media.scheme}://{_media.netloc}" if _media.netloc else ""
PHOTO_KEEP_SENT = env.bool("PHOTO_KEEP_SENT", default=False)  # the file as it came, beside the cleaned picture
# How many sizes of pictures may be made at once on this machine while readers wait for them.
RENDITION_WORKERS = max(1, env.int("RENDITION_WORKERS", default=2))
PHOTO_MAX_BYTES = env.int("PHOTO_MAX_MEGABYTES", default=40) * 1024 * 1024
PHOTO_MAX_PIXELS = env.int("PHOTO_MAX_MEGAPIXELS", default=80) * 1_000_000
# A long story pasted from a word processor, with its related links, easily passes Django's 2.5 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- Security ------------------------------------------------------------------------------------------------------

_https = not DEBUG and env.bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = _https
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # Django's admin scripts read it
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "articles.views.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
READER_ADDRESS = "REMOTE_ADDR"  # where a request says whose it is; reads are limited by address (readership/)
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    READER_ADDRESS = "HTTP_X_FORWARDED_FOR"
ADMIN_PATH = "admin/"

# --- Editor --------------------------------------------------------------------------------------------------------

# CKEditor 4 is past its free support. What keeps readers safe does not depend on it: nh3 cleans every body at every
# save and again at publication (articles/html.py), and the readers' Content-Security-Policy allows no inline script.
# The uploader app, which took .html and .svg from staff, is not installed. docs/decisions.md has the whole story.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]
_STORY_HTML = (  # what the editor lets in, typed or pasted; articles/html.py has the last word
    "p h2 h3 strong b em i s sub sup blockquote ul ol li hr br table thead tbody tr th td caption; "
    "a[!href,title]; div[!data-related,data-repeat]; div[!data-photo]; div[!data-contest]"
)
CKEDITOR_CONFIGS: dict[str, dict[str, Any]] = {
    "default": {
        "versionCheck": False,  # otherwise the editor calls its maker's server from every desk
        "toolbar": [
            ["Format", "Bold", "Italic", "Link", "Unlink"],
            ["NumberedList", "BulletedList", "Blockquote", "HorizontalRule"],
            ["relatedstory", "storyphoto", "contestresults"],
            ["PasteText", "RemoveFormat", "Undo", "Redo", "Find", "Source", "Maximize"],
        ],
        "format_tags": "p;h2;h3",
        "allowedContent": _STORY_HTML,
        "pasteFilter": _STORY_HTML,  # the editor's own would drop the cards of a story copied from another window
        "entities": False,
        "width": "100%",
        "height": 420,
        # autogrow: the editor grows with the story, one page to scroll and not two. newsroom: our own, see StoryEditor.
        "extraPlugins": "autogrow,newsroom",
        "autoGrow_minHeight": 420,
        "autoGrow_bottomSpace": 40,
        "autoGrow_onStartup": True,
        "resize_enabled": False,
        "removePlugins": "elementspath,exportpdf,scayt,wsc",
        "disableNativeSpellChecker": False,
        "bodyClass": "story-body",
    }
}

# Standing pages: the same without what only stories have, their cards of related stories and photos.
CKEDITOR_CONFIGS["page"] = CKEDITOR_CONFIGS["default"] | {
    "toolbar": [row for row in CKEDITOR_CONFIGS["default"]["toolbar"] if "relatedstory" not in row],
    "extraPlugins": "autogrow",
}

UNFOLD = {"SITE_TITLE": SITE_NAME, "SITE_HEADER": SITE_NAME, **DESK_LOOK}

# --- Logging -------------------------------------------------------------------------------------------------------

# In development the commands' own progress is enough; in production every publication leaves a line.
LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING" if DEBUG else "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"newsroom": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False}},
}

# Results: the key that a feed of election counts asks for, and whether feeds may lie in our own network.
RESULTS_FEED_KEY = env.str("RESULTS_FEED_KEY", default="")
RESULTS_FEED_PRIVATE = env.bool("RESULTS_FEED_PRIVATE", default=False)

# Our own hosts, lower case: links to any of them may be links to our own stories (articles/related/identity.py).
OWN_HOSTS = frozenset(
    host
    for host in {
        (urlsplit(SITE_URL).hostname or "").lower(),
        *SITE_ALIASES,
        *(host.lstrip(".").lower() for host in ALLOWED_HOSTS),
    }
    if host and host != "*"
)
