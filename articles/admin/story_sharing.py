"""Preview links: made, listed and revoked. The rules are in sharing/.

A link can be made from the story's form, which saves first, so that what is shown is what stands there; the page of the
links tells who opened them.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from articles.admin.badges import time_ago
from articles.admin.buttons import published_of
from articles.admin.story_part import StoryPart
from articles.dates import printed_soon
from articles.models import Article, PreviewLink, PreviewOpening
from articles.sharing import HOURS, LinkRefused, link_address, links_of, make_link, revoke_link, went_out_since
from articles.workflow import NotAllowed
from articles.workflow.permissions import may_publish, may_share

IN_FORM, ON_PAGE = 5, 50  # links that are shown
OPENINGS = 20  # of each link
HOUR_WORDS = {24: "1 day", 48: "2 days", 168: "a week"}


class LinkForm(forms.Form):
    """The names are those of the boxes in the story's own form too, where they must not be taken for the story's."""

    link_for = forms.CharField(
        label="For whom?",
        max_length=120,
        required=False,
        widget=UnfoldAdminTextInputWidget(
            attrs={"placeholder": "A name, so that you know later", "autocomplete": "off"}
        ),
    )
    link_hours = forms.TypedChoiceField(
        label="It works for",
        choices=[(hours, HOUR_WORDS[hours]) for hours in HOURS],
        coerce=int,
        initial=48,
        widget=UnfoldAdminSelectWidget(),
        error_messages={"invalid_choice": "Choose one of these times."},
    )


class StorySharing(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""

    def part_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:article_id>/links/", wrap(self.links_view), name="articles_article_links"),
            path(
                "<int:article_id>/links/<int:link_id>/revoke/", wrap(self.revoke_view), name="articles_article_revoke"
            ),
            *super().part_urls(),
        ]

    def part_context(self, request: HttpRequest, story: Article | None, *, now: datetime) -> dict[str, Any]:
        context = super().part_context(request, story, now=now)
        if story is None:
            return context
        if not may_share(request.user, story):
            return {**context, "has_own_links": links_of(story.pk).filter(made_by=request.user).exists()}
        links = [_printed(link, story, now=now) for link in links_of(story.pk).filter(expires_at__gt=now)[:IN_FORM]]
        return {**context, "link_form": LinkForm(auto_id="id_%s"), "preview_links": links}

    def acted(self, request: HttpRequest, story: Article, *, now: datetime) -> HttpResponse | bool:
        if "_link" not in request.POST:
            return super().acted(request, story, now=now)
        self._make_link(request, story, now=now)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[story.pk]) + "#publishing")

    def links_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """All links of a story and who opened them; POST makes another, of the story as it was last saved."""
        story = self._shareable_story(request, article_id)
        if isinstance(story, HttpResponse):
            return story
        now, form = timezone.now(), None
        if request.method == "POST":
            form = self._make_link(request, story, now=now)
            if form is None:
                return HttpResponseRedirect(request.path)
        last_openings = Prefetch("openings", PreviewOpening.objects.all()[:OPENINGS], to_attr="last_openings")
        links = links_of(story.pk).prefetch_related(last_openings)
        if not _may_see_all(request.user, story):
            links = links.filter(made_by=request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": "Preview links",
            "opts": self.opts,
            "story": story,
            "links": [_printed(link, story, now=now, user=request.user) for link in links[:ON_PAGE]],
            "may_make": may_share(request.user, story),
            "link_form": form or LinkForm(),
        }
        return TemplateResponse(request, "admin/articles/article/links.html", context)

    def revoke_view(self, request: HttpRequest, article_id: int, link_id: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        story = self._shareable_story(request, article_id)
        if isinstance(story, HttpResponse):
            return story
        back = HttpResponseRedirect(reverse("admin:articles_article_links", args=[story.pk]))
        if not links_of(story.pk).filter(pk=link_id).exists():
            messages.warning(request, "This link is not one of the story’s, or it is gone.")
            return back
        try:
            link = revoke_link(link_id, by=request.user, now=timezone.now())
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        messages.success(request, f"Revoked: the link{_for(link)}. Whoever opens it is told that it is closed.")
        return back

    def _shareable_story(self, request: HttpRequest, article_id: int) -> Article | HttpResponse:
        """The story, for those who may show it to others or decide on it: the addresses are as good as the text. Also
        for those who have shown it to somebody before it was closed to them: they can still revoke that."""
        story = self.get_object(request, str(article_id))
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(article_id))
        if not _may_see_all(request.user, story) and not links_of(story.pk).filter(made_by=request.user).exists():
            raise PermissionDenied
        return story

    def _make_link(self, request: HttpRequest, story: Article, *, now: datetime) -> LinkForm | None:
        """Make the link that was asked for and say where it is; the form again when it was not made."""
        form = LinkForm(request.POST)
        if not form.is_valid():
            for fault in [fault for faults in form.errors.values() for fault in faults]:
                messages.warning(request, f"No link was made. {fault}")
            return form
        made_for, hours = form.cleaned_data["link_for"], form.cleaned_data["link_hours"]
        try:
            link = make_link(story.pk, made_for=made_for, by=request.user, now=now, hours=hours)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except (LinkRefused, Article.DoesNotExist) as refusal:
            messages.warning(request, f"No link was made. {refusal}")
            return form
        address, until = link_address(link.pk), printed_soon(link.expires_at, now=now)
        text = 'Here is the link{}: <a href="{}">{}</a> It shows the story as it is saved now, until {}.'
        messages.success(request, format_html(text, _for(link), address, address, until))
        return None


def _may_see_all(user: Any, story: Article) -> bool:
    return may_share(user, story) or may_publish(user, story)


def _for(link: PreviewLink) -> str:
    return f" for {link.made_for}" if link.made_for else ""


def _printed(link: PreviewLink, story: Article, *, now: datetime, user: Any = None) -> dict[str, Any]:
    """A link as the desk reads it. With `user`, also whether they may revoke it, and its last openings."""
    went_out = went_out_since(published_of(story), link, now=now)
    works = link.revoked_at is None and link.expires_at > now and not went_out
    printed = {
        "link": link,
        "works": works,
        "went_out": went_out,
        "address": link_address(link.pk) if works else "",
        "made": time_ago(link.made_at, now=now),
        "until": printed_soon(link.expires_at, now=now),
        "revoked": time_ago(link.revoked_at, now=now),
    }
    if user is None:
        return printed
    openings = [(one, time_ago(one.at, now=now)) for one in link.last_openings]
    may_revoke = works and (link.made_by_id == user.pk or may_publish(user, story))
    return {**printed, "openings": openings, "may_revoke": may_revoke}
