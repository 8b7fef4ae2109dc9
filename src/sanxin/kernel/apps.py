from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "sanxin.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Let each app register its events, sheets, search kinds and long work under the same file name."""
        from sanxin.kernel.http.form_words import speak_plainly
        from sanxin.kernel.http.limits import limits

        speak_plainly()
        limits()  # a setting that cannot be meant stops the start
        autodiscover_modules("events", "sheets", "search", "jobs", "sheet_import_jobs", "deadlines")
