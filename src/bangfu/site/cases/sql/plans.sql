-- As before, and the plan of a year that was closed unfulfilled bears a case at its township.
create or replace function is_grounded(c cases_case) returns boolean language plpgsql stable as $$
begin
    return coalesce(bool_and(case
                when a.finding_id is not null then f.county_id = c.county_id
                    and f.state not in ('', 'drafted', 'discarded', 'withdrawn')
                when a.decision_id is not null then d.county_id = c.county_id and is_recall(d.measure, d.state)
                when a.ranking like 'plan:%' then coalesce(p.county_id = c.county_id and p.result = 'undone', false)
                else exists (select from assessment_publication b where b.county_id = c.county_id
                    and b.year::text = split_part(a.ranking, ':', 2)) end)
            and bool_or(c.place_id in (f.place_id, d.place_id, p.place_id)
                or (a.ranking like 'ranking:%' and c.place_id = c.county_id)), false)
        from cases_cause a left join rectification_finding f on f.id = a.finding_id
            left join cases_case d on d.id = a.decision_id
            left join fund_plan p on a.ranking = 'plan:' || p.id where a.case_id = c.id;
end $$;
