"""The MkDocs plugin, a thin adapter over site.py."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from quizzes.shipping.preview import mistakes_pages, module_addresses
from quizzes.shipping.site import Prepared, SiteError, after, before

_log = get_plugin_logger("quizzes")

_WATCHED = ("scenarios", "source", "overrides", "quizzes/components", "quizzes/web", "quizzes/words")


class QuizzesPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call] # no options
    """Runs ``before`` and ``after`` around a build, and watches what authors edit.

    Under `mkdocs serve`, one plugin lives through all builds. While the handbook cannot be built, it serves pages that
    say why in place of all others. Otherwise every page would hang, and only the terminal would say why.
    """

    prepared: Prepared
    served = False
    mistake: Exception | None = None
    addresses: frozenset[str] = frozenset()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is `mkdocs serve`, which adds an inline script of its own to each page."""
        self.served = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare the site, and give the templates what they need."""
        self.mistake = None
        try:
            self.prepared = before(_root(config), config.theme["language"])
        except SiteError as error:
            if not self.served:
                raise PluginError(str(error)) from None
            _log.error(str(error))
            self.mistake = error
            config.nav = None
            config.theme.static_templates.clear()
            return config
        config.extra |= self.prepared.extra
        config.extra_css = [self.prepared.stylesheet]
        config.nav = self.prepared.navigation(config.nav)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated files to the site, and put all pages into the order of docs/, which the search shows."""
        if self.mistake is not None:
            self.addresses |= {file.dest_uri for file in files if file.is_documentation_page()}
            self.addresses |= module_addresses(_root(config))
            pages = mistakes_pages(self.mistake, self.addresses)
            return Files([File.generated(config, name, content=content) for name, content in pages.items()])
        for name, content in self.prepared.files.items():
            if isinstance(content, bytes):
                files.append(File.generated(config, name, content=content))
            else:
                files.append(File.generated(config, name, abs_src_path=str(content)))
        for page in sorted((file for file in files if file.is_documentation_page()), key=_place):
            files.remove(page)
            files.append(page)
        self.addresses |= {file.dest_uri for file in files if file.is_documentation_page()}
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish the site."""
        if self.mistake is None:
            after(Path(config.site_dir), policy=not self.served)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Build again when a scenario, a clause or a component is saved."""
        server.builder = self._explaining(server.builder, Path(config.site_dir))
        for name in _WATCHED:
            if (_root(config) / name).exists():
                server.watch(str(_root(config) / name))
        return server

    def on_build_error(self, *, error: Exception) -> None:
        """Note what stopped a build, because MkDocs raises some other error after it."""
        self.mistake = error

    def _explaining(self, build: Callable[[], None], site: Path) -> Callable[[], None]:
        """Return a build that leaves pages which say why if it fails, as for a missing file or a broken template."""

        def build_or_explain() -> None:
            self.mistake = None
            try:
                build()
            except (Exception, SystemExit) as error:
                mistake = self.mistake or Exception(str(error))
                _log.error(str(mistake), exc_info=not isinstance(error, MkDocsException))
                for name, content in mistakes_pages(mistake, self.addresses).items():
                    (site / name).parent.mkdir(parents=True, exist_ok=True)
                    (site / name).write_bytes(content)

        return build_or_explain


def _place(page: File) -> tuple[tuple[int, str], ...]:
    """Return the key that sorts pages as MkDocs does: in each folder index.md, then files, then folders."""
    *folders, name = page.src_uri.split("/")
    return (*((2, folder) for folder in folders), (0 if name == "index.md" else 1, name))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).absolute().parent  # relative if --config-file is
