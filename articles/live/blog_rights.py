"""Who may write in a live blog: reporters their own posts, editors and producers all of them. The verbs in blog.py ask
here, and the desk before it shows a button."""

from typing import Any

from articles.models.live_post import LivePost
from articles.workflow.permissions import refuse

NO_WRITER = "You may read the live blog, but not write in it. Ask an editor."
OTHERS = "This post is somebody else’s. Ask them, or an editor."


def why_not_write(by: Any) -> str:
    """A sentence, "" when they may. `by` None is the operator of a command."""
    return "" if by is None or by.has_perm("articles.add_livepost") else NO_WRITER


def why_not_change(by: Any, post: LivePost) -> str:
    """The same for a post that is there: whoever wrote it, whose name stands over it, and those who change any."""
    if by is None or by.has_perm("articles.change_any_livepost"):
        return ""
    if not by.has_perm("articles.change_livepost"):
        return NO_WRITER
    is_theirs = post.made_by_id == by.pk or (post.author is not None and post.author.user_id == by.pk)
    return "" if is_theirs else OTHERS


def require_writer(by: Any) -> None:
    """Raises NotAllowed with the sentence."""
    refuse(why_not_write(by))


def refuse_unless_theirs(by: Any, post: LivePost) -> None:
    """The same for a post that is there."""
    refuse(why_not_change(by, post))
