"""What a question may end in instead of an answer."""

from __future__ import annotations


class QueryError(Exception):
    """A query does not exist, misses a parameter, or failed; says which one."""


class DoesNotFitError(QueryError):
    """There are too many projects for a question: fewer of them, or a larger machine, would be answered."""


class TooLargeError(DoesNotFitError):
    """It needs more memory than a reader has."""


class TooSlowError(DoesNotFitError):
    """It takes longer than a reader waits."""


class ClusterError(QueryError):
    """The cluster that DATABASE_URL names does not answer, or has not what is asked; says what to look at."""
