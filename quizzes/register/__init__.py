"""The register on the command line: check any number of record files.

Only this package reads other people's files: folders, archives and staff lists.
"""
