"""Contributors: the people and organisations whose names stand in bylines."""

from django.conf import settings
from django.db import models

from articles.models.address import AddressField


class Contributor(models.Model):
    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        ORGANISATION = "organisation", "Organisation"

    name = models.CharField(max_length=120, help_text="As it is printed after “By”.")
    slug = AddressField("address", max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    role = models.CharField(max_length=120, blank=True, help_text="For example “City Hall reporter”.")
    bio = models.TextField("about", blank=True, max_length=4000, help_text="An empty line begins a new paragraph.")
    photo = models.ForeignKey("Photo", on_delete=models.SET_NULL, null=True, blank=True, related_name="portrait_of")
    email = models.EmailField(
        "public e-mail", blank=True, help_text="Printed on the page with all their stories, for readers to write to."
    )
    links = models.JSONField(
        default=list, blank=True, help_text="Profiles elsewhere, one web address to a line."
    )  # ["https://…", …]
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name="log-in",
        help_text="If this person also works at this desk.",
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="contributor_has_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="contributor_has_slug"),
            models.UniqueConstraint(
                "name",
                "kind",
                name="contributor_once_per_kind",
                violation_error_message="There is a contributor of this name and kind already.",
            ),
        )

    def __str__(self) -> str:
        return self.name
