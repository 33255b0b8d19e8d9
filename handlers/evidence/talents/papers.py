"""Papers about a person as the ways past the ladder ask about them: letters, certificates, appraisals (A37)."""

from __future__ import annotations

from datetime import date

from handlers.records.declarations import Declaration
from handlers.records.organisations import Organisation
from handlers.records.people import Person
from handlers.records.talents import PeerLetter, RecommendationLetter
from handlers.rules.routes import facts
from handlers.rules.terms import OrganisationKind, OrganisationLevel

LEAGUE_CODES = range(21, 51)  # GB/T 2260: third and fourth digit of a prefecture or a league, not of a city
OF_LEAGUE = {
    OrganisationKind.HR: facts.Recommender.LEAGUE_HR,
    OrganisationKind.GOVERNMENT: facts.Recommender.CITY_GOVERNMENT,
}
OF_COUNTY = {
    OrganisationKind.HR: facts.Recommender.COUNTY_HR,
    OrganisationKind.GOVERNMENT: facts.Recommender.COUNTY_GOVERNMENT,
}


def governor(unit: Organisation) -> facts.Governor:
    """What governs a unit, by its place in the tree and the code of its area."""
    if unit.direct_unit or unit.level is OrganisationLevel.REGION:
        return facts.Governor.REGION
    return facts.Governor.LEAGUE if int(unit.area[2:4]) in LEAGUE_CODES else facts.Governor.CITY


def recommender(body: Organisation, unit: Organisation) -> facts.Recommender:
    """What kind of recommender a body is for people of `unit`."""
    if body.id == unit.id:
        return facts.Recommender.OWN_UNIT
    if body.level is OrganisationLevel.REGION and body.kind is OrganisationKind.INDUSTRY:
        return facts.Recommender.REGION_DEPARTMENT
    if body.level is OrganisationLevel.LEAGUE or body.acts_as_league:
        kind = OF_LEAGUE.get(body.kind, facts.Recommender.OTHER)
        of_league = kind is facts.Recommender.CITY_GOVERNMENT and int(body.area[2:4]) in LEAGUE_CODES
        return facts.Recommender.LEAGUE_ADMINISTRATION if of_league and not body.acts_as_league else kind
    if body.level is OrganisationLevel.COUNTY:
        return OF_COUNTY.get(body.kind, facts.Recommender.OTHER)
    return facts.Recommender.OTHER


def standing_letters(person: Person, on: date) -> list[RecommendationLetter]:
    """The letters that stand on `on`, the newest first; one without a day is the law's to refuse."""
    standing = [
        each
        for each in person.letters
        if (each.issued_on is None or each.issued_on <= on) and (each.withdrawn_on is None or each.withdrawn_on > on)
    ]
    return sorted(standing, key=lambda each: (each.issued_on or date.min, each.number), reverse=True)


def letter_fact(letter: RecommendationLetter, unit: Organisation) -> facts.Letter:
    return facts.Letter(recommender(letter.organisation, unit), letter.number, letter.issued_on, letter.level)


def peer_fact(letter: PeerLetter, declaration: Declaration) -> facts.PeerLetter:
    return facts.PeerLetter(
        author=letter.author_id,
        level=letter.level,
        in_service=letter.in_service,
        same_field=letter.series == declaration.series and letter.specialty in ("", declaration.specialty),
        signed_on=letter.signed_on,
    )


def talent(person: Person, on: date) -> facts.TalentCertificate | None:
    """The best recognition that nobody has taken back; a lapsed one only when there is no other."""
    standing = [each for each in person.talent_certificates if each.revoked_on is None or each.revoked_on > on]
    best = min(standing, key=lambda each: (bool(each.valid_to and each.valid_to < on), each.grade), default=None)
    return None if best is None else facts.TalentCertificate(best.grade, best.number, best.from_on, best.valid_to)


def skill(person: Person) -> facts.Skill | None:
    """The skill with the most to show: inside the eight fields, evidence and appraisal on record."""
    best = max(
        person.skills,
        key=lambda each: (each.field is not None, bool(each.evidence_number), bool(each.appraisal_number)),
        default=None,
    )
    if best is None:
        return None
    return facts.Skill(best.field, best.feat, best.evidence_number, best.appraisal_number)
