"""Page: a text that is no news and stays: about us, ethics, contact. Saving it changes what readers see."""

from ckeditor.fields import RichTextField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from articles.html import clean_body, one_line
from articles.models.address import AddressField
from articles.models.section import RESERVED_SLUGS, Section

PAGE_SLUGS = frozenset({"about", "ethics", "contact"})  # kept free of sections for the pages every paper has


class PageQuerySet(models.QuerySet["Page"]):
    def public(self) -> "PageQuerySet":
        return self.filter(is_public=True)


class Page(models.Model):
    class Role(models.TextChoices):
        """Machines look for these by what they are (schema.org, security.txt), not by their address."""

        NONE = "", "No particular one"
        ABOUT = "about", "About the paper"
        ETHICS = "ethics", "Ethics and standards"
        CONTACT = "contact", "Contact"

    title = models.CharField(max_length=120)
    slug = AddressField("address", max_length=60, unique=True, help_text="The page is found at /address/.")
    description = models.CharField(
        max_length=300, blank=True, help_text="One sentence for search results and for links that are shared."
    )
    body = RichTextField("text", blank=True, config_name="page")
    role = models.CharField("what it is", max_length=8, choices=Role, default=Role.NONE, blank=True)
    is_public = models.BooleanField("readers see it", default=True)
    in_footer = models.BooleanField("linked at the end of every page", default=True)
    position = models.PositiveSmallIntegerField("order", default=100, help_text="Smaller numbers stand further left.")
    edited_at = models.DateTimeField(auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ("position", "title")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="page_has_title"),
            models.CheckConstraint(condition=~Q(slug=""), name="page_has_slug"),
            models.UniqueConstraint(
                fields=("role",),
                condition=~Q(role=""),
                name="page_role_once",
                violation_error_message="Another page is that already. Change that one first.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, **kwargs) -> None:
        self.title = one_line(self.title)
        self.body = clean_body(self.body)
        super().save(**kwargs)

    def get_absolute_url(self) -> str:
        return f"/{self.slug}/"

    def clean(self) -> None:
        if not self.slug:
            self.slug = slugify(self.title)
        if self.slug.lower() in RESERVED_SLUGS - PAGE_SLUGS or (len(self.slug) == 4 and self.slug.isdigit()):
            raise ValidationError({"slug": f"“{self.slug}” is used by the site itself. Choose another address."})
        if section := Section.objects.filter(slug__iexact=self.slug).first():
            raise ValidationError({"slug": f"/{self.slug}/ is the section {section.name}. Choose another address."})
