"""The way back from a page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.topics.models import Candidate, Round, Topic


def url_of(topic: Topic) -> str:
    return reverse("topics:topic", args=[topic.pk])


def crumbs_of_topic(topic: Topic) -> list[dict[str, str]]:
    return [{"label": _("课题"), "url": reverse("topics:topics")}, {"label": str(topic), "url": url_of(topic)}]


def crumbs_of_candidate(candidate: Candidate) -> list[dict[str, str]]:
    here = {"label": candidate.title, "url": reverse("topics:candidate", args=[candidate.pk])}
    return [{"label": _("候选课题"), "url": reverse("topics:candidates")}, here]


def crumbs_of_round(round_: Round) -> list[dict[str, str]]:
    here = {"label": str(round_.year), "url": reverse("topics:round", args=[round_.pk])}
    return [{"label": _("选题"), "url": reverse("topics:rounds")}, here]
