-- Entries that stand, counted by doer, month and kind, each with one role: of those that the doer held on some day of the month
-- first one whose duties the kind counts for, then the order of the documents. A doer without any has none.
with done as materialized (
    select e.person_id, e.organisation_id, date_trunc('month', e."on")::date as month, e.kind, count(*) as number
    from ledger_entry e
    where e."on" between %(first)s and %(last)s and not e.withdraws
        and (%(lo)s::bigint is null or e.area between %(lo)s and %(hi)s)
        and (%(person)s::text is null or e.person_id = %(person)s)
        and not exists (select from ledger_entry c where c.corrects_id = e.id)
    group by 1, 2, 3, 4),
months as (select distinct month, (month + interval '1 month - 1 day')::date as last from done),
held as materialized (
    select distinct p.person_id, case when p.person_id is null then p.organisation_id end as organisation_id, m.month, p.role
    from roster_post p join months m
        on coalesce(p.start, '-infinity') <= m.last and coalesce(p."end", 'infinity') >= m.month
    union
    select g.person_id, null, m.month, 'responsible_helper' from (
        select distinct person_id, start, "end" from roster_pairing) g join months m
        on coalesce(g.start, '-infinity') <= m.last and coalesce(g."end", 'infinity') >= m.month),
owes as (select * from unnest(%(kinds)s::text[], %(roles)s::text[]) as o (kind, role)),
of_people as (
    select distinct on (d.person_id, d.month, d.kind) d.person_id, d.month, d.kind, h.role
    from (select distinct person_id, month, kind from done where person_id is not null) d
    join held h on h.person_id = d.person_id and h.month = d.month
    left join owes o on o.kind = d.kind and o.role = h.role
    order by d.person_id, d.month, d.kind, o.role is null, array_position(%(order)s::text[], h.role::text), h.role),
of_units as (
    select distinct on (d.organisation_id, d.month, d.kind) d.organisation_id, d.month, d.kind, h.role
    from (select distinct organisation_id, month, kind from done where person_id is null) d
    join held h on h.organisation_id = d.organisation_id and h.month = d.month
    left join owes o on o.kind = d.kind and o.role = h.role
    order by d.organisation_id, d.month, d.kind, o.role is null, array_position(%(order)s::text[], h.role::text), h.role),
role_of as (
    select d.*, coalesce(p.role, u.role, '') as role from done d
    left join of_people p on p.person_id = d.person_id and p.month = d.month and p.kind = d.kind
    left join of_units u on d.person_id is null and u.organisation_id = d.organisation_id and u.month = d.month and u.kind = d.kind)
