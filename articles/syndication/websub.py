"""WebSub (W3C Recommendation): telling a hub that feeds have something new, so that their readers have it at once."""

from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings

SECONDS = 3  # the desk waits that long at most; publish_due tells it again (workflow/errands.py)


def tell_hub(paths: list[str]) -> None:
    """One request for the feeds under these paths; nothing without a hub. Raises OSError when it could not be told."""
    if not settings.WEBSUB_HUB.startswith(("https://", "http://")):
        return
    topics = [("hub.mode", "publish"), *(("hub.url", settings.SITE_URL + path) for path in paths)]
    request = Request(settings.WEBSUB_HUB, data=urlencode(topics).encode(), method="POST")  # noqa: S310 (checked above)
    with urlopen(request, timeout=SECONDS):  # noqa: S310
        pass
