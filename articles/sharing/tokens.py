"""Tokens: what stands in the address of a preview link. The number of the link, signed: nobody can guess another one,
and nothing secret is stored. Until when a link works, and whether it was revoked, is in its row (opening.py)."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

LONGEST = 100
_signer = Signer(sep=".", salt="articles.sharing.preview-link")


def token_of(link_id: int) -> str:
    """`12.Xh3…`: the same for the same link as long as SECRET_KEY stays."""
    return _signer.sign(str(link_id))


def link_id_of(token: str) -> int | None:
    """The link a token was made for; None for one that is not ours, or that somebody has changed."""
    if len(token) > LONGEST or not token.isascii():
        return None
    try:
        return int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def link_address(link_id: int) -> str:
    """The whole address, to be copied into a letter."""
    return settings.SITE_URL + reverse("articles:shared_preview", args=[token_of(link_id)])
