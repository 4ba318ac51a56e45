-- What is missing of each household in view on a day of a year: its code, the household, and what it is about.
with homes as materialized (
    select h.id from roster_household h
    where h.kinds && %(kinds)s::varchar[] and h.place_id between %(lo)s and %(hi)s and (%(only)s::text is null or h.id = %(only)s)
        and %(day)s between coalesce(h.start, '-infinity') and coalesce(h."end", 'infinity')),
file as materialized (
    select distinct on (v.household_id) v.id, v.household_id, v.causes from household_version v join homes h on h.id = v.household_id
    where v.start <= %(day)s order by v.household_id, v.start desc, v.recorded_at desc),
people as materialized (
    select f.household_id, m.ability, m.will, m.eligible, m.enrolled from file f join household_member m on m.version_id = f.id),
plan as materialized (
    select distinct on (p.household_id) p.id, p.household_id from measures_plan p join homes h on h.id = p.household_id
    where p.year = %(year)s and p.adopted_on <= %(day)s order by p.household_id, p.adopted_on desc, p.recorded_at desc),
measure as materialized (
    select p.household_id, m.category, m.answers, m.state, m.result, btrim(m.text) as text
    from plan p join measures_measure m on m.plan_id = p.id where m.state <> 'dropped'),
wish as materialized (
    select distinct on (w.household_id) w.household_id, w.agrees from measures_wish w join homes h on h.id = w.household_id
    where w."on" <= %(day)s order by w.household_id, w."on" desc, w.recorded_at desc),
answered as materialized (select m.household_id, array_agg(distinct c) as causes from measure m, unnest(m.answers) c group by 1),
decided as materialized (
    select d.household_id, array_agg(distinct d.category::text) as categories from measures_decision d join homes h on h.id = d.household_id
    where d.year = %(year)s and d."on" <= %(day)s group by 1),
entry as materialized (
    select e.id, e.household_id, e."on", e.recorded_by, (e.recorded_at at time zone 'Asia/Shanghai')::date as typed
    from ledger_entry e join homes h on h.id = e.household_id
    where e."on" between %(first)s and %(day)s and not e.withdraws
        and not exists (select from ledger_entry c where c.corrects_id = e.id)),
book as (
    select h.id, array_remove(array[
        case when not exists (select from file f where f.household_id = h.id) then 'household_situation' end,
        case when not exists (select from file f where f.household_id = h.id and f.causes <> '{}') then 'poverty_cause' end,
        case when not exists (select from measure m where m.household_id = h.id) then 'measures' end,
        case when not exists (select from plan p where p.household_id = h.id) then 'plan' end,
        case when not exists (select from entry e where e.household_id = h.id)
            and not exists (select from measure m where m.household_id = h.id and m.state <> 'planned') then 'progress' end,
        case when not exists (select from household_income i where i.household_id = h.id and i.stage = 'actual')
            and not exists (select from measure m where m.household_id = h.id and m.result <> '')
            and not exists (select from measures_decision d where d.household_id = h.id and d.decision = 'done') then 'results' end
    ], null) as empty from homes h),
able as (select household_id, bool_or(will = 'yes') as willing, bool_or(will = 'no') as unwilling from people
    where ability in ('full', 'partial') group by 1),
unable as (select household_id, bool_or(eligible and enrolled is not true) as left_out, bool_or(eligible is false) as above,
        bool_or(eligible is null) as unknown from people where ability in ('partial', 'none') group by 1)

select 'no_helper' as code, d.household, array_agg(lower(d.gap)::text || '/' || (upper(d.gap) - 1)::text order by d.gap) as about
    from days_without_helper(%(first)s, %(day)s, %(kinds)s, case when %(only)s::text is null then null else array[%(only)s::text] end) d join homes h on h.id = d.household group by 2
union all select 'no_plan', h.id, '{}' from homes h where not exists (select from plan p where p.household_id = h.id)
union all select 'no_measure', p.household_id, '{}' from plan p
    where not exists (select from measure m where m.household_id = p.household_id)
union all select 'decisions', h.id, array(select c from unnest(%(categories)s::text[]) with ordinality u(c, n)
        where c <> all (coalesce(d.categories, '{}')) order by n) from homes h left join decided d on d.household_id = h.id
    where coalesce(cardinality(d.categories), 0) < cardinality(%(categories)s::text[])
union all select 'no_offer', a.household_id, '{}' from able a
    where a.willing and not exists (select from measure m where m.household_id = a.household_id
        and m.category = any (%(offers)s) and not exists (select from wish w
            where w.household_id = a.household_id and w.agrees = 'no'))
union all select 'not_enrolled', u.household_id, '{}' from unable u where u.left_out
union all select 'section', b.id, b.empty from book b where b.empty <> '{}'
union all select 'cause', f.household_id, array(select c from unnest(f.causes) c
        where c <> all (coalesce(a.causes, '{}'))) from file f left join answered a on a.household_id = f.household_id
    where not f.causes <@ coalesce(a.causes, '{}')
union all select 'same_text', m.household_id, array_agg(distinct m.text) from measure m
    where m.text in (select o.text from measure o group by 1 having count(distinct o.household_id) > 1) group by 2
union all select 'late', e.household_id, array[count(*)::text] from entry e where e.typed - e."on" > %(late_days)s group by 2
union all select 'at_once', e.household_id, array_agg(e.typed::text) from (
    select household_id, typed from entry where typed > "on" group by household_id, typed, recorded_by
    having count(*) >= %(at_once)s) e group by 2
union all select 'not_agreed', w.household_id, '{}' from wish w join plan p on p.household_id = w.household_id
    where w.agrees = 'no'
union all select 'unwilling', a.household_id, '{}' from able a where a.unwilling
union all select 'not_eligible', u.household_id, '{}' from unable u where u.above
union all select 'unverified', u.household_id, '{}' from unable u where u.unknown
order by 2, 1
