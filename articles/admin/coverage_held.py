"""Forms of a coverage and of its contests: read, checked and saved while nobody counts, calls or posts in it."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from articles.models import SpecialCoverage


class HoldsCoverage:
    """For a ModelAdmin to inherit, before Django's own. What was looked at when a form is checked (who has votes,
    whether anything was counted) is still so when it is saved: verbs wait for the coverage until then."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)  # type: ignore[misc]
        if found is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return found
        coverage_id = found.pk if isinstance(found, SpecialCoverage) else found.coverage_id
        list(SpecialCoverage.objects.select_for_update(no_key=True).filter(pk=coverage_id).values_list("pk"))
        return super().get_object(request, object_id, from_field)  # type: ignore[misc]
