-- Whoever writes tells the truth of who and when.
create function studio_signs() returns trigger language plpgsql as $$
begin
    if (select scope_account()) is not null and (to_jsonb(new) ->> tg_argv[0]) is distinct from (select scope_account()) then
        raise exception 'not_your_draft' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger signs before insert on studio_document for each row execute function studio_signs('brought_by');
create trigger signs before insert on studio_draft for each row execute function studio_signs('opened_by');
create trigger signs before insert or update on studio_provision for each row execute function studio_signs('changed_by');
create trigger signs before insert on studio_version for each row execute function studio_signs('made_by');

-- A version is handed in once, and decided once: adopted or returned by somebody else, withdrawn by whoever made it.
create function studio_begins() returns trigger language plpgsql as $$
begin
    if new.state <> 'submitted' or new.decided_by <> '' or new.number <>
            1 + (select count(*) from studio_version v where v.draft_id = new.draft_id) then
        raise exception 'studio_state' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger begins before insert on studio_version for each row execute function studio_begins();

create function studio_decides() returns trigger language plpgsql as $$
begin
    if old.state <> 'submitted' or new.state not in ('adopted', 'returned', 'withdrawn') then
        raise exception 'studio_state' using errcode = 'check_violation';
    end if;
    if (select scope_account()) is not null and new.decided_by <> (select scope_account()) then
        raise exception 'not_your_draft' using errcode = 'insufficient_privilege';
    end if;
    -- Whoever made it, opened the draft or settled any of it, by whichever account of theirs, only takes it back.
    if (new.state = 'withdrawn') <> (new.decided_by = old.made_by) or (new.state <> 'withdrawn' and (
            old.made_by = any (own_accounts())
            or exists (select from studio_draft d where d.id = old.draft_id and d.opened_by = any (own_accounts()))
            or exists (select from studio_provision p where p.draft_id = old.draft_id and p.changed_by = any (own_accounts())))) then
        raise exception 'studio_second' using errcode = 'check_violation';
    end if;
    if new.state = 'returned' and btrim(new.decision) = '' then
        raise exception 'studio_why' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger decides before update on studio_version for each row execute function studio_decides();

-- What is in force changes by an adopted version alone. A wording that was changed meanwhile is not written over.
create function studio_adopts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    there duties_adoption;
    ended record;
begin
    select * into there from duties_adoption a where a.regulation = new.regulation for update;
    if found and (there.place_id is distinct from new.place_id) then
        raise exception 'studio_elsewhere' using errcode = 'check_violation';
    end if;
    if new.was <> coalesce(md5(there.pack), '') then
        raise exception 'studio_stale' using errcode = 'check_violation';
    end if;
    if there.regulation is null then
        insert into duties_adoption (regulation, place_id, pack, adopted_on, adopted_by)
            values (new.regulation, new.place_id, new.pack, scope_today(), new.decided_by);
    else
        update duties_adoption set pack = new.pack, adopted_on = scope_today(), adopted_by = new.decided_by
            where regulation = new.regulation;
    end if;
    for ended in select key, value ->> 'was' as was, value ->> 'pack' as pack from jsonb_each(new.ends) loop
        update duties_adoption a set pack = ended.pack, adopted_on = scope_today(), adopted_by = new.decided_by
            where a.regulation = ended.key and md5(a.pack) = ended.was and a.place_id is not distinct from new.place_id;
        if not found then
            raise exception 'studio_stale' using errcode = 'check_violation';
        end if;
    end loop;
    return null;
end $$;
create trigger adopts after update on studio_version for each row
    when (old.state = 'submitted' and new.state = 'adopted') execute function studio_adopts();
