"""The boxes of the results desk: a count, a proposal, a withdrawal. What is typed is kept when it is refused."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from articles.admin.moments import MomentField
from articles.live.rules import AHEAD, MOST_VOTES, Figures
from articles.models import Call, Choice, Contest, CountUpdate

MOST_PRECINCTS = 1_000_000
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:[ ,'’\u00a0\u202f][0-9]{3})+")
_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")
OPTIONAL = ("total", "remaining", "precincts_reporting", "precincts_total", "expected_percent")


class WholeNumber(forms.CharField):
    """As people write numbers: 12304, 12,304, 12 304."""

    def __init__(self, *, most: int, too_many: str, **kwargs: Any):
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=UnfoldAdminTextInputWidget(attrs=attrs), **kwargs)
        self.most, self.too_many = most, too_many

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        if text.startswith(("-", "−")):
            raise ValidationError("Below zero cannot be right. Write a whole number, like 12,304.")
        if not _WHOLE.fullmatch(text):
            raise ValidationError("Write a whole number, like 12,304.")
        digits = re.sub("[^0-9]", "", text).lstrip("0") or "0"
        if len(digits) > len(str(self.most)) or int(digits) > self.most:
            raise ValidationError(self.too_many)
        return int(digits)


class Percent(forms.CharField):
    def __init__(self, **kwargs: Any):
        super().__init__(
            widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs
        )

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        bare = text.removesuffix("%").strip()
        if not _PERCENT.fullmatch(bare) or Decimal(bare) > 100:
            raise ValidationError("Write a percentage from 0 to 100, like 73 or 73.5.")
        return Decimal(bare)


def _votes(label: str, *, required: bool = False, **kwargs: Any) -> WholeNumber:
    missing = {"required": "Write a number, 0 where there are no votes."}
    too_many = "That is more votes than there are people."
    return WholeNumber(
        most=MOST_VOTES, too_many=too_many, label=label, required=required, error_messages=missing, **kwargs
    )


def _precincts(label: str) -> WholeNumber:
    return WholeNumber(most=MOST_PRECINCTS, too_many="So many precincts there are not.", label=label, required=False)


class FiguresForm(forms.Form):
    """What a count says. `seen`: the newest count that the page knew of when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    total = _votes("All votes", help_text="With those of nobody named here. Empty: the sum of the above.")
    remaining = _votes("Votes left")
    precincts_reporting = _precincts("Precincts reporting")
    precincts_total = _precincts("Of how many")
    expected_percent = Percent(label="Expected vote in, percent", required=False)
    note = forms.CharField(
        label="Note for the log",
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Where the figures are from: “Clerk, by phone”.",
        error_messages={"max_length": "A note takes at most 300 characters."},
    )

    def __init__(
        self,
        *args: Any,
        choices: Sequence[Choice],
        now_votes: Mapping[str, int] | None = None,
        now_in: str = "",
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.keys = {f"votes-{choice.pk}": choice.key for choice in choices}
        boxes = {}
        for choice in choices:
            shown = (now_votes or {}).get(choice.key)
            told = f"Now {shown:,}{f' in {now_in}' if now_in else ''}" if shown is not None else ""
            boxes[f"votes-{choice.pk}"] = _votes(choice.name, required=True, help_text=told)
        self.fields = {**boxes, **self.fields}

    def vote_boxes(self) -> list[Any]:
        return [self[name] for name in self.keys]

    def other_boxes(self) -> list[Any]:
        return [self[name] for name in OPTIONAL]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        votes = [data.get(name) for name in self.keys]
        total = data.get("total")
        if total is not None and None not in votes and sum(votes) > total:
            self.add_error("total", f"Together they have {sum(votes):,} votes already, more than {total:,}.")
        reporting, of = data.get("precincts_reporting"), data.get("precincts_total")
        if reporting is not None and of is not None and reporting > of:
            self.add_error("precincts_reporting", "More precincts report than there are.")
        if not self.keys:
            raise ValidationError("This contest has no choices yet. Add who can be voted for first.")
        return data

    @property
    def figures(self) -> Figures:
        data = self.cleaned_data
        votes = {key: data[name] for name, key in self.keys.items()}
        return Figures(votes=votes, **{name: data[name] for name in OPTIONAL})

    @property
    def seen_count(self) -> int:
        return number_in(self.data.get("seen"))

    def seeing(self, newest: int) -> "FiguresForm":
        """The same, as typed, of a page that knows of the newest count."""
        self.data = self.data.copy()
        self.data["seen"] = str(newest)
        return self


class CountForm(FiguresForm):
    area = forms.ChoiceField(
        label="Where",
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text="A count of the whole takes the place of the sum of its parts.",
        error_messages={"invalid_choice": "That area is not part of this coverage any more. Choose another."},
    )
    as_of = MomentField(label="Counted as of")

    def __init__(self, *args: Any, contest: Contest, areas: Sequence[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        whole = f"The whole: {contest.area.name}"
        self.fields["area"].choices = [("", whole), *((str(number), name) for number, name in areas)]

    def clean_as_of(self) -> datetime | None:
        moment = self.cleaned_data["as_of"]
        if moment is not None and moment > timezone.now() + AHEAD:
            raise ValidationError("Votes cannot be counted at a time to come. Check the day and the time.")
        return moment


class ProposalForm(forms.Form):
    keys = forms.MultipleChoiceField(
        label="Who won",
        required=False,  # the verb says in words what is missing
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these is not on the ballot any more. Choose again."},
    )
    outcome = forms.ChoiceField(
        label="What they won",
        choices=Call.Outcome,
        initial=Call.Outcome.WINS,
        widget=UnfoldAdminSelectWidget,
        error_messages={"invalid_choice": "Say what they win: the office, or a place in the run-off."},
    )
    note = forms.CharField(
        label="Why, for the desk",
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget(),
        error_messages={"max_length": "A note takes at most 300 characters."},
    )
    read = forms.CharField(required=False)  # the mark of the warnings that were ticked

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [(choice.key, choice.name) for choice in choices]


class WithdrawalForm(forms.Form):
    why = forms.CharField(
        label="Why is it withdrawn?",
        max_length=300,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text="Readers see this.",
        error_messages={
            "required": "Say why the call is withdrawn: readers will ask.",
            "max_length": "Readers get at most 300 characters. Say it shorter.",
        },
    )


def figures_of(count: CountUpdate, choices: Sequence[Choice]) -> dict[str, Any]:
    """A count as its boxes show it, to be corrected. A total that is the sum follows what is typed."""
    votes = {f"votes-{choice.pk}": count.votes.get(choice.key, 0) for choice in choices}
    others = {name: getattr(count, name) for name in OPTIONAL}
    if count.total == sum(votes.values()):
        others["total"] = None
    return votes | others


def number_in(text: Any) -> int:
    """The number of a row in a posted text; 0, which no row has, when it is none."""
    shown = str(text or "")
    return int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 19 else 0
