"""What the server calls."""

import gc
import os

import django
from django.urls import get_resolver

from onderling.base.addresses import Door

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onderling.config.settings")
django.setup(set_prefix=False)
application = Door()

# Every address now, so that the first visitor does not wait for it.
_ = get_resolver().url_patterns
# What is here stays here: looking through it for rubbish stops all visitors for 0.1 second.
gc.collect()
gc.freeze()
