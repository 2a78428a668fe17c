"""The dashboard for a computer without internet: `python -m deploy.offline` makes its folder."""
