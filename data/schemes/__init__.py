"""Schemes of the annual appraisal (年考核办法): TOML files beside the settings, checked when they are read."""

from data.schemes.reading import Read, read_all
from data.schemes.scheme import Band, Indicator, Scheme, Step

__all__ = ["Band", "Indicator", "Read", "Scheme", "Step", "read_all"]
