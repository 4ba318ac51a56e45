select e.id from ledger_entry e join role_of r
    on r.person_id is not distinct from e.person_id and r.organisation_id is not distinct from e.organisation_id
    and r.kind = e.kind and r.role = %(role)s and (%(kind)s = '' or e.kind = %(kind)s)
where e."on" between %(first)s and %(last)s and not e.withdraws
    and (%(lo)s::bigint is null or e.area between %(lo)s and %(hi)s)
    and (%(person)s::text is null or e.person_id = %(person)s)
    and not exists (select from ledger_entry c where c.corrects_id = e.id)
order by e."on" desc, e.seq desc
