"""Chapter 4. Organising the review (art. 42–58): its rules in the law's order."""

from __future__ import annotations

from handlers.rules import (
    archive,
    commission,
    committee,
    duties,
    jurisdiction,
    meeting,
    publicity,
    recheck,
    reconfirmation,
    routes,
    secrecy,
)
from handlers.rules.article import Rules

RULES: Rules = (
    meeting.plan_is_complete,  # A42.1
    meeting.plan_was_filed_a_week_before,  # A42.2
    meeting.review_was_consented_to,  # A42.3
    meeting.consent_is_decided_in_writing,  # A42.3a
    meeting.methods_are_recorded,  # A43.1
    meeting.chair_or_vice_chair_presides,  # A44.1
    meeting.chair_names_the_presider,  # A44.1a
    meeting.quorum_is_present,  # A44.2
    meeting.grassroots_and_outside_experts_attend,  # A44.3
    meeting.everyone_attending_has_committed,  # A44.4
    meeting.this_expert_has_committed,  # A44.4a
    committee.expert_has_paused_after_three_years,  # A44.5
    meeting.self_review_has_outside_peers,  # A44.6
    meeting.discipline_inspection_was_invited,  # A44.7
    meeting.ballot_is_secret_and_counted_once,  # A45.1
    recheck.only_a_void_ballot_is_repeated,  # A45.1a
    meeting.two_thirds_of_those_attending_approve,  # A45.2
    meeting.only_those_attending_vote,  # A45.3
    meeting.expert_came_before_the_vote,  # A45.3a
    meeting.panels_have_three_members,  # A46.1
    meeting.three_experts_wrote_opinions,  # A46.2
    meeting.only_attending_experts_write,  # A46.2a
    meeting.opinions_were_presented,  # A46.3
    meeting.presider_announces,  # A47.1
    meeting.chair_or_authorised_vice_chair_signs,  # A47.2
    meeting.committee_seal_is_affixed,  # A47.3
    meeting.minutes_are_complete,  # A48.1
    archive.permanent_records_are_never_destroyed,  # A48.2
    archive.record_is_traceable_throughout,  # A48.2a
    secrecy.meeting_is_closed,  # A49.1
    secrecy.expert_list_is_not_public,  # A49.2
    secrecy.files_are_not_leaked,  # A49.3
    meeting.relations_are_answered_and_kept,  # A50.1
    meeting.this_expert_is_not_recused,  # A50.1a
    meeting.hints_of_relations_are_handled,  # A50.2
    publicity.result_is_posted_in_time,  # A51.1
    publicity.result_notice_is_over,  # A51.2
    publicity.complaint_is_answered,  # A51.3
    recheck.applicant_disputes_own_result_with_evidence,  # A52.1
    recheck.recheck_refused_with_reasons,  # A52.1a
    recheck.recheck_is_answered,  # A52.1b
    recheck.tally_is_corrected_by_recount,  # A52.1c
    jurisdiction.confirmation_papers_are_complete,  # A53.1
    jurisdiction.only_who_passed_undisputed_is_confirmed,  # A53.2
    duties.batch_was_checked_before_the_decision,  # A53.2a
    duties.refusal_of_a_result_gives_reasons,  # A53.2b
    jurisdiction.result_is_confirmed_by_the_competent,  # A53.3
    jurisdiction.extension_is_asked_in_time,  # A53.4
    jurisdiction.certificate_rests_on_a_confirmation,  # A54.1
    jurisdiction.certificate_is_sealed_by_the_competent,  # A54.2
    jurisdiction.seal_is_numbered,  # A54.2a
    jurisdiction.title_starts_when_the_committee_passed_it,  # A55.1
    routes.recognised_title_starts_when_approved,  # A55.2
    commission.no_committee_of_the_region_covers_it,  # A56.1
    commission.letter_is_issued_by_the_competent,  # A56.2
    commission.commission_was_consented_to,  # A56.3
    commission.incoming_commission_has_its_documents,  # A56.4
    commission.local_department_takes_intermediate_and_junior,  # A56.5
    reconfirmation.verified_title_is_used_as_it_is,  # A57.1
    reconfirmation.title_is_reconfirmed_by_the_competent,  # A57.2
    reconfirmation.experts_have_advised,  # A57.2a
    archive.form_returns_by_the_original_channel,  # A58.1
    archive.a_full_year_has_passed,  # A58.2
    archive.two_persons_approve_the_list,  # A58.2a
)
