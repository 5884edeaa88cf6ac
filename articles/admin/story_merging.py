"""Two people, one story: what happens when somebody saved meanwhile. What only one changed comes together by itself;
about the rest a page asks, and what was typed stands in the history before it does. The rules are in workflow/merge.py,
the questions in merge_questions.py."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.admin.article_form import TOO_EARLY, DeletedMeanwhile, SavedAlready, SavedMeanwhile, Tab, hold_story
from articles.admin.bringing_together import Others, base_of, listed, others_since, save_together
from articles.admin.giving_back import give_back
from articles.admin.merge_questions import answers, key_of, questions, written
from articles.admin.story_part import StoryPart
from articles.admin.typed import Typed, typed_content
from articles.models import Article, Revision
from articles.workflow.merge import Merge, ends_before_it_begins, merge, resolve
from articles.workflow.restore import set_aside
from articles.workflow.saving import keep_base
from articles.workflow.snapshot import Snapshot, take_snapshot

SALT = "articles.merging"
MERE_SAVES = ("_save", "_continue", "_preview", "_addanother")


@dataclass(frozen=True, slots=True)
class Case:
    """Two versions that are to be brought together. `aside`: the revision that keeps what was typed, once there is one;
    `shared`: whether reporters may work on the story, if that was changed."""

    story: Article
    base: Revision | None
    theirs: Snapshot
    mine: Snapshot
    others: Others
    tab: str
    shared: bool | None
    aside: Revision | None = None

    @property
    def merged(self) -> Merge:
        return merge(self.base and self.base.content, self.theirs, self.mine)

    @property
    def sides(self) -> tuple[Snapshot | None, Snapshot, Snapshot]:
        return (self.base and self.base.content, self.theirs, self.mine)


class MergeAsking(StoryPart):
    """The page that asks what two people have both changed."""

    def part_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.merge_view)
        return [path("<int:article_id>/merge/", page, name="articles_article_merge"), *super().part_urls()]

    def _merge_asked(
        self, request: HttpRequest, case: Case, *, boxes: QueryDict | None = None, **more: Any
    ) -> HttpResponse:
        """The page, with what was answered so far in `boxes`. `more`: faults by field, and `again` when somebody saved
        once more."""
        merged = case.merged
        name = case.others.name or "The newsroom"
        asked = questions(merged, case.sides, name=name, boxes=boxes, faults=more.get("faults"))
        media = sum((each.media for each in asked), Media())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Two people changed this story",
            "story": case.story,
            "others": case.others,
            "questions": asked,
            "kept": listed(merged.kept) if merged.kept else "",
            "is_known": case.base is not None,
            "again": more.get("again", False),
            "trouble": more.get("trouble", ""),
            "token": signing.dumps(_token(case, request.user), salt=SALT),
            "media": media,
        }
        return TemplateResponse(request, "admin/articles/article/merge.html", context, status=409)

    def merge_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """The answers come in. Somebody who leaves the page instead has lost nothing: both versions are kept."""
        form = HttpResponseRedirect(reverse("admin:articles_article_change", args=[article_id]))
        if request.method != "POST":
            return form
        now = timezone.now()
        with transaction.atomic():
            story = self._merge_held(request, article_id)
            if story is None:
                return give_back(self, request, boxes=written(request.POST))
            case, asked = self._merge_case_again(request, story, now=now)
            if case is None or asked is None:
                told = "That page is too old. What you typed is kept: open it under History."
                messages.warning(request, told)
                return form
            return self._merge_answers(request, case, asked, now=now)

    def _merge_case_again(
        self, request: HttpRequest, story: Article, *, now: datetime
    ) -> tuple[Case | None, Merge | None]:
        """The case as it stands now, and the questions as they were asked. Nothing that the page sends is believed but
        what this desk signed for this person and this story."""
        try:
            told = signing.loads(request.POST.get("case", ""), salt=SALT)
        except signing.BadSignature:
            return None, None
        if (told["story"], told["by"]) != (story.pk, request.user.pk):
            return None, None
        own = Revision.objects.filter(article=story)
        aside = own.filter(pk=told["mine"], kind=Revision.Kind.SET_ASIDE, by=request.user).first()
        base = own.filter(pk=told["base"]).first()
        shown = own.filter(version=told["theirs"]).first()
        if aside is None or shown is None or (told["base"] and base is None):
            return None, None
        keep_base(story.pk, now=now)
        others = others_since(story, base, tab=told["tab"], by=request.user, now=now)
        mine, theirs = aside.content, take_snapshot(story.pk)
        case = Case(story, base, theirs, mine, others, told["tab"], told["shared"], aside)
        return case, merge(base and base.content, shown.content, mine)

    def _merge_answers(self, request: HttpRequest, case: Case, asked: Merge, *, now: datetime) -> HttpResponse:
        merged = case.merged
        decided, faults = answers(asked, request.POST)
        told = {conflict.field: conflict.theirs for conflict in asked.conflicts}
        moved = {each.field: each.theirs for each in merged.conflicts} != told
        if moved:
            kept = resolve(asked, decided, *case.sides)
            set_aside(case.story.pk, kept, by=request.user, now=now, reason="Decided while somebody saved again")
            still = {each.field for each in merged.conflicts if told.get(each.field) == each.theirs}
            boxes = _answered(request.POST, asked, still)
            return self._merge_asked(request, case, boxes=boxes, again=True)
        if faults:
            return self._merge_asked(request, case, boxes=request.POST, faults=faults)
        content = resolve(merged, decided, *case.sides)
        if ends_before_it_begins(content):
            return self._merge_asked(request, case, boxes=request.POST, trouble=TOO_EARLY)
        return self._merge_saved(request, case, content, (*merged.kept, *_labels(merged)), now=now)


class StoryMerging(MergeAsking):
    """For ArticleAdmin to inherit, before Django's own."""

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        made = super().get_form(request, obj, change=change, **kwargs)
        made.saver, made.met = request.user, getattr(request, "met", None)
        return made

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except SavedAlready as made:
            return self.changeform_view(request, str(made.article_id), *args, **kwargs)
        except DeletedMeanwhile:
            return give_back(self, request)
        except SavedMeanwhile as met:
            answer = self._bring_together(request, int(object_id or 0), met.opened)
        if isinstance(answer, str):  # what was typed has faults of its own: those first
            request.met = answer
            return super().changeform_view(request, object_id, *args, **kwargs)
        return answer

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        if request.method == "POST" and "headline" in request.POST:
            return give_back(self, request)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    @transaction.atomic
    def _bring_together(self, request: HttpRequest, article_id: int, opened: int | None) -> HttpResponse | str:
        """Save both together, or ask; or say in a sentence that what was typed cannot be saved as it is."""
        now = timezone.now()
        story = self._merge_held(request, article_id)
        if story is None:
            return give_back(self, request)
        typed = typed_content(self, request, story, request.POST)
        case = self._merge_case(request, story, opened, typed, now=now)
        if typed.faults:
            return _mend_first(case.others, typed.faults)
        merged = case.merged
        if not merged.conflicts:
            return self._merge_saved(request, case, merged.content, merged.kept, now=now)
        reason = f"Typed while {case.others.name} saved"
        aside = set_aside(story.pk, typed.content, by=request.user, now=now, reason=reason, tab=case.tab)
        return self._merge_asked(request, replace(case, aside=aside))

    def _merge_held(self, request: HttpRequest, article_id: int) -> Article | None:
        """The story as it is saved now, its row held. Raises PermissionDenied."""
        story = self.get_object(request, str(article_id)) if hold_story(article_id) else None
        if story is not None and not self.has_change_permission(request, story):
            raise PermissionDenied
        return story

    def _merge_case(
        self, request: HttpRequest, story: Article, opened: int | None, typed: Typed, *, now: datetime
    ) -> Case:
        keep_base(story.pk, now=now)
        tab = Tab().clean(request.POST.get("tab"))
        base = base_of(story.pk, opened=opened, tab=tab, by=request.user)
        others = others_since(story, base, tab=tab, by=request.user, now=now)
        changed = "is_shared" in typed.form.changed_data and "is_shared" in typed.form.cleaned_data
        shared = typed.form.cleaned_data["is_shared"] if changed else None
        return Case(story, base, take_snapshot(story.pk), typed.content, others, tab, shared)

    def _merge_saved(
        self, request: HttpRequest, case: Case, content: Snapshot, kept: tuple[str, ...], *, now: datetime
    ) -> HttpResponse:
        by, tab = request.user, case.tab
        gone = save_together(case.story, content, others=case.others, shared=case.shared, by=by, now=now, tab=tab)
        self.was_saved(request, case.story, tab=tab, now=now)
        for sentence in gone:
            messages.warning(request, f"Not saved with the story: {sentence}")
        if case.others:
            request.brought_together = (case.others, kept)
        return self.after_saving(request, case.story)

    def acted(self, request: HttpRequest, story: Article, *, now: datetime) -> HttpResponse | bool:
        """What others changed is looked at before it goes anywhere: the button has to be pressed again."""
        together = getattr(request, "brought_together", None)
        if together is None:
            return super().acted(request, story, now=now)
        others, kept = together
        what = f": {listed(kept)}." if kept else ". You both had made the same changes."
        messages.success(request, f"Saved, together with what {others.name} changed at {others.when}{what}")
        pressed = [name for name in request.POST if name.startswith("_") and name not in MERE_SAVES]
        if pressed:
            told = "It was saved and nothing more. Look at what came together, then press the button again."
            messages.warning(request, told)
        return True


def _token(case: Case, by: Any) -> dict[str, Any]:
    return {
        "story": case.story.pk,
        "by": by.pk,
        "mine": case.aside and case.aside.pk,
        "base": case.base and case.base.pk,
        "theirs": case.story.lock_version,
        "tab": case.tab,
        "shared": case.shared,
    }


def _mend_first(others: Others, faults: Iterable[str]) -> str:
    met = f"{others.name} saved this story at {others.when} while you had it open. " if others else ""
    then = " Then save again: the two versions are brought together." if others else ""
    return f"{met}Yours is not saved yet; mend this first: {' '.join(faults)}{then}"


def _labels(merged: Merge) -> tuple[str, ...]:
    """What was asked about, as it is told afterwards."""
    return tuple(dict.fromkeys(each.label[:1].lower() + each.label[1:] for each in merged.conflicts))


def _answered(boxes: QueryDict, asked: Merge, still: set[str]) -> QueryDict:
    """The answers without those that are to be given anew, because what they were chosen from has changed."""
    kept = boxes.copy()
    for conflict in asked.conflicts:
        if conflict.field not in still:
            kept.pop(f"pick-{key_of(conflict)}", None)
    return kept
