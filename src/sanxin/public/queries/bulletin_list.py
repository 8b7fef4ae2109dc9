"""Rows of the desk's list of bulletins."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from sanxin.public.models import Bulletin, BulletinPublication, BulletinReads
from sanxin.public.models.bulletin import BulletinStage

VIEWS: dict[str, tuple[BulletinStage, ...]] = {
    "draft": (BulletinStage.DRAFT, BulletinStage.RETURNED),
    "submitted": (BulletinStage.SUBMITTED,),
    "approved": (BulletinStage.APPROVED,),
    "published": (BulletinStage.PUBLISHED,),
    "withdrawn": (BulletinStage.WITHDRAWN,),
}


def narrowed(rows: QuerySet[Bulletin], view: str) -> QuerySet[Bulletin]:
    """What a view's name asks for; one nobody knows asks for all."""
    return rows.filter(stage__in=VIEWS[view]) if view in VIEWS else rows


def with_reads(rows: QuerySet[Bulletin]) -> Any:
    """`.published_on` and `.opened`: since when it was told, how often its page was opened."""
    published = BulletinPublication.objects.filter(version__bulletin=OuterRef("pk")).order_by("-at")
    opened = BulletinReads.objects.filter(publication__version__bulletin=OuterRef("pk")).order_by()
    total = opened.values("publication__version__bulletin").annotate(n=Sum("count")).values("n")
    return rows.annotate(published_on=Subquery(published.values("from_on")[:1]), opened=Coalesce(Subquery(total), 0))
