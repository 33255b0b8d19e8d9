"""The field's terms as enumerations: levels, kinds of people and bodies, states of a declaration.

Values are what the database and the diagrams hold; `label` is what people read.
"""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """A term with a Chinese label."""

    label: str

    def __new__(cls, value: str, label: str) -> Term:
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        return term


class Level(Term):
    """Level of a title (层级)."""

    MEMBER = "member", "员级"
    ASSISTANT = "assistant", "助理级"
    INTERMEDIATE = "intermediate", "中级"
    ASSOCIATE_SENIOR = "associate_senior", "副高级"
    FULL_SENIOR = "full_senior", "正高级"

    @property
    def rank(self) -> int:
        """1 (员级) to 5 (正高)."""
        return list(Level).index(self) + 1

    @property
    def step(self) -> int:
        """The step of the ladder (A23.1): 初级 1, 中级 2, 副高 3, 正高 4."""
        return max(1, self.rank - 1)

    @property
    def tier(self) -> Tier:
        """高级 covers 副高 and 正高, 初级 covers 员级 and 助理级."""
        return (Tier.JUNIOR, Tier.JUNIOR, Tier.INTERMEDIATE, Tier.SENIOR, Tier.SENIOR)[self.rank - 1]


class Tier(Term):
    """Level of a committee (评委会级别, art. 11)."""

    JUNIOR = "junior", "初级"
    INTERMEDIATE = "intermediate", "中级"
    SENIOR = "senior", "高级"


class Degree(Term):
    """Degree or diploma. How it was studied for is not asked (A21.7)."""

    SECONDARY = "secondary", "中专"
    COLLEGE = "college", "大学专科"
    BACHELOR = "bachelor", "大学本科"
    MASTER = "master", "硕士"
    DOCTOR = "doctor", "博士"

    @property
    def rank(self) -> int:
        """1 (中专) to 5 (博士); a higher degree includes the lower ones (I-22)."""
        return list(Degree).index(self) + 1


class Basis(Term):
    """By what a committee is formed (art. 10)."""

    SERIES = "series", "按系列"
    SPECIALTY = "specialty", "按专业"


class EmploymentKind(Term):
    """Kind of employment (人员类别), the input of table (b)."""

    CIVIL_SERVANT = "civil_servant", "公务员"
    CIVIL_SERVICE_MANAGED = "civil_service_managed", "参公管理人员"
    RETIRED = "retired", "离退休人员"
    POSTED = "posted", "派驻人员"
    DISPATCHED = "dispatched", "劳务派遣人员"
    INSTITUTION = "institution", "事业单位工作人员"
    INSTITUTION_CONTRACT = "institution_contract", "事业单位合同制人员"
    STATE_ENTERPRISE = "state_enterprise", "国有企业人员"
    PRIVATE_ENTERPRISE = "private_enterprise", "民营企业人员"
    SOCIAL_ORGANISATION = "social_organisation", "社会团体人员"
    FREELANCER = "freelancer", "自由职业者"
    SKILLED_TALENT = "skilled_talent", "高技能人才"
    RURAL_TALENT = "rural_talent", "农村牧区实用人才"
    HMT = "hmt", "港澳台专业技术人才"
    FOREIGN = "foreign", "外籍专业技术人才"


class OrganisationKind(Term):
    """What a body is."""

    HR = "hr", "人社部门"
    INDUSTRY = "industry", "行业主管部门"
    EMPLOYER = "employer", "用人单位"
    CENTRE = "centre", "公共服务中心"
    OFFICE = "office", "评委会办事机构"
    AGENCY = "agency", "人事代理机构"
    SERVICE_POINT = "service_point", "申报受理服务点"
    GOVERNMENT = "government", "政府"
    DISCIPLINE = "discipline", "纪检监察机构"


class OrganisationLevel(Term):
    """Administrative level of a body."""

    REGION = "region", "自治区"
    LEAGUE = "league", "盟市"
    COUNTY = "county", "旗县"
    TOWNSHIP = "township", "苏木乡镇"


class TitleKind(Term):
    """Kind of title for table (f)."""

    ORDINARY = "ordinary", "普通职称"
    DIRECTED = "directed", "定向评价定向使用"
    FARMER = "farmer", "农牧民职称"


class DeclarationKind(Term):
    """Kind of declaration (申报类型)."""

    ORDINARY = "ordinary", "正常申报"
    DIRECT = "direct", "直接申报"
    GREEN_CHANNEL = "green_channel", "绿色通道"
    SERIES_TRANSFER = "series_transfer", "转评"


class DeclarationStatus(Term):
    """Where a declaration stands. The order is the order of the law."""

    DRAFT = "draft", "填报中"
    SUBMITTED = "submitted", "已提交"
    UNIT_CHECK = "unit_check", "单位审核"
    UNIT_NOTICE = "unit_notice", "单位公示"
    FORWARDED = "forwarded", "逐级上报"
    ROSTER_NOTICE = "roster_notice", "花名册公示"
    REPORTED = "reported", "已报送"
    OFFICE_CHECK = "office_check", "办事机构复核"
    CORRECTION = "correction", "待补正"
    ACCEPTED = "accepted", "已受理"
    IN_PLAN = "in_plan", "已列入评审方案"
    PASSED = "passed", "评审通过"
    RESULT_NOTICE = "result_notice", "结果公示"
    ON_HOLD = "on_hold", "举报核查中"
    CLEARED = "cleared", "公示无异议"
    FOR_CONFIRMATION = "for_confirmation", "已报核准"
    CONFIRMED = "confirmed", "已核准确认"
    CERTIFIED = "certified", "已发证"
    FAILED = "failed", "评审未通过"
    NOT_RECOMMENDED = "not_recommended", "单位不予推荐"
    NOT_REPORTED = "not_reported", "不予上报"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    ABANDONED = "abandoned", "视为放弃"
    WITHDRAWN = "withdrawn", "已撤回"
    CANCELLED = "cancelled", "取消"
    NOT_CONFIRMED = "not_confirmed", "不予确认"
    CANCELLED_BY_SANCTION = "cancelled_by_sanction", "因违规被取消申报"
    RETURNED_COMMITTEE_REVOKED = "returned_committee_revoked", "评审权收回，退回申报"
    NOT_RECOGNISED = "not_recognised", "评审结果不予认可"
    ANNULLED = "annulled", "职称已撤销"

    @property
    def over(self) -> bool:
        """True once nothing more can happen to the declaration in this season."""
        return self in {
            DeclarationStatus.CERTIFIED, DeclarationStatus.FAILED, DeclarationStatus.NOT_RECOMMENDED,
            DeclarationStatus.NOT_REPORTED, DeclarationStatus.NOT_ACCEPTED, DeclarationStatus.ABANDONED,
            DeclarationStatus.WITHDRAWN, DeclarationStatus.CANCELLED, DeclarationStatus.NOT_CONFIRMED,
            DeclarationStatus.CANCELLED_BY_SANCTION, DeclarationStatus.RETURNED_COMMITTEE_REVOKED,
            DeclarationStatus.NOT_RECOGNISED, DeclarationStatus.ANNULLED,
        }  # fmt: skip


class VoidKind(Term):
    """How a result or title falls; the label is the act whose clearance it takes."""

    NOT_RECOGNISED = "not_recognised", "不予认可"
    REVOKED = "revoked", "撤销职称"

    @property
    def leaves(self) -> DeclarationStatus:
        """Where it leaves the declaration."""
        revoked = self is VoidKind.REVOKED
        return DeclarationStatus.ANNULLED if revoked else DeclarationStatus.NOT_RECOGNISED


class PublicityKind(Term):
    """Which publicity a notice is (art. 27, 34, 51)."""

    UNIT = "unit", "单位内部公示"
    ROSTER = "roster", "花名册公示"
    RESULT = "result", "评审结果公示"


class AssessmentGrade(Term):
    """Grade of a yearly or probation assessment (考核等次)."""

    EXCELLENT = "excellent", "优秀"
    QUALIFIED = "qualified", "合格"
    BASIC = "basic", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"


class IntegritySubject(Term):
    """As what a person stands in the integrity archive (诚信档案, A72–A74)."""

    APPLICANT = "applicant", "申报人"
    EXPERT = "expert", "评审专家"
    STAFF = "staff", "工作人员"


class ComplaintOpinion(Term):
    """How an objection or complaint was decided."""

    UPHELD = "upheld", "属实"
    PARTLY = "partly", "部分属实"
    REJECTED = "rejected", "不属实"
