from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "sanxin.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Let each app register its events, sheets, search kinds and long work under the same file name."""
        autodiscover_modules("events", "sheets", "search", "jobs", "sheet_import_jobs")
