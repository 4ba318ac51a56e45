-- Where people and units work, from their posts, pairings and seats. Counted, so that leaving one post of two leaves one.
create unique index presence_once on roster_presence (coalesce(person_id, ''), coalesce(organisation_id, ''), place);

create function be_present(who text, unit text, at bigint, by integer) returns void language plpgsql
security definer set search_path = public, pg_temp as $$
begin
    if at is null or coalesce(who, unit) is null then return; end if;
    insert into roster_presence (person_id, organisation_id, place, holds) values (who, unit, at, by)
        on conflict (coalesce(person_id, ''), coalesce(organisation_id, ''), place)
        do update set holds = roster_presence.holds + excluded.holds;
    delete from roster_presence p where p.holds <= 0 and p.place = at
        and p.person_id is not distinct from who and p.organisation_id is not distinct from unit;
end $$;

revoke execute on function be_present from public;

create function post_present() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        perform be_present(old.person_id, null, old.place_id, -1);
        perform be_present(null, old.organisation_id, old.place_id, -1);
    end if;
    if tg_op <> 'DELETE' then
        perform be_present(new.person_id, null, new.place_id, 1);
        perform be_present(null, new.organisation_id, new.place_id, 1);
    end if;
    return null;
end $$;
create trigger present after insert or update or delete on roster_post for each row execute function post_present();

create function pairing_placed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    select place_id into new.place_id from roster_household where id = new.household_id;
    return new;
end $$;
create trigger placed before insert or update on roster_pairing for each row execute function pairing_placed();

create function pairing_present() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op <> 'INSERT' then perform be_present(old.person_id, null, old.place_id, -1); end if;
    if tg_op <> 'DELETE' then perform be_present(new.person_id, null, new.place_id, 1); end if;
    return null;
end $$;
create trigger present after insert or update or delete on roster_pairing
    for each row execute function pairing_present();

create function household_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update roster_pairing set place_id = new.place_id where household_id = new.id;
    return null;
end $$;
create trigger moved after update of place_id on roster_household for each row
    when (old.place_id is distinct from new.place_id) execute function household_moved();

create function seat_present() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op <> 'INSERT' then perform be_present(null, old.id, old.place_id, -1); end if;
    if tg_op <> 'DELETE' then perform be_present(null, new.id, new.place_id, 1); end if;
    return null;
end $$;
create trigger present after insert or update of place_id or delete on roster_organisation
    for each row execute function seat_present();
