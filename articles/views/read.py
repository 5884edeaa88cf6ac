"""POST /read/<id>/ : a reader's browser says that a story was read (static/articles/read.js). readership/ counts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.readership import is_foreign, note_read
from articles.views.errors import forbidden, missing

LARGEST_ID = 2**63 - 1


# Exempt, because a token would make every reader's page different and need a cookie. It would guard nothing: nobody is
# logged in here, no cookie is looked at, and all a forged request could do is add one to a number. Browsers tell on
# other sites that try it (is_foreign), and the number of reads from one address is limited.
@csrf_exempt
@require_POST
def read(request: HttpRequest, article_id: str) -> HttpResponse:
    """204 for every id that a story could have, counted or not: who asks learns nothing."""
    if not 0 < int(article_id) <= LARGEST_ID:
        return missing(request)
    if is_foreign(request.headers, host=request.get_host()):
        return forbidden(request, PermissionError("A beacon from another site's page."))
    note_read(int(article_id), request.headers, address=_address(request), at=timezone.now())
    response = HttpResponse(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response


def _address(request: HttpRequest) -> str:
    """The reader's network address; behind a proxy, the last one it names, which is the only one it has seen itself."""
    return request.META.get(settings.READER_ADDRESS, "").rpartition(",")[2].strip()
