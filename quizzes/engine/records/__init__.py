"""Records and registers: making a record, checking it, and the register of many."""
