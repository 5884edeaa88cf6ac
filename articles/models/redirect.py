"""Redirect: an address of old, and where readers who follow it are sent. Asked only where the site has no page.

Reading addresses, chains and loops is in redirects/.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Redirect(models.Model):
    old_address = models.CharField(
        "old address",
        max_length=800,
        unique=True,
        help_text="As it was, without the name of the site: /2014/05/story.html or /?p=123",
    )
    new_address = models.CharField(
        "new address",
        max_length=800,
        blank=True,
        help_text="/politics/a-story-12/ or a whole web address. Empty: gone for good.",
    )
    is_automatic = models.BooleanField(default=False, editable=False)  # written when an address was changed on the desk
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "old address"
        verbose_name_plural = "old addresses"
        ordering = ("old_address",)
        constraints = (
            models.CheckConstraint(condition=Q(old_address__startswith="/"), name="redirect_from_a_path"),
            models.CheckConstraint(condition=~Q(old_address=F("new_address")), name="redirect_goes_elsewhere"),
        )

    def __str__(self) -> str:
        return self.old_address
