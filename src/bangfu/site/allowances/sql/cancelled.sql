-- What whoever pays must know of cases that it may not read: which allowance was cancelled, by which clause, for which days.
-- Only of decisions that were served. One whose review put another measure in its place stands no longer.
create function allowances_cancelled() returns table (id text, regulation text, clause text, measure text, person text,
    decided_on date, "from" date, "to" date, state text, replaces text)
language sql stable security definer set search_path = public, pg_temp as $$
    select s.id, c.regulation, c.provision, s.measure, c.person_id, s."on", s.start, s."end",
        case when c.state = 'annulled' or exists (select from cases_step l where l.case_id = c.id
                and l.code = 'grant_part' and l.number > s.number and l.measure <> s.measure) then 'void'
            when exists (select from cases_step l where l.case_id = c.id and l.code = 'grant_part'
                and l.number > s.number) then 'amended'
            else 'confirmed' end,
        (select e.id from cases_step e where e.case_id = c.id and e.code in ('confirm', 'lighten', 'grant_part')
            and e.measure = s.measure and e.number < s.number order by e.number desc limit 1)
    from cases_step s join cases_case c on c.id = s.case_id
    where s.code in ('confirm', 'lighten', 'grant_part') and s.measure = 'allowance_cancelled'
        and c.person_id is not null and reads_money(c.person_id, c.place_id, null)
        and exists (select from cases_step v where v.case_id = c.id and v.code = 'serve') $$;
