"""Entry point of `python3 backend/native <command>`.

Kept to syntax that every Python 3 reads, so that an old one can say that it is too old.
"""

import os
import sys

OLDEST_PYTHON = (3, 11)

if sys.version_info < OLDEST_PYTHON:
    sys.exit(
        "Hushdesk needs Python 3.11 or newer, and this is %d.%d (%s). "
        "Install a newer one and name it: make PYTHON=/path/to/python3 run"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

if not __package__:
    # Run as a folder: put backend/ on the path instead of this package's own modules.
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from native.commands import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
