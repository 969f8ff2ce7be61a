"""What the server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onderling.config.settings")
application = get_wsgi_application()

# Every address now, so that the first visitor does not wait for it.
_ = get_resolver().url_patterns
# What is here stays here: looking through it for rubbish stops all visitors for 0.1 second.
gc.collect()
gc.freeze()
