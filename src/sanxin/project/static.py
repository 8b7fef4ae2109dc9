"""Static files: compressed, with hashed names, and forgiving towards a missing source map."""

from functools import cached_property

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Hash what our own pages name; a vendored file may mention a map we do not ship."""

    manifest_strict = True
    support_js_module_import_aggregation = False

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Taken apart and put together forty times a page, though they last as long as the manifest."""
        return {}

    def url(self, name: str | None, force: bool = False) -> str:
        if force or not name:
            return str(super().url(name or "", force))
        if name not in self.addresses:
            self.addresses[name] = str(super().url(name))
        return self.addresses[name]

    def save_manifest(self) -> None:
        super().save_manifest()
        self.addresses.clear()
