-- One payee in one year: each payment below the county's threshold, together not, and no tender behind any.
select (array_agg(s.project_id order by s."on", s.id))[1] as project_id, null as plan_id,
    s.payee || ' ' || extract(year from s."on") as name, sum(s.amount)::bigint as amount,
    array_agg(s.id order by s."on", s.id)::text[] as vouchers
from standing s
where s.county_id = %(county)s and s.household_id is null and s.amount < %(tender_from)s
    and not exists (select from fund_procurement r where r.project_id = s.project_id and r.kind in ('tender', 'procurement'))
group by s.payee, extract(year from s."on")
having sum(s.amount) >= %(tender_from)s
