-- Who makes papers: the inspection office and its inspectors, in their area.
create function makes_papers() returns boolean language sql stable as
    $$ select (select may('supervise')) or (select may('inspect')) $$;
-- Asked past the policies, for a paper and whom it is addressed to are read by way of each other.
create function addressed(wanted text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select may('answer') and exists (select from papers_paperrecipient r where r.paper_id = wanted
        and (in_scope(r.place_id) or r.organisation_id = scope_organisation())) $$;
create function may_replace(wanted text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select makes_papers() and exists (select from papers_paper p where p.id = wanted and in_scope(p.place_id)
        and p.state <> 'draft') $$;

create policy site_read on papers_series for select to bangfu_app using ((select makes_papers()) and in_scope(county_id));
create policy site_add on papers_series for insert to bangfu_app with check ((select may('supervise')) and in_scope(county_id));
create policy site_change on papers_series for update to bangfu_app using ((select may('supervise')) and in_scope(county_id));
create policy site_read on papers_seriesevent for select to bangfu_app
    using ((select may('audit')) or ((select makes_papers()) and in_scope(county_id)));

-- Drafts are seen by those who make them; what has a number also by who oversees the area, and by whom it is addressed to.
create policy site_read on papers_paper for select to bangfu_app using (
    ((select makes_papers()) and in_scope(place_id))
    or (number is not null and (((select may('oversee')) and in_scope(place_id)) or addressed(id))));
create policy site_add on papers_paper for insert to bangfu_app with check (
    (select makes_papers()) and in_scope(place_id) and made_by = (select scope_account())
    and state = 'draft' and number is null
    and exists (select from papers_series s where s.id = series_id and s.county_id = place_id / 1000000 * 1000000)
    and (replaces_id is null or may_replace(replaces_id)));
create policy site_edit on papers_paper for update to bangfu_app
    using (state = 'draft' and (select makes_papers()) and in_scope(place_id))
    with check (state = 'draft' and (select makes_papers()) and in_scope(place_id)
        and exists (select from papers_series s where s.id = series_id and s.county_id = place_id / 1000000 * 1000000));
create policy site_issue on papers_paper for update to bangfu_app
    using ((select may('supervise')) and in_scope(place_id))
    with check ((select may('supervise')) and in_scope(place_id)
        and (state <> 'issued' or issued_by = (select scope_account()))
        and (state <> 'withdrawn' or withdrawn_by = (select scope_account())));
create policy site_read on papers_paperversion for select to bangfu_app
    using ((select makes_papers()) and in_scope(place_id));

create policy site_read on papers_paperrecipient for select to bangfu_app
    using (paper_id in (select p.id from papers_paper p));
create policy site_add on papers_paperrecipient for insert to bangfu_app with check (
    (select makes_papers()) and paper_id in (select p.id from papers_paper p where p.state = 'draft')
    and (place_id is null or in_scope(place_id))
    and (organisation_id is null or organisation_id in (select o.id from roster_organisation o)));
create policy site_drop on papers_paperrecipient for delete to bangfu_app using (
    (select makes_papers()) and paper_id in (select p.id from papers_paper p where p.state = 'draft'));

-- A draft is written on, then issued; what was issued never changes again, and can only be withdrawn. The number is taken
-- here, from a row that stays locked until the paper is stored or given up: none is skipped, and none given twice.
create function keep_paper() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if old.state not in ('draft', 'issued') then
        raise exception 'a paper that was withdrawn stays as it is' using errcode = 'check_violation';
    end if;
    if (new.id, new.kind, new.place_id, new.about, new.made_by, new.made_at, new.replaces_id) is distinct from
            (old.id, old.kind, old.place_id, old.about, old.made_by, old.made_at, old.replaces_id) then
        raise exception 'whose paper it is does not change' using errcode = 'check_violation';
    end if;
    if old.state = 'draft' and new.state = 'issued' then
        if new.year is distinct from extract(year from new.issued_at at time zone 'Asia/Shanghai')
                or new.content ->> 'word' is distinct from (select s.word from papers_series s where s.id = new.series_id) then
            raise exception 'a paper bears the year and the word of its number' using errcode = 'check_violation';
        end if;
        insert into papers_count as c (series_id, year, last) values (new.series_id, new.year, 1)
            on conflict (series_id, year) do update set last = c.last + 1 returning c.last into new.number;
        return new;
    end if;
    if new.number is distinct from old.number or (new.state, old.state) = ('draft', 'issued') then
        raise exception 'a number is given once, when a paper is issued' using errcode = 'check_violation';
    end if;
    if new.state = 'withdrawn' and new.reason = '' then
        raise exception 'a paper is withdrawn for a reason' using errcode = 'check_violation';
    end if;
    if (old.state = 'issued' or new.state = 'withdrawn') and
            (new.series_id, new.year, new.title, new.content, new.facts, new.issued_by, new.issued_at) is distinct from
            (old.series_id, old.year, old.title, old.content, old.facts, old.issued_by, old.issued_at) then
        raise exception 'what was issued does not change' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before update on papers_paper for each row execute function keep_paper();
