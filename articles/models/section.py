"""Sections: the desks of the paper and the first part of every story's address."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import slugify

from articles.models.address import AddressField

# First path parts that belong to the site itself: a section called "admin" would hide the desk.
RESERVED_SLUGS = frozenset(
    "admin static media preview search feeds feed rss atom sitemap sitemaps topics topic authors author coverage "
    "corrections read about ethics contact live results api robots favicon manifest ads healthz".split()
)


class SectionQuerySet(models.QuerySet["Section"]):
    def in_navigation(self) -> "SectionQuerySet":
        """Sections in the order the masthead prints them."""
        return self.order_by("position", "name")

    def default(self, slug: str) -> "Section":
        """The newsroom's default section, made on first need so that an import into an empty newsroom works."""
        name = slug.replace("-", " ").capitalize()
        # A section may have this name under another address, and no two may have one name.
        found = self.filter(slug=slug).first() or self.filter(name=name).first()
        return found or self.get_or_create(slug=slug, defaults={"name": name})[0]


class Section(models.Model):
    name = models.CharField(max_length=60, unique=True)
    slug = AddressField(
        "address", max_length=60, unique=True, help_text="First part of the address of its stories: /politics/…"
    )
    description = models.CharField(max_length=300, blank=True, help_text="One line under the name on the section page.")
    half_life_days = models.PositiveSmallIntegerField(
        "stays fresh for (days)",
        default=7,
        validators=(MinValueValidator(1), MaxValueValidator(3650)),
        help_text="After this many days a story of this section counts half as much among related stories. "
        "Short for news, long for reviews and recipes.",
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="part of",
        help_text="A section inside a section, like Elections in Politics. Its stories show on both fronts.",
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="sections_edited",
        help_text="Editors with sections of their own publish in these only. Those who have none publish everywhere.",
    )
    position = models.PositiveSmallIntegerField("order", default=100, help_text="Smaller numbers stand further left.")

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name")
        constraints = (
            models.CheckConstraint(condition=~models.Q(slug=""), name="section_has_slug"),
            models.CheckConstraint(condition=~models.Q(name=""), name="section_has_name"),
            models.CheckConstraint(condition=models.Q(half_life_days__gte=1), name="section_half_life_positive"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not self.slug:
            self.slug = slugify(self.name)
        if self.slug.lower() in RESERVED_SLUGS or (len(self.slug) == 4 and self.slug.isdigit()):  # a year's archive
            raise ValidationError({"slug": f"“{self.slug}” is used by the site itself. Choose another address."})
        page = apps.get_model("articles", "Page").objects.filter(slug__iexact=self.slug).first()
        if page is not None:
            raise ValidationError({"slug": f"/{self.slug}/ is the page “{page}”. Choose another address."})
        self._check_parent()

    def _check_parent(self) -> None:
        """Two levels are what readers keep in mind, and what an address, a menu and a breadcrumb can show."""
        if self.parent is None:
            return
        if self.parent_id == self.pk:
            raise ValidationError({"parent": "A section cannot be part of itself."})
        if self.parent.parent_id is not None:
            raise ValidationError({"parent": f"{self.parent.name} is part of another section itself. Choose that one."})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": f"{self.name} has sections of its own, so it cannot be part of another."})
