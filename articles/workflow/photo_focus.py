"""The verb that moves the focus of a photo: what matters most in it, around which every crop is laid. Readers of
stories that are out already get the new crops too."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import Errand
from articles.models.photo import WHOLE
from articles.workflow.errands import add_errands
from articles.workflow.photo_errands import write_photo_errand
from articles.workflow.photo_rights import hold_photo
from articles.workflow.reprojecting import reproject


def move_focus(photo_id: int, focus: tuple[int, int], *, now: datetime) -> list[int]:
    """Set the focus, in thousandths from the left and from the top, and print the stories that use the photo anew.
    Returns their numbers; none when the focus stays where it is. Words of theirs stay as they were published.

    Whoever may change the photo may do this: ask before. Raises ValidationError, RightsRefused while one of the stories
    is being published, or Photo.DoesNotExist.
    """
    if not all(0 <= place <= WHOLE for place in focus):
        raise ValidationError("The focus lies outside the picture.")
    with transaction.atomic():
        photo, stories = hold_photo(photo_id)
        if (photo.focus_x, photo.focus_y) == focus:
            return []
        photo.focus_x, photo.focus_y = focus
        photo.save(update_fields=["focus_x", "focus_y"])
        for number in stories:
            reproject(number, now=now)
        add_errands(stories, Errand.Step.PICTURES, now=now)  # the new crops as AVIF, which no reader waits for
        if stories:
            write_photo_errand(photo, now=now)
    return stories
