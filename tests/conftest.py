"""What all tests share: no test of properties fails because the machine had other work."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
