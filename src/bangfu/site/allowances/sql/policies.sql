-- Whose money is a unit's business: whom it employs, and who holds a post that it fills.
create function own_people() returns setof text language sql stable security definer rows 30
set search_path = public, pg_temp as $$
    select q.id from roster_person q where q.organisation_id = (select scope_organisation())
    union select p.person_id from roster_post p
        where p.organisation_id = (select scope_organisation()) and p.person_id is not null $$;

-- Who reads of somebody's money: the county's offices, the unit that pays or sent the person, the person.
create function reads_money(person text, place bigint, payer text) returns boolean language sql stable as $$
    select coalesce(may('allowances') and case scope_sees()
        when 'area' then in_scope(place)
        when 'unit' then payer = scope_organisation() or person in (select own_people())
        when 'own' then person = scope_person() end, false) $$;

create policy site_read on allowances_payment for select to bangfu_app
    using (reads_money(person_id, county_id, payer_id));

-- Whether a counter-entry says just what the entry said, the other way round, and the entry stands.
create function undoes_payment(p allowances_payment) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from allowances_payment o where o.id = p.takes_back_id and o.takes_back_id is null
        and (o.county_id, o.what, o.start, o."end", o.use) = (p.county_id, p.what, p.start, p."end", p.use)
        and (o.person_id, o.organisation_id, o.post_id, o.place_id, o.payer_id)
            is not distinct from (p.person_id, p.organisation_id, p.post_id, p.place_id, p.payer_id)
        and p.amount is not distinct from -o.amount) $$;
-- A payment names only what whoever enters it sees, of one county: the office's own, or one where the unit works.
create policy site_add on allowances_payment for insert to bangfu_app with check (
    (select may('pay')) and made_by = (select scope_account()) and county_id % 1000000 = 0
    and (place_id is null or place_id / 1000000 * 1000000 = county_id)
    and case (select scope_sees())
        when 'area' then in_scope(county_id) and (person_id is null or person_id in (select q.id from roster_person q))
        when 'unit' then payer_id = (select scope_organisation()) and person_id in (select own_people())
            and exists (select from roster_presence r where r.place / 1000000 * 1000000 = county_id
                and (r.organisation_id = (select scope_organisation()) or r.person_id = allowances_payment.person_id))
        else false end
    and (payer_id is null or payer_id in (select o.id from roster_organisation o))
    and (organisation_id is null or organisation_id in (select o.id from roster_organisation o))
    and (post_id is null or post_id in (select s.id from roster_post s))
    and (takes_back_id is null or undoes_payment(allowances_payment)));

-- Rates are set for the county and below by its office, and known to all whose money they concern.
create policy site_read on allowances_rate for select to bangfu_app using (
    (select may('allowances')) and place_id / 1000000 * 1000000 = (select scope_county()));
create policy site_add on allowances_rate for insert to bangfu_app with check (
    (select may('regulations')) and in_scope(place_id) and made_by = (select scope_account()));
create policy site_end on allowances_rate for update to bangfu_app
    using ((select may('regulations')) and in_scope(place_id)) with check ((select may('regulations')) and in_scope(place_id));
create policy site_read on allowances_rateevent for select to bangfu_app
    using ((select may('audit')) or id in (select r.id from allowances_rate r));
