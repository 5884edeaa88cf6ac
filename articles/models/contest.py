"""Contest (an office or a measure that is voted on), Choice (what can be voted for) and ReportingArea (where votes are
counted). What was counted is in count.py, who won in call.py."""

from datetime import datetime
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from articles.models.address import AddressField

CODE_HELP = "Short: MI, D4, 26163. Readers see it on the map."


class ReportingArea(models.Model):
    """Where votes are counted: a state, a county, a ward. Contests of one coverage share them."""

    class Level(models.TextChoices):
        COUNTRY = "country", "Country"
        STATE = "state", "State or province"
        DISTRICT = "district", "District"
        COUNTY = "county", "County"
        PLACE = "place", "City or town"
        WARD = "ward", "Ward or precinct"

    coverage = models.ForeignKey("SpecialCoverage", on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=24, help_text=CODE_HELP)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=8, choices=Level, default=Level.STATE)
    # Where its tile stands on the map: columns from the left, rows from the top, from 0. None: not on the map.
    tile_x = models.PositiveSmallIntegerField("column", null=True, blank=True, validators=(MaxValueValidator(60),))
    tile_y = models.PositiveSmallIntegerField("row", null=True, blank=True, validators=(MaxValueValidator(60),))

    class Meta:
        verbose_name = "area"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("coverage", "code"),
                name="area_code_once",
                violation_error_message="This coverage has an area with this code already.",
            ),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="area_has_code_and_name"),
            models.CheckConstraint(
                condition=Q(tile_x__isnull=True, tile_y__isnull=True) | Q(tile_x__isnull=False, tile_y__isnull=False),
                name="area_tile_whole",
                violation_error_message="A tile needs a column and a row.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Contest(models.Model):
    class Kind(models.TextChoices):
        SINGLE = "single", "One winner"
        SEATS = "seats", "Several winners"
        RUN_OFF = "run-off", "One winner, with a run-off below the threshold"
        MEASURE = "measure", "Measure: yes or no"
        UNCONTESTED = "uncontested", "Uncontested"

    coverage = models.ForeignKey("SpecialCoverage", on_delete=models.CASCADE, related_name="contests")
    title = models.CharField(max_length=120, help_text="As readers see it: “Mayor”, “Senate, Michigan”.")
    slug = AddressField("address", max_length=120)
    office = models.CharField(
        "office or measure", max_length=120, blank=True, help_text="“Governor”, “Measure 4: Harbour bonds”."
    )
    # A count of this area is the count of the whole contest.
    area = models.ForeignKey(
        ReportingArea,
        on_delete=models.RESTRICT,
        related_name="contests",
        help_text="The whole area that votes: a count of it is the count of the contest.",
    )
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.SINGLE)
    seats = models.PositiveSmallIntegerField(
        default=1, validators=(MinValueValidator(1), MaxValueValidator(200)), help_text="How many are elected."
    )
    threshold = models.DecimalField(
        "share needed (percent)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=(MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))),
        help_text="For measures and run-offs; empty: more than half. 66.67 is two thirds, to the vote.",
    )
    weight = models.PositiveIntegerField(
        default=0, help_text="What it counts towards the target of the coverage: seats or electoral votes."
    )
    polls_close_at = models.DateTimeField(
        "polls close", null=True, blank=True, help_text="No count is shown before this time, and none from before it."
    )
    position = models.PositiveSmallIntegerField("order", default=100, help_text="Smaller numbers stand first.")
    is_by_hand = models.BooleanField(
        "counted by hand",
        default=False,
        help_text="What feeds send is kept, but readers see only what the desk enters.",
    )
    source = models.CharField(max_length=40, blank=True, editable=False)  # the feed it came from; its winners count
    external_id = models.CharField(max_length=80, blank=True, editable=False)  # what that feed calls it

    class Meta:
        ordering = ("position", "title", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("coverage", "slug"),
                name="contest_slug_once",
                violation_error_message="This coverage has a contest with this address already.",
            ),
            models.UniqueConstraint(
                fields=("coverage", "source", "external_id"), condition=~Q(external_id=""), name="contest_of_feed_once"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="contest_has_title_and_slug"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="contest_has_a_seat"),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True) | Q(threshold__gte=0, threshold__lte=100),
                name="contest_threshold_is_percent",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def polls_are_open(self, moment: datetime) -> bool:
        """Whether votes are still being cast at `moment` (aware). Without a closing time: no."""
        return self.polls_close_at is not None and moment < self.polls_close_at

    @property
    def share_needed(self) -> Decimal:
        """Percent of the votes; a measure or a first round passes above it, not at it, when it is half."""
        return self.threshold if self.threshold is not None else Decimal(50)


class Choice(models.Model):
    class Colour(models.TextChoices):
        BLUE = "blue", "Blue"
        RED = "red", "Red"
        GREEN = "green", "Green"
        AMBER = "amber", "Amber"
        VIOLET = "violet", "Violet"
        TEAL = "teal", "Teal"
        PINK = "pink", "Pink"
        GREY = "grey", "Grey"

    class Side(models.TextChoices):
        NONE = "", "A candidate"
        YES = "yes", "Yes"
        NO = "no", "No"

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="choices")
    # What counts and calls name it by; never changed, so that its history stays its own. A feed's own number for it.
    key = models.CharField(max_length=80, editable=False)
    name = models.CharField(max_length=120)
    party = models.CharField(max_length=60, blank=True)
    party_code = models.CharField("party, short", max_length=8, blank=True)
    is_incumbent = models.BooleanField("holds the office now", default=False)
    side = models.CharField("answer", max_length=3, choices=Side, default=Side.NONE, blank=True)
    colour = models.CharField(max_length=6, choices=Colour, default=Colour.GREY)
    position = models.PositiveSmallIntegerField("order", default=100)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=("contest", "key"), name="choice_key_once"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(name=""), name="choice_has_key_and_name"),
            models.UniqueConstraint(
                fields=("contest", "side"),
                condition=~Q(side=""),
                name="choice_one_yes_one_no",
                violation_error_message="A measure has one yes and one no.",
            ),
        )

    def __str__(self) -> str:
        return self.name
