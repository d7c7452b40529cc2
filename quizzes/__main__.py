"""``python -m quizzes``: commands for authors and maintainers."""

import sys

from quizzes.cli import main

if __name__ == "__main__":
    sys.exit(main())
