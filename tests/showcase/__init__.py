"""The page *Components*, for maintainers: every component in every state, made from its component.yaml.

It is not part of the handbook. `make components` builds and serves it, and the tests of pictures and accessibility
trees open it.
"""
