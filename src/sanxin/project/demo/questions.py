"""The demo's questions: what people of the villages asked, what they were answered, and the cards made of it."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.project.demo.county import County
from sanxin.project.demo.listening import somebody
from sanxin.service.actions.answers import answer
from sanxin.service.actions.cards import confirm_card, make_card
from sanxin.service.actions.citations import Cited
from sanxin.service.actions.questions import put
from sanxin.service.actions.tellings import tell_answer
from sanxin.service.actions.voices import hear
from sanxin.service.models import AnswerCard, Channel, Question, Voice

OFFICERS = ("程晓岚", "何志明", "余敏")
VILLAGES = ("竹坑村", "双溪村", "沙湾村", "泉塘村", "车溪村", "横路村", "上畈村")
UNREACHED = (Channel.VISIT, Channel.NOTICE)


@dataclass(frozen=True)
class Known:
    """What is asked again and again: how people say it, the card's question, the answer, what it rests on."""

    kind: str
    title: str
    text: str
    rests_on: Cited
    asked: tuple[str, ...]


DUES = Cited("中国共产党党费收缴、使用和管理的规定", "第五条")
MOVING = Cited("中国共产党党员教育管理工作条例", "第二十五条")
JOINING = Cited("中国共产党发展党员工作细则", "第三章")
HELP = Cited("市委组织部关于困难党员帮扶的通知", "第二条")
KNOWN = (
    Known(
        "party",
        "在外打工，党费到哪里交？",
        "交到原来的支部，可以请家里人代交，也可以在支部的收费码上交；有六个月以上不交的，先跟支部书记说明。",
        DUES,
        (
            "儿子在广东打工，党费到哪里交，家里代交算不算？",
            "我在浙江厂里上班，党费可不可以在手机上交？",
            "外出打工两年了，党费停了半年，现在补交到哪里？",
            "在外地带孙子，党费是不是非要回来交？",
        ),
    ),
    Known(
        "procedure",
        "外出六个月以上，组织关系怎么转？",
        "地点固定、六个月以上的，向村支部提出，镇党委审核，在系统里转到流入地；不固定的，领流动党员活动证。",
        MOVING,
        (
            "要去苏州长住了，组织关系怎么转，要跑几趟？",
            "儿子党员毕业回村，组织关系转到哪里？",
            "外出六个月以上的，组织关系要不要转？",
        ),
    ),
    Known(
        "policy",
        "交了入党申请书，多久有人谈话？",
        "支部收到申请书以后一个月内派人谈话；过了一个月没有人找，可以直接问镇组织办。",
        JOINING,
        ("入党申请书交了两个月，没有人找我谈话，正常吗？", "女儿交了入党申请，接下来是什么步骤？"),
    ),
    Known(
        "benefit",
        "困难党员的补助怎么申请？",
        "本人或支部书记提出，村里公示三天，镇里核实，七一和春节前发；大病的随时可以提。",
        HELP,
        ("老党员生病住院，有没有补助，找谁申请？", "父亲是五十年党龄的党员，生活困难，补助怎么申请？"),
    ),
)
OPEN = (
    ("progress", "上个月说的活动室漏雨，办到哪一步了？"),
    ("other", "村里的远程教育电视还能不能看老电影？"),
    ("policy", "退休回村的党员能不能当村民小组长？"),
)


def ask_and_answer(county: County, now: datetime, rng: random.Random) -> None:
    """Half a year: each known question answered by hand once, made a card, then answered from it; three wait."""
    Asking(county, now, rng).work()


class Asking:
    def __init__(self, county: County, now: datetime, rng: random.Random) -> None:
        self.county, self.now, self.rng = county, now, rng

    def work(self) -> None:
        for place, known in enumerate(KNOWN):
            days = 150 - 25 * place
            card = self._first(known, days)
            for again, words in enumerate(known.asked[1:], start=1):
                self._from_card(card, words, days - 18 * again)
        self._confirm(AnswerCard.objects.get(title=KNOWN[1].title))
        for place, (kind, words) in enumerate(OPEN):
            self._question(kind, words, 3 - place)
        self._answered_not_told()

    def _first(self, known: Known, days: int) -> AnswerCard:
        question = self._question(known.kind, known.asked[0], days)
        at = self._at(days - 2, 10)
        with clock.frozen(at):
            row = answer(question, text=known.text, citations=[known.rests_on], by=question.owner, at=at)
            card = make_card(
                self.county.department, title=known.title, text=known.text, kind=known.kind,
                citations=[known.rests_on], owner=question.owner, review_on=(at + timedelta(days=140)).date(),
                source=row, by=question.owner, at=at,
            )  # fmt: skip
        self._tell(question, days - 3, "yes", 5)
        return card

    def _from_card(self, card: AnswerCard, words: str, days: int) -> None:
        question, edition = self._question(card.kind, words, days), card.editions.get()
        late = self.rng.random() < 0.15
        at = self._at(max(days - (12 if late else 2), 1), 15)
        with clock.frozen(at):
            answer(
                question, text=edition.text, citations=[_cited(card)], edition=edition, by=question.owner, at=at,
            )  # fmt: skip
        solved = self.rng.choice(("yes", "yes", "yes", "partly"))
        self._tell(question, max(days - (13 if late else 3), 1), solved, self.rng.choice((3, 4, 5, 5, None)))

    def _tell(self, question: Question, days: int, solved: str, score: int | None) -> None:
        voice, at = Voice.objects.select_related("contact").get(pk=question.voice_id), self._at(days, 17)
        channel = Channel.PHONE if hasattr(voice, "contact") else self.rng.choice(UNREACHED)
        asked = channel != Channel.NOTICE
        row = question.answers.get()
        with clock.frozen(at):
            tell_answer(
                row, by=question.owner, words=row.text, channel=channel, solved=solved if asked else "not_asked",
                unsolved="还要等镇里盖章" if asked and solved == "partly" else "",
                satisfaction=score if asked else None,
                asked_satisfaction=asked, at=at,
            )  # fmt: skip

    def _confirm(self, card: AnswerCard) -> None:
        at = self._at(20, 11)
        with clock.frozen(at):
            confirm_card(card, review_on=(at + timedelta(days=170)).date(), seen=card.version, by=card.owner, at=at)

    def _answered_not_told(self) -> None:
        question, known = self._question("party", KNOWN[0].asked[3], 4), KNOWN[0]
        at = self._at(1, 16)
        with clock.frozen(at):
            answer(question, text=known.text, citations=[known.rests_on], by=question.owner, at=at)

    def _question(self, kind: str, words: str, days: int) -> Question:
        at, by = self._at(days, 9), self.county.people[self.rng.choice(OFFICERS)]
        with clock.frozen(at):
            voice = hear(
                office=self.county.department, text=words, source=self.rng.choice(("visit", "hotline", "meeting")),
                by=by, at=at, place=self.county.village(self.rng.choice(VILLAGES)), speaker=somebody(self.rng),
            )  # fmt: skip
            return put(voice, kind=kind, owner=by, by=by, at=at)

    def _at(self, days: int, hour: int) -> datetime:
        at = (self.now - timedelta(days=days)).replace(hour=hour, minute=self.rng.randint(0, 59))
        return min(at, self.now - timedelta(minutes=20))


def _cited(card: AnswerCard) -> Cited:
    row = card.editions.get().citations.get()
    return Cited(row.title, row.provision)
