"""`sanxin reindex`: write the search index anew, after a restore or a change of its tokens."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sanxin.kernel import search


class Command(BaseCommand):
    help = "Write the search index anew"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("检索已重建，共 %(n)d 条。") % {"n": search.rebuild()})
