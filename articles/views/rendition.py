"""A size of a picture that the web server has not found: made now, once, or another size of it instead. In development
this serves them all."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.photos.on_need import find_or_make

FOR_EVER = "public, max-age=31536000, immutable"  # the address says what is in it


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """`name` is the path below the folder of renditions."""
    found = find_or_make(f"renditions/{name}", now=timezone.now())
    if found is None:
        raise Http404
    if not found.is_it:
        return HttpResponse(
            status=302, headers={"Location": default_storage.url(found.path), "Cache-Control": "no-store"}
        )
    file = default_storage.open(found.path)
    response = FileResponse(file, content_type=mimetypes.guess_type(found.path)[0] or "application/octet-stream")
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
