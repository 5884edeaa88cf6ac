"""How a banner will look, while somebody writes it: as readers see it now, and after a time without news; and what is
worth knowing before it goes up. The script that asks is static/articles/desk/coverage.js."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString

from articles.dates import printed_soon
from articles.models import Contest, LivePost, PublishedArticle, SpecialCoverage
from articles.queries.banner import Banner, BannerPlace
from articles.queries.site import banner_to_be

LONG_TITLE = 60
FRAME = "admin/articles/specialcoverage/_frame.html"


def looks_of(coverage: SpecialCoverage, *, now: datetime) -> dict[str, Any]:
    """{"pages": [(words, a whole HTML page with the banner), …], "warnings": […]} for a coverage as it stands in the
    form, saved or not. `now` is aware."""
    banner = banner_to_be(coverage, now=now)
    pages = [("Readers see" if coverage.is_on else "Readers will see", _page(banner))]
    if not banner.is_stale and isinstance(coverage.stale_after, int):
        later = now + timedelta(minutes=coverage.stale_after + 1)
        pages.append((_after(coverage.stale_after), _page(banner_to_be(coverage, now=later))))
    return {"pages": pages, "warnings": warnings_of(coverage, banner, now=now)}


def _after(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    said = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest)
    return f"After {' '.join(said)} without news"


def _page(banner: Banner) -> SafeString:
    place = BannerPlace(replace(banner, title=banner.title or "…"), None, "")
    return render_to_string(FRAME, {"place": place, "style": static("articles/site.css")})


def warnings_of(coverage: SpecialCoverage, banner: Banner, *, now: datetime) -> list[str]:
    """Sentences about what its writer may not have meant. Nothing here is refused."""
    return [*_of_time(coverage, banner, now=now), *_of_rank(coverage, now=now), *_of_target(coverage, banner, now=now)]


def _of_time(coverage: SpecialCoverage, banner: Banner, *, now: datetime) -> list[str]:
    found = []
    if coverage.is_on and coverage.is_rehearsal:
        found.append("Readers never see a rehearsal, so they do not see this banner either.")
    if coverage.ends_at and coverage.ends_at <= now:
        found.append(f"Its end is past ({printed_soon(coverage.ends_at, now=now)}), so readers do not see the banner.")
    elif coverage.is_on and coverage.starts_at and coverage.starts_at > now:
        found.append(f"Readers see it from {printed_soon(coverage.starts_at, now=now)} on.")
    elif coverage.is_on and not coverage.ends_at:
        found.append("It has no end: it stays up until somebody takes it down.")
    if coverage.is_on and banner.is_stale:
        since = f" since {banner.stamp}" if banner.stamp else ""
        found.append(f"Nothing new has come{since}, so it is not called live.")
    if len(coverage.title) > LONG_TITLE:
        found.append("The title is long: on a phone it takes three lines of every page.")
    return found


def _of_rank(coverage: SpecialCoverage, *, now: datetime) -> list[str]:
    """What else is up at the same time and, where both are limited to sections, in one of the same."""
    if not coverage.is_on or coverage.is_rehearsal or coverage.priority is None:
        return []
    others = list(SpecialCoverage.objects.showing(now).exclude(pk=coverage.pk).filter(_meeting(coverage))[:50])
    above = [each for each in others if each.priority > coverage.priority]
    if len(above) > 1:
        return [f"Readers do not see it: “{above[0]}” and “{above[1]}” have a higher priority."]
    same = next((each for each in others if each.priority == coverage.priority), None)
    if same is None:
        return []
    first = "that one" if coverage.pk and same.pk > coverage.pk else "this one"
    return [f"“{same}” is up with the same priority, and {first} comes first, being newer. Give one a higher number."]


def _meeting(coverage: SpecialCoverage) -> Q:
    sections = list(coverage.sections.all()) if coverage.pk else []
    return Q(sections__in=sections) | Q(sections=None) if sections else Q()


def _of_target(coverage: SpecialCoverage, banner: Banner, *, now: datetime) -> list[str]:
    if coverage.target and not banner.url:
        return ["Readers cannot see the story it points at, so the banner leads nowhere until they can."]
    if coverage.target or coverage.url or not coverage.is_on:
        return []
    hers = {"coverage": coverage.pk} if coverage.pk else None
    has_something = hers and (
        PublishedArticle.objects.live(now).filter(**hers).exists()
        or Contest.objects.filter(**hers).exists()
        or LivePost.objects.live(now).filter(**hers).exists()
    )
    return [] if has_something else ["It leads to its own page, on which there is no story, result or post yet."]
