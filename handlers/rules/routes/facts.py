"""What the routes of art. 37–41 ask about one person and one title: terms and frozen facts, no judgement.

No personal names: people are opaque ids, bodies are kinds. `None` means that nothing is on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.rules.acquisition import AcquisitionMode
from handlers.rules.eligibility.career import Career
from handlers.rules.eligibility.person import Exam
from handlers.rules.terms import AssessmentGrade, Level, Term


class Governor(Term):
    """What governs the applicant's unit: a league, a city, or the region itself (区直单位)."""

    LEAGUE = "league", "盟"
    CITY = "city", "市"
    REGION = "region", "自治区"


class Recommender(Term):
    """Who signed a letter of recommendation (推荐函)."""

    LEAGUE_ADMINISTRATION = "league_administration", "盟行政公署"
    CITY_GOVERNMENT = "city_government", "市人民政府"
    REGION_DEPARTMENT = "region_department", "自治区主管部门"
    LEAGUE_HR = "league_hr", "盟市人社局"
    COUNTY_GOVERNMENT = "county_government", "旗县人民政府"
    COUNTY_HR = "county_hr", "旗县人社局"
    OWN_UNIT = "own_unit", "本单位"
    OTHER = "other", "其他单位"


class Breakthrough(Term):
    """For what an outstanding person is recommended (A37.1)."""

    BASIC_RESEARCH = "basic_research", "取得重大基础研究突破"
    FRONTIER_TECHNOLOGY = "frontier_technology", "取得前沿技术突破"
    ENGINEERING_PROBLEM = "engineering_problem", "解决重大工程技术难题"
    CONTRIBUTION = "contribution", "在经济社会事业发展中作出重大贡献"


class Platform(Term):
    """A leading platform whose technical leader may be recommended (A37.1b)."""

    KEY_LABORATORY = "key_laboratory", "国家重点实验室"
    INNOVATION_CENTRE = "innovation_centre", "国家技术创新中心"
    LEADING_TECHNOLOGY = "leading_technology", "科技领军企业"
    LEADING_INDUSTRY = "leading_industry", "行业龙头企业"


class StationResult(Term):
    """What a postdoc reached during the station (A37.3)."""

    NATIONAL_PROGRAMME = "national_programme", "入选国家资助博士后研究人员计划"
    SCIENCE_FOUNDATION = "science_foundation", "获得中国博士后科学基金资助"
    PROVINCIAL_PROJECT = "provincial_project", "主持省部级以上项目"


class Part(Term):
    """The person's part in a result: holder or leader (主持), or one of others (参与)."""

    LEAD = "lead", "主持"
    MEMBER = "member", "参与"


class Overseas(Term):
    """Talent from abroad (A37.5)."""

    RETURNED = "returned", "海外归国（留学回国）人员"
    FOREIGN = "foreign", "外籍人才"


class SkilledField(Term):
    """The eight fields in which skilled and professional careers are linked (A37.6)."""

    ENGINEERING = "engineering", "工程"
    AGRICULTURE = "agriculture", "农业"
    ARTS_CRAFTS = "arts_crafts", "工艺美术"
    HERITAGE = "heritage", "文物博物"
    LABORATORY = "laboratory", "实验技术"
    ART = "art", "艺术"
    SPORT = "sport", "体育"
    TECHNICAL_TEACHING = "technical_teaching", "技工院校教师"


class PlacedFrom(Term):
    """From where a person was placed in an enterprise or institution (A39.1)."""

    CIVIL_SERVICE = "civil_service", "公务员（含参公人员）"
    ARMY = "army", "部队"


class UnitPlace(Term):
    """What kind of grass-roots unit the person works in (A40.0, I-23)."""

    TOWNSHIP = "township", "苏木乡镇"
    VILLAGE = "village", "嘎查村"
    SUBDISTRICT = "subdistrict", "街道"
    STATE_FARM = "state_farm", "国有农牧场"
    OTHER = "other", "其他"


@dataclass(frozen=True)
class TalentCertificate:
    """“英才兴蒙” recognition: class 1 (highest) to 7; `valid_to` None: without end."""

    grade: int
    number: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Achievement:
    """One result, and on which day it was awarded or begun."""

    kind: StationResult
    part: Part
    on: date


@dataclass(frozen=True)
class Postdoc:
    """Time in a postdoctoral station; `left_on` None: still there. `stays`: works in the region since."""

    entered_on: date
    left_on: date | None
    stays: bool
    achievements: tuple[Achievement, ...]


@dataclass(frozen=True)
class PeerLetter:
    """A peer's letter. `author`: opaque id; `level`: the author's title; `in_service`: in post when signing."""

    author: str
    level: Level
    in_service: bool
    same_field: bool
    signed_on: date | None


@dataclass(frozen=True)
class Letter:
    """A letter of recommendation. `level`: what it recommends the person for, None: it does not say."""

    by: Recommender
    number: str
    issued_on: date | None
    level: Level | None


@dataclass(frozen=True)
class Skill:
    """A rare skill. `field` None: outside the eight. `feat` names it; the others are document numbers."""

    field: SkilledField | None
    feat: str
    evidence_number: str
    appraisal_number: str

    @property
    def proofs(self) -> dict[str, str]:
        """What has to be handed in, by its name."""
        return {
            "绝招、绝技、绝活说明": self.feat,
            "业绩贡献材料": self.evidence_number,
            "成果鉴定材料": self.appraisal_number,
        }

    @property
    def proved(self) -> bool:
        """Whether nothing of it is missing."""
        return all(value.strip() for value in self.proofs.values())


@dataclass(frozen=True)
class Placement:
    """Placing of a former civil servant or soldier. `professional`: in a professional-technical post now."""

    came_from: PlacedFrom
    placed_on: date
    civil_servant_still: bool
    professional: bool


@dataclass(frozen=True)
class TitleRecord:
    """A title ever held. `transferred`: obtained by 转评; `appointed_on`: appointed to it in the present post."""

    level: Level
    series: str
    specialty: str
    from_on: date
    mode: AcquisitionMode
    transferred: bool
    appointed_on: date | None


@dataclass(frozen=True)
class PostChange:
    """The last change of post that changed the field of work, and the title asked for now.

    `on`: first day of professional work in the new post. `appointment_demanded`: the standard of the new
    series asks for an appointment to the title's post before the next level.
    """

    on: date
    series: str
    specialty: str
    appointment_demanded: bool


@dataclass(frozen=True)
class RouteFacts:
    """The candidate of every route, seen on the day of declaring or applying (`on`).

    `career`: the same as in the candidacy; its `target` and `series` are what is asked for.
    `green_channel`: the declaration goes to the green-channel committee.
    `associate_appointed_on`: start of the unbroken appointment (聘任) to a 副高 post.
    `assessment`: grade of the last assessment by the employer, probation or yearly.
    `earlier_declarations`: declarations of any year that were accepted, this one not counted.
    `in_unit_from`: first day of work in the present unit; `close_specialty`: in the own or a close specialty.
    `exam_replaces_review`: 以考代评 at this series and level. `history`: titles ever held, revoked ones left out.
    """

    on: date
    area: Governor
    green_channel: bool
    career: Career
    exam: Exam
    exam_replaces_review: bool
    assessment: AssessmentGrade | None
    earlier_declarations: int
    letters: tuple[Letter, ...]
    peers: tuple[PeerLetter, ...]
    breakthrough: Breakthrough | None
    platform: Platform | None
    technical_leader: bool
    talent: TalentCertificate | None
    associate_appointed_on: date | None
    postdoc: Postdoc | None
    overseas: Overseas | None
    skill: Skill | None
    placement: Placement | None
    unit_place: UnitPlace
    in_unit_from: date | None
    close_specialty: bool
    post_change: PostChange | None
    history: tuple[TitleRecord, ...]
