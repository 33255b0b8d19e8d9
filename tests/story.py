"""One review season told by calling the handlers in the order of the law, without the engine.

    story = Story(build(session))
    declaration = story.submitted(world.applicant("申报人甲"))
    story.accepted(declaration)            # first check, notice, recommendation, way up, roster, acceptance
    review = story.voted([declaration])    # plan … count
    story.certified(review)                # announcement … sealed certificates

Each step is one call, so a test may stop anywhere and try something unlawful. Dates follow the worked
examples of the regulation: submission on 2026-09-10, meeting on 2026-10-28.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.trial.world import SPECIALTY, World, instant
from handlers import (
    acceptance,
    ballot,
    certificate,
    confirmation,
    declaration,
    first_check,
    publicity,
    reporting,
    review_session,
)
from handlers.catalogue import load
from handlers.evidence.meeting import recused_pairs
from handlers.handler import SYSTEM, Actor
from handlers.records.certificates import ConfirmationBatch
from handlers.records.declarations import Declaration
from handlers.records.notices import Publicity
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.review_sessions import ReviewSession, Seat
from handlers.rules.channel import HR_ITEMS, INDUSTRY_ITEMS
from handlers.rules.roles import Role

SEAL = "公章-001"


@dataclass
class Story:
    """Drives the handlers in `world`. Instants are arguments with lawful defaults."""

    world: World

    # ---- declaring -------------------------------------------------------------------------------

    def begun(self, person: Person, *, level: str = "associate_senior", specialty: str = SPECIALTY) -> Declaration:
        """A draft."""
        started = declaration.begin(
            person,
            actor=self.world.as_self(person),
            now=instant(2026, 9, 9),
            call=self.world.call.id,
            level=level,
            specialty=specialty,
        )
        return self._load(started["subject"], Declaration)

    def submitted(self, person: Person, *, now: datetime | None = None, **changes: Any) -> Declaration:
        """A declaration handed in."""
        draft = self.begun(person)
        answers = {
            "title": "高级工程师",
            "kind": "ordinary",
            "summary": "主持完成多项建筑工程质量监督工作，起草本地区检查细则，带教新人。",
            "achievement": "2024年 主持 某中学教学楼工程监督，获自治区优质工程奖。",
            "commitment": True,
        }
        declaration.submit(
            draft, actor=self.world.as_self(person), now=now or instant(2026, 9, 10), **{**answers, **changes}
        )
        return draft

    def assigned(self, d: Declaration) -> None:
        """First-check body found: for all of this world's units their own."""
        joint = d.using_unit_id is not None
        body = "dispatch_unit" if joint else "own_unit"
        first_check.assign(d, now=instant(2026, 9, 10, 10), body=body, joint=joint)

    def unit_checked(self, d: Declaration, opinion: str = "approve", *, number: int = 1) -> dict[str, Any]:
        """The unit's check by its clerk."""
        return first_check.check(
            d,
            actor=self._at(Role.UNIT_CLERK, d.first_check_body_id, number),
            now=instant(2026, 9, 11),
            opinion=opinion,
            text="材料真实完整",
            conduct="qualified",
            checklist=list(first_check.CHECKS),
            seal_number=SEAL,
        )

    def unit_posted(self, d: Declaration, now: datetime | None = None) -> dict[str, Any]:
        """The notice inside the unit: 2026-09-14, over with 09-20."""
        return publicity.post_unit(
            d,
            actor=self._at(Role.UNIT_CLERK, d.first_check_body_id),
            now=now or instant(2026, 9, 14),
            place="单位公告栏",
            evidence="照片 20260914-1",
        )

    def unit_closed(self, d: Declaration, now: datetime | None = None) -> dict[str, Any]:
        """The notice is over."""
        return publicity.close_unit(d, now=now or instant(2026, 9, 21, 0))

    def recommended(self, d: Declaration, *, actor: Actor | None = None) -> dict[str, Any]:
        """The head's recommendation."""
        return first_check.recommend(
            d,
            actor=actor or self._at(Role.UNIT_HEAD, d.first_check_body_id),
            now=instant(2026, 9, 21, 10),
            how_chosen="部门推荐、民主测评、集体研究",
            conditions="任中级职称8年，符合条件",
            publicity="公示5个工作日无异议",
            commitment=True,
            seal_number=SEAL,
        )

    def routed(self, d: Declaration, *, row: str = "1", hand_over: str = "centre") -> dict[str, Any]:
        """The county's way up (row 1 of table c)."""
        return reporting.route(
            d,
            now=instant(2026, 9, 21, 11),
            row=row,
            steps="county_industry,county_hr,league_hr",
            roster="league_hr",
            hand_over=hand_over,
        )

    def gone_up(self, d: Declaration) -> None:
        """Every level checks; the league's HR bureau then posts the roster."""
        for hour in range(12, 20):
            step = reporting.next_step(d, now=instant(2026, 9, 21, hour))
            if step["kind"] == "none":
                break
            self.level_checked(d, step["kind"], instant(2026, 9, 21, hour, 30))

    def level_checked(self, d: Declaration, kind: str, now: datetime, opinion: str = "approve") -> dict[str, Any]:
        """One level's check by the body that has the file."""
        answers: dict[str, Any] = {"opinion": opinion, "text": "审核情况属实", "seal_number": SEAL}
        if kind == "industry":
            actor = self._at(Role.INDUSTRY_CLERK, d.holder_id)
            return reporting.check_industry(d, actor=actor, now=now, checklist=list(INDUSTRY_ITEMS), **answers)
        actor = self._at(Role.HR_CLERK, d.holder_id)
        return reporting.check_hr(d, actor=actor, now=now, checklist=list(HR_ITEMS), **answers)

    def roster_posted(self, d: Declaration) -> dict[str, Any]:
        """The league's roster: 2026-09-22, over with 09-29 (Mid-Autumn Day lies between)."""
        return publicity.post_roster(
            d,
            actor=self._at(Role.HR_CLERK, d.holder_id),
            now=instant(2026, 9, 22),
            url="https://rsj.chifeng.example/hmc",
        )

    def reported(self, d: Declaration) -> None:
        """Roster over, reported, sorted by the service centre."""
        publicity.close_roster(d, now=instant(2026, 10, 9, 0))
        reporting.report(d, now=instant(2026, 10, 9))
        actor = self._at(Role.CENTRE_SORTER, self.world.centre.id)
        reporting.sort(d, actor=actor, now=instant(2026, 10, 9, 15), category="工程·建筑工程")

    def office_checked(self, d: Declaration, outcome: str = "accept", **answers: Any) -> dict[str, Any]:
        """The office's re-check."""
        return acceptance.check(
            d,
            actor=self._at(Role.OFFICE_CLERK, self.world.office.id),
            now=answers.pop("now", instant(2026, 10, 12)),
            outcome=outcome,
            checklist=answers.pop("checklist", ["qualification", "procedure", "scope"]),
            text="复核情况属实",
            **answers,
        )

    def to_the_office(self, d: Declaration) -> None:
        """From the first check to the office's desk."""
        self.assigned(d)
        self.unit_checked(d)
        if d.joint_check:
            actor = self._at(Role.USING_UNIT_CLERK, d.using_unit_id)
            first_check.cosign(
                d, actor=actor, now=instant(2026, 9, 11, 15), opinion="approve", text="同意", seal_number=SEAL
            )
        self.unit_posted(d)
        self.unit_closed(d)
        self.recommended(d)
        self.routed(d)
        self.gone_up(d)
        self.roster_posted(d)
        self.reported(d)

    def accepted(self, d: Declaration) -> None:
        """From the first check to acceptance."""
        self.to_the_office(d)
        self.office_checked(d)

    # ---- reviewing -------------------------------------------------------------------------------

    def planned(self) -> ReviewSession:
        """A session with its plan for 2026-10-28."""
        clerk = self._at(Role.OFFICE_CLERK, self.world.office.id, 2)
        person = self.world.people[Role.OFFICE_CLERK, self.world.office.id, 2]
        started = review_session.begin(person, actor=clerk, now=instant(2026, 10, 12), call=self.world.call.id)
        review = self._load(started["subject"], ReviewSession)
        self.plan(review)
        return review

    def plan(self, review: ReviewSession, **changes: Any) -> dict[str, Any]:
        """A version of the plan."""
        answers: dict[str, Any] = {
            "meeting_on": instant(2026, 10, 28).date(),
            "place": "内蒙古饭店封闭区",
            "overview": "申报人员均已受理",
            "formation": "随机抽取，单数组成",
            "procedure": "签到、评议、介绍、投票、宣布",
            "measures": "封闭管理，回避，监督",
            "methods": ["review"],
        }
        clerk = self._at(Role.OFFICE_CLERK, self.world.office.id, 2)
        return review_session.plan(review, actor=clerk, now=instant(2026, 10, 13), **{**answers, **changes})

    def drawn(self, review: ReviewSession) -> dict[str, Any]:
        """The draw."""
        manager = self._at(Role.FORMING_MANAGER, self.world.region_industry.id)
        return review_session.draw(review, actor=manager, now=instant(2026, 10, 14))

    def consented(self, review: ReviewSession) -> dict[str, Any]:
        """Filed by the forming unit, agreed by the filing authority, discipline inspection invited."""
        manager = self._at(Role.FORMING_MANAGER, self.world.region_industry.id)
        review_session.file_plan(review, actor=manager, now=instant(2026, 10, 15))
        officer = self._at(Role.FILING_OFFICER, self.world.region_hr.id)
        answer = review_session.consent(
            review, actor=officer, now=instant(2026, 10, 16), decision="agree", number="内人社评〔2026〕8号"
        )
        clerk = self._at(Role.OFFICE_CLERK, self.world.office.id, 2)
        review_session.invite_observer(review, actor=clerk, now=instant(2026, 10, 16, 15))
        return answer

    def signed_in(
        self, review: ReviewSession, attending: int = 11, recusals: dict[str, list[Any]] | None = None
    ) -> None:
        """The first `attending` experts sign in."""
        for seat in review.seats[:attending]:
            review_session.sign_in(
                review,
                actor=self.expert(seat),
                now=instant(2026, 10, 28, 8, 30),
                seat=seat.id,
                commitment=True,
                recusals=(recusals or {}).get(seat.id, []),
            )

    def opened(self, review: ReviewSession) -> dict[str, Any]:
        """The chair opens the meeting; opinions are written and presented."""
        answer = review_session.open(review, actor=self.chair(review), now=instant(2026, 10, 28, 9))
        writers = review_session.assign_opinions(review, now=instant(2026, 10, 28, 9))["writers"]
        for seat in [s for s in review.seats if s.id in writers]:
            mine = [o for c in review.candidates for o in c.opinions if o.seat_id == seat.id]
            review_session.write_opinions(
                review,
                actor=self.expert(seat),
                now=instant(2026, 10, 28, 10),
                seat=seat.id,
                opinions=[{"opinion": o.candidate.declaration.number, "text": "达到标准条件"} for o in mine],
            )
        review_session.present(review, actor=self.chair(review), now=instant(2026, 10, 28, 11))
        return answer

    def voted(self, declarations: list[Declaration], approvals: dict[str, int] | None = None) -> ReviewSession:
        """A whole meeting: `approvals` by declaration number, else everyone approves; returns the counted session."""
        review = self.planned()
        self.drawn(review)
        self.consented(review)
        self.signed_in(review)
        self.opened(review)
        self.ballot(review, approvals or {})
        return review

    def ballot(self, review: ReviewSession, approvals: dict[str, int]) -> dict[str, Any]:
        """Vote opened, cast by everyone attending, counted."""
        session = self.world.session
        opened = ballot.open(review, actor=self.chair(review), now=instant(2026, 10, 28, 14))
        pairs = recused_pairs(review)
        for place, seat in enumerate(s for s in review.seats if s.attended_at):
            votes = []
            for candidate in review.candidates:
                if (seat.id, candidate.id) in pairs:
                    continue
                wanted = approvals.get(candidate.declaration.number, len(review.seats))
                choice = "approve" if place < wanted else "reject"
                receipt = "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(12))
                votes.append({"candidate": candidate.id, "choice": choice, "receipt": receipt})
            ballot.cast(session, opened["ballot"], seat.expert_id, votes)
        counted = ballot.count(review, actor=self.chair(review), now=instant(2026, 10, 28, 15))
        session.expire_all()
        return counted

    # ---- after the vote --------------------------------------------------------------------------

    def announced(self, review: ReviewSession) -> Publicity:
        """Announced, signed, recorded; the result's notice is made."""
        review_session.announce(review, actor=self.chair(review), now=instant(2026, 10, 28, 16))
        review_session.sign(
            review, actor=self.chair(review), now=instant(2026, 10, 28, 16, 30), seal_number="评委会章-1"
        )
        clerk = self._at(Role.OFFICE_CLERK, self.world.office.id, 2)
        review_session.minutes(
            review, actor=clerk, now=instant(2026, 10, 28, 17), course="按方案逐项进行，无异常情况。"
        )
        sent = review_session.end(review, now=instant(2026, 10, 28, 17))
        return self._load(sent["recipients"][0], Publicity)

    def result_posted(self, posted: Publicity) -> dict[str, Any]:
        """The result is public from 2026-10-29, over with 11-05."""
        manager = self._at(Role.FORMING_MANAGER, self.world.region_industry.id)
        return publicity.post_result(posted, actor=manager, now=instant(2026, 10, 29), place="住建厅门户网站")

    def result_closed(self, posted: Publicity) -> list[ConfirmationBatch]:
        """The notice is over; batches for confirmation are opened."""
        publicity.close_result(posted, now=instant(2026, 11, 6, 0))
        sent = confirmation.open_batch(posted, now=instant(2026, 11, 6, 0))
        return [self._load(reference, ConfirmationBatch) for reference in sent["recipients"]]

    def handed_in(self, batch: ConfirmationBatch, *, confirms: str = "region_hr", seals: str = "region_hr") -> None:
        """Assigned and handed in by the office, checked by the department."""
        confirmation.assign(batch, now=instant(2026, 11, 6, 1), confirms=confirms, seals=seals)
        confirmation.submit(
            batch,
            actor=self._at(Role.OFFICE_CLERK, self.world.office.id, 2),
            now=instant(2026, 11, 9),
            choice="submit",
            report_number="住建评〔2026〕20号",
            publicity_report_number="住建评〔2026〕21号",
            commitment_number="承诺〔2026〕1号",
        )
        clerk = self._at(Role.HR_CLERK, batch.authority_id or "")
        confirmation.check(batch, actor=clerk, now=instant(2026, 11, 10), text="材料齐全，同意报批")

    def decided(self, batch: ConfirmationBatch, *, actor: Actor | None = None, **answers: Any) -> dict[str, Any]:
        """Confirmed."""
        return confirmation.decide(
            batch,
            actor=actor or self._at(Role.CONFIRMATION_OFFICER, batch.authority_id or ""),
            now=instant(2026, 11, 11),
            number="内人社职称〔2026〕100号",
            **answers,
        )

    def sealed(self, batch: ConfirmationBatch, *, actor: Actor | None = None) -> dict[str, Any]:
        """Certificates issued and sealed."""
        certificate.issue(batch, now=instant(2026, 11, 11, 15))
        return certificate.seal(
            batch,
            actor=actor or self._at(Role.SEAL_OFFICER, batch.seal_body_id or ""),
            now=instant(2026, 11, 12),
            seal_number="电子印章-2026-1",
        )

    def certified(self, review: ReviewSession) -> list[ConfirmationBatch]:
        """From the counted vote to sealed certificates."""
        posted = self.announced(review)
        self.result_posted(posted)
        batches = self.result_closed(posted)
        for batch in batches:
            self.handed_in(batch)
            self.decided(batch)
            self.sealed(batch)
        return batches

    # ---- who acts --------------------------------------------------------------------------------

    def expert(self, seat: Seat) -> Actor:
        """The expert on a seat."""
        return self.world.as_self(seat.expert.person, Role.EXPERT)

    def chair(self, review: ReviewSession) -> Actor:
        """The chair of the session."""
        seat = next(s for s in review.seats if s.part == "chair")
        return self.world.as_self(seat.expert.person, Role.CHAIR)

    def _at(self, role: Role, organisation_id: str | None, number: int = 1) -> Actor:
        body = self.world.session.get(Organisation, organisation_id)
        return self.world.act(role, body, number) if body else SYSTEM

    def _load(self, reference: str, kind: type[Any]) -> Any:
        record = load(self.world.session, reference)
        assert isinstance(record, kind)
        return record
