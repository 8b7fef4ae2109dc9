"""The demo's conversations: one finished, with what was agreed on the ledger; one that people are answering."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sanxin.dialogues.actions import conversations, releases, snapshots, statements, voting
from sanxin.dialogues.actions import dialogues as talks
from sanxin.dialogues.actions.conversations import Asked
from sanxin.dialogues.actions.dialogues import Held, Plan
from sanxin.dialogues.actions.follow_ups import Wanted, follow_up
from sanxin.dialogues.models import Conversation, Dialogue, Participant, Statement, Vote
from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.project.demo import diverging_words as words
from sanxin.project.demo.county import County

SEED = 2016


class Diverging:
    def __init__(self, county: County, now: datetime) -> None:
        self.county, self.now = county, now
        self.rng = random.Random(SEED)  # noqa: S311 - the same county every time
        self.by: Person = county.people["程晓岚"]
        self.places = [county.village(name) for name in ("竹坑村", "双溪村")]

    def work(self) -> None:
        finished = self._ask("班车复开", words.QUESTION, words.INTRO, [one.text for one in words.SENTENCES], 62, 30)
        self._answer(finished, words.SIZES)
        self._finish(finished)
        self._talk(finished)
        open_ = self._ask("晒谷场", words.OPEN_QUESTION, "", words.OPEN_SENTENCES, 4, -10)
        self._answer_a_little(open_)

    def _ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def _ask(
        self, title: str, question: str, intro: str, texts: Sequence[str], first: float, last: float
    ) -> Conversation:
        """Written one day, given out the next; `first` and `last` days ago."""
        with clock.frozen(self._ago(first + 1)):
            asked = Asked(title, question, self._ago(first), self._ago(last), self.places, intro)
            made = conversations.begin(self.county.department, asked, by=self.by, at=clock.now())
            statements.write(made, texts, by=self.by, at=clock.now())
        with clock.frozen(self._ago(first - 0.1)):
            conversations.open_up(made, by=self.by, at=clock.now())
        return self._fresh(made)

    def _answer(self, conversation: Conversation, sizes: Sequence[int]) -> None:
        """Rows alone, for two thousand answers through the verb would take the demo ten seconds."""
        shown = list(conversation.statements.accepted())
        votes: list[Vote] = []
        for group, size in enumerate(sizes):
            for _person in range(size):
                who = self._somebody(conversation)
                asked = self.rng.sample(range(len(shown)), self.rng.randint(12, len(shown)))
                votes += [self._vote(who, shown[n], words.SENTENCES[n], group) for n in asked]
        Vote.objects.bulk_create(votes)
        added = voting.add(conversation, "somebody", words.ADDED[0], at=self._ago(50))
        rude = voting.add(conversation, "somebody", words.LEFT_OUT[0], at=self._ago(49))
        assert added is not None
        assert rude is not None
        with clock.frozen(self._ago(48)):
            statements.accept(added, seen=1, by=self.by, at=clock.now())
            statements.leave_out(rude, reason="personal", seen=1, by=self.by, at=clock.now())
        late = Participant.objects.filter(conversation=conversation).answering()[:70]
        values = [self.rng.choices((1, 0, -1), (70, 15, 15))[0] for _one in late]
        Vote.objects.bulk_create(
            Vote(participant=who, statement=added, value=value) for who, value in zip(late, values, strict=True)
        )

    def _somebody(self, conversation: Conversation) -> Participant:
        digest = voting.digest_of(conversation, str(self.rng.random()))
        day = self._ago(self.rng.randint(31, 60)).date()
        return Participant.objects.create(conversation=conversation, digest=digest, day=day)

    def _vote(self, who: Participant, statement: Statement, sentence: words.Sentence, group: int) -> Vote:
        agree, disagree = sentence.agree[group], sentence.disagree[group]
        value = self.rng.choices((1, -1, 0), (agree, disagree, 100 - agree - disagree))[0]
        return Vote(participant=who, statement=statement, value=value)

    def _finish(self, conversation: Conversation) -> None:
        with clock.frozen(self._ago(29)):
            conversations.close(conversation, by=self.by, at=clock.now())
            snapshot = snapshots.count(conversation, by=self.by, at=clock.now())
        with clock.frozen(self._ago(28)):
            said = "谢谢大家。看法一样的先定下来，不一样的请两个村坐下来谈。"
            releases.release(conversation, snapshot=snapshot, words=said, by=self.by, at=clock.now())

    def _talk(self, conversation: Conversation) -> None:
        snapshot = conversation.snapshots.first()
        assert snapshot is not None
        dividing = list(conversation.statements.filter(number__in=snapshot.dividing[:4]))
        with clock.frozen(self._ago(20)):
            talk = self._plan(conversation, dividing, "班车怎么跑：每天跑，还是赶集跑、平时约？", self._ago(9))
        with clock.frozen(self._ago(8)):
            held = Held(self._ago(9).date(), 26, words.MINUTES, words.AGREED)
            talks.hold(talk, held, seen=talk.version, by=self.by, at=clock.now())
        with clock.frozen(self.now - timedelta(hours=3)):
            owners = (self.by, self.county.people["何志明"])
            agreed = talk.agreements.all()[:2]
            wanted = [Wanted(one, owner, 20) for one, owner in zip(agreed, owners, strict=True)]
            follow_up(talk, wanted, by=self.by, at=clock.now())
        with clock.frozen(self._ago(1)):
            soon = (self.now + timedelta(days=2)).replace(hour=14, minute=30, second=0, microsecond=0)
            self._plan(conversation, dividing[:1], "拼车补油钱，要不要试？", soon)

    def _plan(self, conversation: Conversation, about: list[Statement], title: str, meets_at: datetime) -> Dialogue:
        whom = "坐车的老人、有车的、跑客运的、开店的，各村都请几位"
        plan = Plan(title, about, self.places, "洪岩镇便民服务中心二楼", meets_at, self.by, whom)
        return talks.plan(conversation, plan, by=self.by, at=clock.now())

    def _answer_a_little(self, conversation: Conversation) -> None:
        """Nine people: too few to say anything. Two statements wait to be looked at."""
        shown = list(conversation.statements.accepted())
        people = [self._early(conversation) for _person in range(9)]
        Vote.objects.bulk_create(
            Vote(participant=who, statement=one, value=self.rng.choice((1, 1, 0, -1)))
            for who in people
            for one in shown
        )
        with clock.frozen(self._ago(0.5)):
            for text in words.WAITING:
                voting.add(conversation, "somebody", text, at=clock.now())

    def _early(self, conversation: Conversation) -> Participant:
        digest = voting.digest_of(conversation, str(self.rng.random()))
        return Participant.objects.create(conversation=conversation, digest=digest, day=self._ago(1).date())

    def _fresh(self, conversation: Conversation) -> Conversation:
        return Conversation.objects.with_names().get(pk=conversation.pk)
