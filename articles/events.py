"""What happened to stories, told to whoever needs to act on it. Sent after the transaction has been committed, so a
receiver never sees something that is then rolled back. Receivers are in receivers.py.

A receiver that raises is called again later (workflow/errands.py), and so are the others with it: being told twice must
do no harm. A story for later is told of when it goes live, not when it is scheduled.
"""

from django.dispatch import Signal

story_published = Signal()  # article_id: int, at: datetime, first: bool (readers never had it before)
story_expired = Signal()  # article_id: int, at: datetime
story_withdrawn = Signal()  # article_id: int, at: datetime
photo_changed = Signal()  # photo_id: int, at: datetime (readers lost a photo, or have it back)
