"""Photos: from an uploaded file to a picture on a page."""

from articles.photos.ingest import Picture, PictureRefused, read_picture
from articles.photos.library import TakenIn, attach_picture, store_picture, take_in
from articles.photos.printing import printed_alt, printed_picture

__all__ = [
    "Picture",
    "PictureRefused",
    "TakenIn",
    "attach_picture",
    "printed_alt",
    "printed_picture",
    "read_picture",
    "store_picture",
    "take_in",
]
