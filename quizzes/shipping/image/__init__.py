"""Builds the image: a WebAssembly module that holds Python as it is once it has started and loaded the engine.

CPython starts when the site is built, in Node, and loads and warms the engine there. Its memory becomes the module's
data. So a worker that instantiates the module can answer at once. contributing/python-in-the-page.md says more.
"""
