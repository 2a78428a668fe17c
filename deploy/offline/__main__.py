"""`python -m deploy.offline`."""

import sys

from deploy.offline.making import main

sys.exit(main())
