"""A log-in that ran out while somebody typed counts, a post, a coverage or a contest: what they send goes through the
log-in page with them and is in the boxes again, not sent, once they are in. Stories, whose unsaved work is kept anyway:
logged_out.py."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern

from articles.admin.logged_out import login_page

TYPED = "typed_page"  # the hidden box of the log-in page (templates/admin/login.html), and its place in the session
LONGEST = 200_000  # characters; the longest post has 40,000
IN_AGAIN = (
    "You were logged out meanwhile, and nothing was sent. What you had typed is in the boxes again: look at it, and "
    "press the button once more."
)


def kept_through_login(admin_site: Any, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page with boxes: what is sent to it without a log-in is answered with the log-in page, which brings it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_asked_by_script = "application/json" in request.headers.get("Accept", "")
        if request.method != "POST" or request.user.is_authenticated or is_asked_by_script:
            return view(request, *args, **kwargs)
        boxes = {name: texts for name, texts in request.POST.lists() if not name.startswith("csrf")}
        typed = json.dumps({"path": request.path, "boxes": boxes})
        if len(typed) > LONGEST:  # no boxes of ours
            return view(request, *args, **kwargs)
        return login_page(admin_site, request, {TYPED: typed})

    return answer


@receiver(user_logged_in)
def keep_what_came_along(request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    """In the session of whoever logs in. What cannot be read is passed over: nobody is kept out for it."""
    sent = getattr(request, "POST", {}).get(TYPED) if request is not None else None
    if not sent or len(sent) > LONGEST or not user.is_staff:
        return
    try:
        typed = json.loads(sent)
        path, boxes = typed["path"], typed["boxes"]
        texts = [text for some in boxes.values() for text in some]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return
    if isinstance(path, str) and all(isinstance(text, str) for text in texts):
        request.session[TYPED] = {"path": path, "boxes": boxes}


def brought_through_login(request: HttpRequest) -> QueryDict | None:
    """What somebody had typed into this page when their log-in ran out, once, and they are told so; else None."""
    kept = request.session.get(TYPED)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[TYPED]
    typed = QueryDict(mutable=True)
    for name, texts in kept["boxes"].items():
        typed.setlist(name, texts)
    messages.warning(request, IN_AGAIN)
    return typed


class KeptThroughLogin:
    """The same for the form of a ModelAdmin, which inherits this before Django's own: what was typed is shown as what
    was refused is, and saved by nobody before they press the button."""

    def get_urls(self) -> list[URLPattern]:
        pages: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        for page in pages:
            if page.name and page.name.endswith(("_add", "_change")):
                page.callback = kept_through_login(self.admin_site, page.callback)  # type: ignore[attr-defined]
        return pages

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = brought_through_login(request) if request.method == "GET" else None
        if typed is not None:
            _ = request.FILES  # read now: later, that would read the boxes anew from a request that has none
            request.method, request.POST = "POST", typed
            request.is_only_shown = True  # type: ignore[attr-defined]
        return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)  # type: ignore[misc]
        return type(form.__name__, (OnlyShown, form), {}) if getattr(request, "is_only_shown", False) else form


class OnlyShown:
    def clean(self) -> None:
        super().clean()  # type: ignore[misc]
        raise ValidationError("Nothing of it is saved yet.")
