"""What is chosen in the rows of a story form (a name, a photo, another story), asked for all rows at once: Django asks
for each row. For forms that are only read or shown; a save asks row by row, as late as it can."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import QueryDict

from articles.admin.related_links import written_out
from articles.models import ArticlePhoto, Byline, RelatedLink
from articles.related import article_id_of, url_key

CHOSEN = {Byline: "contributor", ArticlePhoto: "photo", RelatedLink: "target"}


def known_choices(formset: Any, saved: Iterable[Any], several: Iterable[QueryDict]) -> dict[str, Any]:
    """What is chosen in `saved` rows, which have it read, and what of that which was typed is there; by its number.
    One question at most, however many forms were typed into and however many rows they have."""
    name = CHOSEN[formset.model]
    known = {str(one.pk): one for row in saved if (one := getattr(row, name)) is not None}
    chosen = {one for boxes in several for one in _chosen(boxes, formset.prefix, name)} - known.keys()
    numbers = [int(one) for one in chosen if one.isascii() and one.isdecimal() and len(one) < 19]
    if numbers and formset.forms:
        found = formset.forms[0].fields[name].queryset.in_bulk(numbers)
        known |= {str(pk): one for pk, one in found.items()}
    return known


def tell_choices(formset: Any, known: dict[str, Any]) -> None:
    """Tell every row what there is to choose; nothing else is there for it."""
    labels = {key: str(one) for key, one in known.items()}
    for form in formset.forms:
        field = form.fields[CHOSEN[formset.model]]
        field.known, field.knows_all = known, True
        getattr(field.widget, "widget", field.widget).known = labels


def _chosen(boxes: QueryDict, prefix: str, name: str) -> Iterator[str]:
    """The numbers of what was chosen, also by giving a story's address."""
    for box, text in boxes.items():
        if box.startswith(f"{prefix}-") and box.endswith(f"-{name}"):
            yield text
        elif text and name == "target" and box.startswith(f"{prefix}-") and box.endswith("-url"):
            yield str(article_id_of(url_key(written_out(text))) or "")
