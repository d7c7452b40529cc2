"""The page *Components*, for maintainers: every component in every state, made of its component.yaml.

It is no part of the handbook: `make components` builds and serves it, and the picture and accessibility tests open it.
"""
