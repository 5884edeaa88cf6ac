"""/ : the home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.queries.home import read_home_page


def home(request: HttpRequest) -> HttpResponse:
    page = read_home_page(now=timezone.now())
    return render(request, "articles/home.html", {"page": page, "site": page.site})
