"""Stories: the form of the desk, from opening it to what follows a press on a button. What that does to readers is in
workflow/. The boxes of the form are in article_form.py and inlines.py, the list in story_list.py, who may do what in
story_rights.py.
"""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from unfold.admin import ModelAdmin

from articles.admin.article_form import ArticleForm
from articles.admin.badges import state_badge, thumbnail, time_ago
from articles.admin.buttons import PUBLISH, PUBLISH_AGAIN, buttons_for
from articles.admin.inlines import BylineInline, PhotoInline, RelatedLinkInline
from articles.admin.linking import tell_about_links
from articles.admin.logged_out import kept_through_login
from articles.admin.outcomes import publish_and_tell, tell_about_photos, tell_saved
from articles.admin.photo_uses import inherited, tell_about_uses
from articles.admin.picking import picking_urls
from articles.admin.simple import TwoAtOnce, rights_of
from articles.admin.story_history import StoryHistory
from articles.admin.story_list import StoryList
from articles.admin.story_merging import StoryMerging
from articles.admin.story_rights import StoryRights
from articles.admin.story_schedule import StorySchedule
from articles.admin.story_sharing import StorySharing
from articles.admin.story_stages import StoryStages
from articles.admin.story_unsaved import StoryUnsaved
from articles.admin.story_updates import StoryUpdates
from articles.admin.story_writing import StoryWriting
from articles.admin.widgets import AutocompletesMixin
from articles.html import clean_body
from articles.models import Article
from articles.workflow import note_save

# In the order a story is written. The second element's class says where the form prints it.
STORY_TOP = ("kicker", "headline", "dek")
STORY_LEAD = ("lead_photo", "lead_caption", "lead_alt_text", "lead_alt_decision", "lead_crop")
STORY_TEXT = ("dateline", *STORY_LEAD, "body")
STORY_AS_READ = ("dateline", "lead_photo", "lead_caption", "lead_alt_text", "text_as_read")
STORY_RAIL = ("section", "topics", "coverage", "slug", "is_shared")
# What a save may write in the story's own row.
_COLUMNS = frozenset(field.name for field in Article._meta.concrete_fields)
SEARCH = ("seo_title", "seo_description", "share_title", "share_photo", "canonical_url")


@admin.register(Article)
class ArticleAdmin(
    *(TwoAtOnce, StoryMerging, StoryUnsaved, StoryUpdates, StoryStages, StorySchedule, StoryHistory, StorySharing),
    *(StoryWriting, StoryList, StoryRights, AutocompletesMixin, ModelAdmin),
):
    form = ArticleForm
    inlines = (BylineInline, PhotoInline, RelatedLinkInline)
    autocomplete_fields = ("section", "topics", "lead_photo", "share_photo")
    prepopulated_fields = {"slug": ("headline",)}
    compressed_fields = False
    warn_unsaved_form = True
    view_on_site = False

    # --- The form

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        may_change = self.has_change_permission(request, obj) if obj else True
        text = STORY_TEXT if may_change else STORY_AS_READ
        publishing = ("publish_at", "embargo_until", "expires_at")
        if may_change:
            publishing = (*publishing, "opened_version", "tab")
        return [
            ("Story", {"fields": STORY_TOP, "classes": ("story-top",)}),
            ("Text", {"fields": text, "classes": ("story-text",)}),
            ("Filed under", {"fields": STORY_RAIL, "classes": ("story-rail",)}),
            ("Publishing", {"fields": publishing, "classes": ("story-publishing",)}),
            ("Search and sharing", {"fields": SEARCH, "classes": ("story-search",)}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        return () if obj is None or self.has_change_permission(request, obj) else ("text_as_read",)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> dict[str, Any]:
        """Only while the story has no address: the address of a story does not follow its headline about."""
        if obj is not None and (obj.slug or not self.has_change_permission(request, obj)):
            return {}
        return dict(self.prepopulated_fields)

    @admin.display(description="body")
    def text_as_read(self, story: Article) -> str:
        return mark_safe(clean_body(story.body))  # noqa: S308 (that is what the sanitiser is for)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Article | None = None, **kwargs: Any
    ) -> HttpResponse:
        now = timezone.now()
        may_change = bool(self.has_change_permission(request, obj) if obj else True)
        context["buttons"] = buttons_for(obj, user=request.user, may_change=may_change, now=now)
        context["may_change_story"] = may_change
        context["rights"] = rights_of(request.user)
        if obj is not None:
            context |= {
                "state": state_badge(obj, now=now),
                "edited": time_ago(obj.edited_at, now=now),
                "lead_thumbnail": thumbnail(obj.lead_photo, small=False) if obj.lead_photo else "",
                "lead_inherits": inherited(obj.lead_photo, now=now) if obj.lead_photo else "",
            }
        context |= self.part_context(request, obj, now=now)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # --- Saving

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        if not change:
            obj.created_by = request.user
            return super().save_model(request, obj, form, change)
        # Only what the form shows: stage, digest and version may have moved since the story was read.
        obj.save(update_fields=[name for name in form.fields if name in _COLUMNS])
        return None

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Bylines, photos and links are in the database only after super(): then the save is complete."""
        super().save_related(request, form, formsets, change)
        now, tab = timezone.now(), form.cleaned_data.get("tab", "")
        note_save(form.instance.pk, by=request.user, now=now, tab=tab)
        self.was_saved(request, form.instance, tab=tab, now=now)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self.after_saving(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self.after_saving(request, obj)

    def after_saving(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Do what the pressed button asks for, say what happened, and stay with the story."""
        now = timezone.now()
        story = self.get_queryset(request).get(pk=obj.pk)  # as it stands now, with its digest
        done = self.acted(request, story, now=now)
        if isinstance(done, HttpResponse):
            return done
        if not done:
            tell_saved(request, story, now=now)
        tell_about_links(request, story, now=now)
        tell_about_photos(request, story)
        tell_about_uses(request, story)
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("articles:preview", args=[obj.pk]))
        if "_addanother" in request.POST and self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:articles_article_add"))
        address = reverse("admin:articles_article_change", args=[obj.pk])
        kept = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(kept, address))

    def acted(self, request: HttpRequest, story: Article, *, now: datetime) -> HttpResponse | bool:
        """The parts first; publishing for the first time is everybody's."""
        if done := super().acted(request, story, now=now):
            return done
        if not {PUBLISH, PUBLISH_AGAIN} & request.POST.keys():
            return False
        publish_and_tell(request, story, now=now, again=PUBLISH_AGAIN in request.POST)
        return True

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The history is a tab of the form; Django's own page would tell less and call it something else."""
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[object_id]) + "#history")

    def get_urls(self) -> list[URLPattern]:
        pages = super().get_urls()
        for page in pages:
            if page.name in ("articles_article_add", "articles_article_change"):
                page.callback = kept_through_login(self.admin_site, page.callback)
        return [*self.part_urls(), *picking_urls(self.admin_site), *pages]
