-- Grants and attestations are read by those who may ask about the county's people, and by the one they are about.
create function reads_honour(county bigint, person text) returns boolean language sql stable as $$
    select coalesce(((select may('commend')) and in_scope(county)) or person = (select scope_person()), false) $$;
-- They are entered by those to whom it is left, for the county they work in, about somebody they see, and never about
-- themselves or their own unit.
create function enters_honour(county bigint, person text, organisation text, writer text) returns boolean
language sql stable as $$
    select coalesce((select may('grant')) and in_scope(county) and county % 1000000 = 0 and writer = (select scope_account())
        and case when person is null then organisation is distinct from (select scope_organisation())
                and exists (select from roster_organisation o where o.id = organisation)
            else person is distinct from (select scope_person())
                and exists (select from roster_person q where q.id = person) end, false) $$;

create policy site_read on honours_grant for select to bangfu_app using (reads_honour(county_id, person_id));
create policy site_add on honours_grant for insert to bangfu_app
    with check (enters_honour(county_id, person_id, organisation_id, by) and granted_on <= (at at time zone 'Asia/Shanghai')::date);
create policy site_read on honours_attestation for select to bangfu_app using (reads_honour(county_id, person_id));
create policy site_add on honours_attestation for insert to bangfu_app
    with check (enters_honour(county_id, person_id, organisation_id, by) and "on" <= (at at time zone 'Asia/Shanghai')::date
        and length(btrim(evidence)) > 1);

-- Whoever may enter a row may take it back, with a reason.
create policy site_read on honours_withdrawal for select to bangfu_app using (
    grant_id in (select g.id from honours_grant g) or attestation_id in (select a.id from honours_attestation a));
create policy site_add on honours_withdrawal for insert to bangfu_app with check (
    by = (select scope_account()) and length(btrim(reason)) > 1
    and (exists (select from honours_grant g where g.id = grant_id
            and enters_honour(g.county_id, g.person_id, g.organisation_id, honours_withdrawal.by))
        or exists (select from honours_attestation a where a.id = attestation_id
            and enters_honour(a.county_id, a.person_id, a.organisation_id, honours_withdrawal.by))));

-- The edition of everything that answers rest on: that of proposals, and how many rows there are of what is only added.
-- Numbers alone, nothing of any row.
create function honours_edition() returns text language sql stable security definer set search_path = public, pg_temp as $$
    select weighed_edition() || (select count(*) from cases_step) || ' ' || (select count(*) from honours_grant) || ' '
        || (select count(*) from honours_attestation) || ' ' || (select count(*) from honours_withdrawal) $$;
