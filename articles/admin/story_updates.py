"""Changes to stories readers have: the page that asks what readers are told, and the page that asks why a story is
withdrawn. What they ask is in updating.py and withdrawing.py; the verbs are in workflow/."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.badges import time_ago
from articles.admin.buttons import PUBLISH, PUBLISH_AGAIN, published_of
from articles.admin.linking import tell_about_links
from articles.admin.outcomes import story_link
from articles.admin.story_part import StoryPart
from articles.admin.updating import UpdateForm, kinds_offered, tell_published, with_places
from articles.admin.withdrawing import ReasonForm, ask_reason, withdraw_and_tell
from articles.dates import printed_soon, printed_wait
from articles.models import Article, PublishedArticle, ScheduledUpdate
from articles.workflow import NotAllowed, PublicationRefused, UpdateKind
from articles.workflow.kinds import EFFECTS, LONGEST_NOTE
from articles.workflow.permissions import may_publish, may_withdraw, why_not_publish, why_not_withdraw
from articles.workflow.schedule import unschedule, waiting_update
from articles.workflow.updating import ChangedMeanwhile, Pending, is_with_readers, pending_update, publish_seen

TWICE = timedelta(seconds=5)
CHANGED = (
    "Somebody has saved or published this story since you opened this page. What differs now is shown here; your "
    "choices and your note are kept. Nothing went out. Look again, then publish."
)


class StoryUpdates(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""

    def part_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:article_id>/update/", wrap(self.update_view), name="articles_article_update"),
            path("<int:article_id>/withdraw/", wrap(self.withdraw_page), name="articles_article_withdraw"),
            *super().part_urls(),
        ]

    def acted(self, request: HttpRequest, story: Article, *, now: datetime) -> HttpResponse | bool:
        """Publishing a change to what readers have asks first what they are told."""
        is_pressed, published = bool({PUBLISH, PUBLISH_AGAIN} & request.POST.keys()), published_of(story)
        if not is_pressed or not is_with_readers(published, now=now) or _has_just_gone_out(story, published, now=now):
            return super().acted(request, story, now=now)
        if not may_publish(request.user, story):
            return super().acted(request, story, now=now)  # where the refusal is said
        tell_about_links(request, story, now=now)
        return HttpResponseRedirect(reverse("admin:articles_article_update", args=[story.pk]))

    # --- What readers are told

    def update_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """What differs, and what readers are told of it. Nothing that was chosen or typed here is lost by a refusal."""
        story = self.get_object(request, str(article_id))
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(article_id))
        if refused := why_not_publish(request.user, story):
            raise PermissionDenied(refused)
        now, published = timezone.now(), published_of(story)
        back = HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))
        if published is None or not is_with_readers(published, now=now):
            text = "Readers do not have {}, so there is nothing to update."
            messages.warning(request, format_html(text, story_link(story)))
            return back
        if "_unschedule" in request.POST:
            self._drop_waiting(request, story, now=now)
            return HttpResponseRedirect(request.path)
        pending = pending_update(published, now=now)
        kinds = kinds_offered(is_changed=pending.is_changed, may_withdraw=may_withdraw(request.user, story))
        form = UpdateForm(request.POST if request.method == "POST" else None, kinds=kinds, now=now)
        if form.is_bound and form.is_valid() and (done := self._publish_update(request, story, form, now=now)):
            return done
        return self._ask_kind(request, story, published, pending=pending, form=form, now=now)

    def _ask_kind(
        self,
        request: HttpRequest,
        story: Article,
        published: PublishedArticle,
        *,
        pending: Pending,
        form: UpdateForm,
        now: datetime,
    ) -> HttpResponse:
        if form.is_bound:  # what they look at from here on is this difference
            form.data = form.data.copy()
            form.data["seen"] = pending.seen
        else:
            form.initial["seen"] = pending.seen
        waiting = waiting_update(story.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "What are readers told?",
            "opts": self.opts,
            "story": story,
            "readers_since": printed_soon(published.projected_at, now=now),
            "edited": time_ago(story.edited_at, now=now),
            "pending": pending,
            "changes": pending.changes,
            "problems": with_places(pending.problems, story) if pending.is_changed else [],
            "form": form,
            "waiting": waiting,
            "waiting_words": _waiting_words(waiting, now=now) if waiting else "",
            "longest_note": f"{LONGEST_NOTE:,}",
        }
        return TemplateResponse(request, "admin/articles/article/update.html", context)

    def _publish_update(
        self, request: HttpRequest, story: Article, form: UpdateForm, *, now: datetime
    ) -> HttpResponse | None:
        """Where to go on from here; None: stay, the form says why."""
        data, kind = form.cleaned_data, UpdateKind(form.cleaned_data["kind"])
        if EFFECTS[kind].takes_down:
            # What was sent goes along: a note in the address could be too long for a server on the way.
            address = reverse("admin:articles_article_withdraw", args=[story.pk])
            return HttpResponseRedirect(address, preserve_request=True)
        chosen = {"seen": data["seen"], "kind": kind, "note": data["note"], "at": data["at"]}
        waited = waiting_update(story.pk)
        try:
            done = publish_seen(story.pk, **chosen, by=request.user, now=now)
        except ChangedMeanwhile:
            form.add_error(None, CHANGED)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        except PublicationRefused as refusal:
            form.add_error(None, ["Nothing went out. Mend this first:", *refusal.problems])
        except Article.DoesNotExist:
            form.add_error(None, "Somebody has deleted this story meanwhile.")
        else:
            tell_published(request, story, done, kind=kind, waited=waited, now=now)
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[story.pk]))
        return None

    def _drop_waiting(self, request: HttpRequest, story: Article, *, now: datetime) -> None:
        try:
            there_was_one = unschedule(story.pk, by=request.user, now=now)
        except NotAllowed as refusal:
            messages.warning(request, str(refusal))
            return
        if there_was_one:
            text = "Taken off the schedule: {}. Its text stays in the history and in the working copy."
            messages.success(request, format_html(text, story_link(story)))
        else:
            messages.info(request, "No update is waiting any more: it has gone out, or somebody took it off.")

    # --- Withdrawing

    def withdraw_page(self, request: HttpRequest, article_id: int) -> HttpResponse:
        story = self.get_object(request, str(article_id))
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(article_id))
        if refused := why_not_withdraw(request.user, story):
            raise PermissionDenied(refused)
        is_answer = request.method == "POST" and "reason" in request.POST
        form = ReasonForm(
            request.POST if is_answer else None,
            initial={"reader_note": request.POST.get("note", "")},  # typed on the page before this one
        )
        back = HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))
        if published_of(story) is None:
            messages.warning(request, format_html("Readers never had “{}”: nothing to withdraw.", str(story)))
            return back
        if form.is_bound and form.is_valid():
            withdraw_and_tell(request, story, **form.cleaned_data, now=timezone.now())
            return back
        return ask_reason(request, self, [story], form=form)


def _has_just_gone_out(story: Article, published: PublishedArticle, *, now: datetime) -> bool:
    """Whether the button was clicked twice: then there is nothing to be asked."""
    return published.content_digest == story.content_digest and now - published.projected_at < TWICE


def _waiting_words(waiting: ScheduledUpdate, *, now: datetime) -> str:
    """`Goes out 6:00 AM ET, in 3 h 12 min: Correction.`"""
    kind = EFFECTS[UpdateKind(waiting.kind)].name
    return (
        f"An update goes out {printed_soon(waiting.at, now=now)}, {printed_wait(waiting.at, now=now)}: {kind.lower()}."
    )
