"""The ASGI door, for hosts that only speak ASGI. The WSGI door is the one that is measured."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_asgi_application()
