-- Every ruling of a case is a row: what a review changed takes the place of what was decided before, and what a review
-- annulled, or was refused, is told as such. What was not served binds nobody yet; a refusal needs no serving. The clause bears
-- its letter, so that nothing is left open.
select s.id, c.regulation, c.provision as clause, case when s.code = 'refuse' then c.proposed_measure else s.measure end as measure,
    c.person_id as person, c.organisation_id as organisation, place_text(c.place_id) as place,
    c.unit_id as decided_by, s."on" as decided_on, s.start as "from", s."end" as "to",
    (select string_agg(coalesce(a.finding_id, a.decision_id, a.ranking), ' ' order by a.id) from cases_cause a where a.case_id = c.id) as cause,
    case when s.code = 'refuse' then 'refused' when c.state = 'annulled' then 'void'
        when exists (select from cases_step l where l.case_id = c.id and l.code = 'grant_part' and l.number > s.number)
            then 'amended' else 'confirmed' end as state,
    (select e.id from cases_step e where e.case_id = c.id and e.code in ('confirm', 'lighten', 'grant_part')
        and e.number < s.number order by e.number desc limit 1) as replaces,
    s.text as note
from cases_step s join cases_case c on c.id = s.case_id
where (s.code = 'refuse' or s.code in ('confirm', 'lighten', 'grant_part')
    and exists (select from cases_step v where v.case_id = c.id and v.code = 'serve'))
