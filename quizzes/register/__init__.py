"""The register of a county: any number of record files, checked on the command line.

A package beside the others, since it alone reads other people's files: folders, archives, staff lists.
"""
