"""Make records, check them, and make the register of many."""
