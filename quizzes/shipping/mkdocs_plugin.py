"""The MkDocs plugin, a thin adapter over site.py."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from quizzes.shipping.site import Prepared, SiteError, after, before

_WATCHED = ("scenarios", "source", "overrides", "quizzes/components", "quizzes/web", "quizzes/words")


class QuizzesPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call] # no options
    """Runs ``before`` and ``after`` around a build, and watches what authors edit."""

    prepared: Prepared
    served = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is `mkdocs serve`, which adds an inline script of its own to each page."""
        self.served = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare the site, and give the templates what they need."""
        try:
            self.prepared = before(_root(config), config.theme["language"])
        except SiteError as error:
            raise PluginError(str(error)) from None
        config.extra |= self.prepared.extra
        config.extra_css = [self.prepared.stylesheet]
        config.nav = self.prepared.navigation(config.nav)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated files to the site, and put all pages into the order of docs/, which the search shows."""
        for name, content in self.prepared.files.items():
            if isinstance(content, bytes):
                files.append(File.generated(config, name, content=content))
            else:
                files.append(File.generated(config, name, abs_src_path=str(content)))
        for page in sorted((file for file in files if file.is_documentation_page()), key=_place):
            files.remove(page)
            files.append(page)
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish the site."""
        after(Path(config.site_dir), policy=not self.served)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Build again when a scenario, a clause or a component is saved."""
        for name in _WATCHED:
            if (_root(config) / name).exists():
                server.watch(str(_root(config) / name))
        return server


def _place(page: File) -> tuple[tuple[int, str], ...]:
    """Return the key that sorts pages as MkDocs does: in each folder index.md, then files, then folders."""
    *folders, name = page.src_uri.split("/")
    return (*((2, folder) for folder in folders), (0 if name == "index.md" else 1, name))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).absolute().parent  # relative if --config-file is
