"""A thin MkDocs adapter: bundle before the build, stop on problems, watch what authors edit."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from quizzes.authoring.catalogue import load_catalogue
from quizzes.authoring.for_schools import CHECKLIST_PAGE, check_for_schools, read_checklist
from quizzes.authoring.problems import ContentError
from quizzes.editions.edition import FILE as EDITION_FILE
from quizzes.editions.edition import edition_of, encode_edition
from quizzes.pages.for_schools import FILE as CHECKLIST_FILE
from quizzes.pages.for_schools import checklist_csv
from quizzes.pages.school import FILE, school_file_bytes
from quizzes.shipping.bundle import Bundle, BundleError, bundle
from quizzes.shipping.not_found import FILE as NOT_FOUND
from quizzes.shipping.not_found import relocatable
from quizzes.shipping.policy import with_policy
from quizzes.shipping.record_schema import FILE as RECORD_SCHEMA_FILE
from quizzes.shipping.record_schema import record_schema_bytes
from quizzes.words.lookup import strings

# Of the theme's, what nobody needs: the scripts that search in other languages, with licences of their own, and a list
# of pages for search engines, which wants an address that nobody knows.
_SITEMAP = "sitemap.xml"
_UNUSED = ("assets/javascripts/lunr/", _SITEMAP)

_WATCHED = ("scenarios", "source", "overrides", "quizzes/components", "quizzes/web", "quizzes/words")


class QuizzesPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call] # no options
    """What Markdown cannot do: files of the site, and the build's beginning and end."""

    built: Bundle
    served = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether the pages are for `mkdocs serve`, which adds an inline script of its own to each."""
        self.served = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the content, and give the pages the bundle's script and stylesheet and the interface's words."""
        root = Path(config.config_file_path).parent
        try:
            if problems := check_for_schools(root, load_catalogue(root)):
                raise ContentError(problems)
            self.built = bundle(root, root / ".cache")
        except ContentError as error:
            raise PluginError(f"The content has mistakes:\n{error}") from None
        except BundleError as error:
            raise PluginError(str(error)) from None
        config.extra |= {"client": self.built.client, "worker": self.built.worker, "fonts": self.built.fonts}
        config.extra["sheets"] = self.built.sheets
        config.extra["register"] = self.built.register
        config.extra["strings"] = strings()
        config.extra_css = [self.built.sheets["style"]]
        config.theme.static_templates.discard(_SITEMAP)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the bundle's files, those made of the content, and school.js where docs/ has none; drop the unused."""
        root = Path(config.config_file_path).parent
        for file in [each for each in files if each.src_uri.startswith(_UNUSED)]:
            files.remove(file)
        for name, path in self.built.files.items():
            files.append(File.generated(config, name, abs_src_path=str(path)))
        if not files.get_file_from_path(FILE):
            files.append(File.generated(config, FILE, content=school_file_bytes()))
        catalogue = load_catalogue(root)
        files.append(File.generated(config, EDITION_FILE, content=encode_edition(edition_of(catalogue))))
        files.append(File.generated(config, RECORD_SCHEMA_FILE, content=record_schema_bytes()))
        if (root / CHECKLIST_PAGE).exists():
            checklist = checklist_csv(catalogue, read_checklist(root, catalogue.clauses))
            files.append(File.generated(config, CHECKLIST_FILE, content=checklist))
        return files

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give the page its content security policy."""
        return output if self.served else with_policy(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Give the page for what is missing its policy too, and addresses that work in any folder."""
        if template_name != NOT_FOUND:
            return output_content
        html = relocatable(output_content)
        return html if self.served else with_policy(html)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search index a second time as a script: from a shared drive a page can read no other file."""
        index = Path(config.site_dir) / "search/search_index.json"
        if index.exists():
            script = f"var __index = {index.read_text(encoding='utf-8')};\n"
            index.with_suffix(".js").write_text(script, encoding="utf-8")

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Build again when a scenario, a clause or a component is saved."""
        root = Path(config.config_file_path).parent
        for name in _WATCHED:
            if (root / name).exists():
                server.watch(str(root / name))
        return server
