-- A finding is one from the day it was fed back, and of those only what the vocabulary has a word for. One that is disputed
-- is verified as far as the inspecting side goes; its state says the rest. A decided recall is a fact as well (A12), and so is
-- the plan of a year that was closed unfulfilled (reading G22).
select * from (
    select f.id, f.kind, f.found_on as "on", f.person_id as person, f.organisation_id as organisation,
        place_text(f.place_id) as place, nullif(f.source, '') as source, nullif(f.level, '') as level,
        case when f.confirmed_on is not null or f.state = 'disputed' then 'yes' else 'no' end as verified, f.severity,
        case when f.bad_influence then 'yes' when not f.bad_influence then 'no' end as bad_influence,
        case when f.state in ('disputed', 'withdrawn') then f.state end as state
    from rectification_finding f where f.kind <> '' and f.state not in ('', 'drafted', 'discarded')
    union all
    select c.id, 'recalled', c.decided_on, c.person_id, c.organisation_id, place_text(c.place_id), null, null, 'yes', null, null,
        case when c.state = 'under_review' then 'disputed' end
    from cases_case c where is_recall(c.measure, c.state) and c.document <> ''
    union all
    select 'plan:' || p.id, 'annual_task_missed', p.closed_on, null, null, place_text(p.place_id), null, null, 'yes', null, null, null
    from fund_plan p where p.kind = 'annual' and p.result = 'undone'
) f where true
