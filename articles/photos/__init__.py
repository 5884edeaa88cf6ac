"""Photos: from an uploaded file to a picture on a page."""

from articles.photos.deleting import delete_files
from articles.photos.ingest import Picture, PictureRefused, read_picture
from articles.photos.library import TakenIn, attach_picture, store_picture, take_in
from articles.photos.printing import PhotoUse, desk_picture, printed_card, printed_picture

__all__ = [
    "PhotoUse",
    "Picture",
    "PictureRefused",
    "TakenIn",
    "attach_picture",
    "delete_files",
    "desk_picture",
    "printed_card",
    "printed_picture",
    "read_picture",
    "store_picture",
    "take_in",
]
