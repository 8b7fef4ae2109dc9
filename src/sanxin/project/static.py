"""Static files: compressed, with hashed names, and forgiving towards a missing source map."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Hash what our own pages name; a vendored file may mention a map we do not ship."""

    manifest_strict = True
    support_js_module_import_aggregation = False
