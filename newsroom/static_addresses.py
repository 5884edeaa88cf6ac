"""The addresses of static files in production, each worked out once: which file a name stands for is written down by
collectstatic and stays so while a process runs. A form of the desk asks for 60 of them."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class RememberedAddresses(CompressedManifestStaticFilesStorage):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._known: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        if force:
            return super().url(name, force)
        if name not in self._known:
            self._known[name] = super().url(name)
        return self._known[name]
