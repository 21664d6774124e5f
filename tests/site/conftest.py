"""The fixtures this folder shares."""

from tests.site.listener import few_test_images

__all__ = ["few_test_images"]
