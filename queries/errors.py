"""What a question may end in instead of an answer."""

from __future__ import annotations


class QueryError(Exception):
    """A query does not exist, misses a parameter, or failed; says which one."""


class UnansweredError(QueryError):
    """A good question has no answer here and now; a sentence stands in its place, and what else is asked goes on."""


class TooLargeError(UnansweredError):
    """It needs more memory than a reader has."""


class TooManyRowsError(TooLargeError):
    """A page goes through its rows one by one, and has no memory for so many; filters may not narrow them."""


class TooSlowError(UnansweredError):
    """It takes longer than a reader waits."""


class ClusterError(UnansweredError):
    """The cluster that DATABASE_URL names does not answer, or has not what is asked; says what to look at."""
