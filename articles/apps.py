"""The one app of the newsroom."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        from articles import receivers  # noqa: F401, PLC0415 (connects them)
