"""The public face is a promise: a name comes or goes on purpose."""

import sanxin_engines.opinions as opinions


def test_the_public_face():
    assert opinions.__all__ == [
        "DEFAULT",
        "Constraints",
        "ContradictoryWishes",
        "CruxGroup",
        "CruxInput",
        "Heat",
        "HeatWeights",
        "Index",
        "KnownProblem",
        "LockedProblem",
        "MixedClocks",
        "Neighbour",
        "OpinionsError",
        "Problem",
        "Quote",
        "Reasons",
        "RepeatedVoice",
        "Settings",
        "SharedTerm",
        "Suggestion",
        "Synthesis",
        "TableError",
        "Voice",
        "build_index",
        "propose_crux",
        "suggest",
        "synthesize",
    ]
    assert all(hasattr(opinions, name) for name in opinions.__all__)
