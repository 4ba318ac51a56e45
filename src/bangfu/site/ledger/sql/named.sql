-- What an entry names must stay. That it is there, and seen, `site_add` asks of every entry that comes in: a foreign key
-- would ask once more for each of thousands, and lock what they name one by one.
create function stays_while_named() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
declare
    key constant text := tg_argv[0];
    named boolean;
begin
    if tg_op = 'UPDATE' and to_jsonb(old) -> key = to_jsonb(new) -> key then
        return null;
    end if;
    -- An entry that is being added is not seen yet: wait for it, and let the next ones wait until this is over.
    lock table ledger_entry in share row exclusive mode;
    for number in 1 .. tg_nargs - 1 loop
        execute format('select exists (select from ledger_entry e where e.%I = ($1).%I)', tg_argv[number], key)
            into named using old;
        if named then
            raise exception '% % is named in the ledger', tg_table_name, to_jsonb(old) ->> key
                using errcode = 'foreign_key_violation';
        end if;
    end loop;
    return null;
end $$;
create trigger stays_while_named after delete or update of id on roster_person for each row
    execute function stays_while_named('id', 'person_id', 'counterpart_person_id');
create trigger stays_while_named after delete or update of id on roster_organisation for each row
    execute function stays_while_named('id', 'organisation_id', 'counterpart_organisation_id');
create trigger stays_while_named after delete or update of id on roster_household for each row
    execute function stays_while_named('id', 'household_id');
create trigger stays_while_named after delete or update of code on roster_place for each row
    execute function stays_while_named('code', 'place_id');
