"""What happened to stories, told to whoever needs to act on it. Sent after the transaction has been committed, so a
receiver never sees something that is then rolled back. Receivers are in receivers.py."""

from django.dispatch import Signal

story_published = Signal()  # article_id: int, at: datetime, first: bool
story_withdrawn = Signal()  # article_id: int, at: datetime
