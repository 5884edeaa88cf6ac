"""How the desk looks and what its menu has: what Unfold is told (settings.py adds the name of the paper). Colours and
type of the readers' pages are in articles/static/articles/site.css.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy


def _may(permission: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.user.has_perm(permission)


def _place(title: str, icon: str, url_name: str, permission: str) -> dict[str, object]:
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{url_name}"), "permission": _may(permission)}


DESK_LOOK: dict[str, object] = {
    "SITE_URL": "/",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("articles/favicon.svg")}
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "SHOW_BACK_BUTTON": False,
    "BORDER_RADIUS": "4px",
    "DASHBOARD_CALLBACK": "articles.admin.dashboard.front",
    "STYLES": [
        lambda request, name=name: static(f"articles/desk/{name}.css")
        for name in (
            *("desk", "history", "merging", "unsaved", "updates", "stages", "schedule", "writing", "sharing"),
            *("photos", "blog", "results"),
        )
    ],
    "SCRIPTS": [lambda request: static("articles/desk/desk.js")],
    # Warm greys like newsprint, and the readers' accent (articles/static/articles/site.css).
    "COLORS": {
        "base": {
            "50": "#faf9f7", "100": "#f4f2ee", "200": "#e3e0da", "300": "#cdc8bf", "400": "#a19b91", "500": "#78726a",
            "600": "#57534c", "700": "#413e39", "800": "#2b2926", "900": "#171615", "950": "#0f0e0d",
        },
        "primary": {
            "50": "#fdf3f2", "100": "#fbe3e1", "200": "#f6c8c5", "300": "#ee9f9a", "400": "#e77c75", "500": "#cf3f3d",
            "600": "#a3121b", "700": "#8a0f17", "800": "#6f0f15", "900": "#541014", "950": "#320608",
        },
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "title": "Write",
                "items": [
                    _place("Stories", "article", "articles_article_changelist", "articles.view_article"),
                    _place("Photos", "photo_library", "articles_photo_changelist", "articles.view_photo"),
                ],
            },
            {
                "title": "Coverage",
                "items": [
                    _place("Fronts", "dashboard", "articles_frontedition_changelist", "articles.view_frontedition"),
                    _place(
                        "Banners", "campaign", "articles_specialcoverage_changelist", "articles.view_specialcoverage"
                    ),
                    _place("Results", "how_to_vote", "articles_contest_newest_results", "articles.view_contest"),
                    _place("Live blogs", "bolt", "articles_livepost_changelist", "articles.view_livepost"),
                    _place("Corrections", "edit_note", "articles_correction_changelist", "articles.view_article"),
                    _place("Log", "history", "articles_auditline_changelist", "articles.view_article"),
                ],
            },
            {
                "title": "Site",
                "items": [
                    _place("Sections", "view_week", "articles_section_changelist", "articles.view_section"),
                    _place("Standing pages", "description", "articles_page_changelist", "articles.view_page"),
                    _place("Old addresses", "alt_route", "articles_redirect_changelist", "articles.view_redirect"),
                    _place("Topics", "label", "articles_topic_changelist", "articles.view_topic"),
                    _place("Contributors", "badge", "articles_contributor_changelist", "articles.view_contributor"),
                ],
            },
            {
                "title": "People",
                "items": [
                    _place("Log-ins", "person", "auth_user_changelist", "auth.view_user"),
                    _place("Roles", "group", "auth_group_changelist", "auth.view_group"),
                ],
            },
        ],
    },
}  # fmt: skip
