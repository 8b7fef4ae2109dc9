"""Groups of voices, and what people decided about some of them.

Voices are first grouped as if nobody had said anything. Then only the groups that hold a voice people spoke of are
grouped anew, among themselves and as people said. So a decision never moves a problem it does not touch.
"""

from __future__ import annotations

import numpy as np

from sanxin_engines.opinions.constraints import Ties
from sanxin_engines.opinions.features import Features
from sanxin_engines.opinions.linkage import Rule, link
from sanxin_engines.opinions.neighbours import similar_pairs
from sanxin_engines.opinions.partition import Labels
from sanxin_engines.opinions.settings import Settings


def compare(features: Features, copies: Labels, ties: Ties, settings: Settings) -> Labels:
    """Shape (n,): the group of every voice."""
    everybody = np.arange(len(copies), dtype=np.int64)
    labels = _group(features, everybody, copies, copies, [], settings)
    touched = np.flatnonzero(np.isin(labels, labels[ties.spoken_of]))
    if not len(touched):
        return labels
    place = {voice: number for number, voice in enumerate(touched.tolist())}
    apart = [(place[one], place[other]) for one, other in ties.apart]
    again = _group(features, touched, copies[touched], ties.together[touched], apart, settings)
    labels = labels.copy()
    labels[touched] = len(labels) + again
    return labels


def _group(
    features: Features,
    voices: Labels,
    copies: Labels,
    together: Labels,
    apart: list[tuple[int, int]],
    settings: Settings,
) -> Labels:
    """One voice of a text is compared for all its copies, unless people tied a copy apart."""
    keys = np.stack([copies, together], axis=1)
    _, faces, row = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    row = row.reshape(-1)
    pairs = similar_pairs(features.rows(voices[faces]), settings)
    tied = np.unique(together[faces], return_inverse=True)[1].reshape(-1)
    parted = [(int(row[one]), int(row[other])) for one, other in apart]
    rule = Rule(settings.threshold, settings.looseness, settings.background)
    return link(pairs, together=tied, apart=parted, rule=rule)[row]
