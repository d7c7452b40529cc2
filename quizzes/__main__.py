"""``python -m quizzes``: the authors' and maintainers' commands."""

import sys

from quizzes.cli import main

if __name__ == "__main__":
    sys.exit(main())
