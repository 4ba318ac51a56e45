-- The state of everything that an assessment of a county rests on: another state, another outcome.
create function assessment_basis(at bigint) returns text language sql stable security definer
set search_path = public, pg_temp as $$
    select md5(concat_ws('/',
        (select b.seq from ledger_book b where b.code = at),
        (select max(pgh_id) from roster_placeevent), (select max(pgh_id) from roster_organisationevent),
        (select max(pgh_id) from roster_personevent), (select max(pgh_id) from roster_postevent),
        (select max(pgh_id) from roster_householdevent), (select max(pgh_id) from roster_pairingevent),
        (select max(pgh_id) from duties_exemptionevent), (select max(pgh_id) from duties_adoptionevent),
        (select max(pgh_id) from workdays_dayevent),
        (select count(*) from assessment_check c where c.county_id = at), (select count(*) from assessment_answer),
        (select count(*) from assessment_figure f where f.county_id = at), (select count(*) from assessment_withdrawal),
        (select count(*) from assessment_weight w where w.county_id = at)))
    where works_here(at) $$;
create function wish_assessment(at bigint, wanted text, in_year integer) returns void language plpgsql
security definer set search_path = public, pg_temp as $$
begin
    if not works_here(at) then
        raise exception 'a county of one''s own' using errcode = 'insufficient_privilege';
    end if;
    insert into assessment_wish (county, scheme, year) values (at, wanted, in_year) on conflict do nothing;
    perform pg_notify('assessment', '');
end $$;

-- Publishing copies what was worked out: whole, after the year, and never the second time without a reason.
create function publish_ranking(wanted bigint, new_id text, why text, at timestamptz, day date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    o assessment_outcome;
    next integer;
begin
    select * into o from assessment_outcome where id = wanted for update;
    if not coalesce((may('assess') or may('supervise')) and in_scope(o.county_id), false) then
        raise exception 'not to be published by who asks' using errcode = 'insufficient_privilege';
    end if;
    select 1 + count(*) into next from assessment_publication p
        where (p.county_id, p.scheme, p.year) = (o.county_id, o.scheme, o.year);
    if day <= make_date(o.year, 12, 31) or o.as_of <= make_date(o.year, 12, 31)
        or o.basis is distinct from assessment_basis(o.county_id)
        or not exists (select from assessment_line l where l.outcome_id = o.id)
        or exists (select from assessment_line l where l.outcome_id = o.id and l.rank is null)
        or (next > 1 and btrim(coalesce(why, '')) = '') then
        raise exception 'a ranking is published whole, after its year' using errcode = 'check_violation';
    end if;
    insert into assessment_publication (id, county_id, scheme, year, version, as_of, reason, published_by, published_at)
        values (new_id, o.county_id, o.scheme, o.year, next, o.as_of, coalesce(why, ''), scope_account(), at);
    insert into assessment_published (publication_id, number, subject_kind, person_id, organisation_id, place_id, area, rank,
            ranked, state, total, score, told)
        select new_id, l.number, l.subject_kind, l.person_id, l.organisation_id, l.place_id, l.area, l.rank, l.ranked,
            l.state, l.total, l.score, l.told
        from assessment_line l where l.outcome_id = o.id;
end $$;
