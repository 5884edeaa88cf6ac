"""The desk under admin/, everything else is the readers' site."""

from urllib.parse import urlsplit

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from articles.views.rendition import rendition

_MEDIA = urlsplit(settings.MEDIA_URL).path.lstrip("/")

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    # The web server has those that are made (deploy/nginx.conf), and asks here for the others.
    path(f"{_MEDIA}renditions/<path:name>", rendition, name="rendition"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("articles.urls")),
]

handler400 = "articles.views.errors.bad_request"
handler403 = "articles.views.errors.forbidden"
handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.server_error"
