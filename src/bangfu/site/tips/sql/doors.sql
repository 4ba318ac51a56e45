-- The doors to what the site itself may not read or write. A code is known by its SM3 alone.

-- A new tip: from anybody where the county chose to be seen, else entered by the reception. False where the form came twice.
create function tip_take(tip text, way text, place bigint, on_day date, moment timestamptz, code text, words bytea,
    name bytea, phone bytea, contact bytea, address bytea, paper bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    county bigint := place / 1000000 * 1000000;
begin
    if (way = 'web' and not exists (select from disclosure_setting s where s.county_id = county and s.is_open))
            or (way <> 'web' and (may('receive') and in_scope(place)) is not true)
            or way not in ('web', 'phone', 'letter', 'visit', 'proposal', 'opinion')
            or not exists (select from roster_place p where p.code = place and p.level in ('county', 'township', 'village'))
            or length(words) = 0 or length(code) <> 64 then
        raise exception 'no tip is taken here' using errcode = 'insufficient_privilege';
    end if;
    insert into tips_tip (id, place_id, received_on, state, since, moved_at, told, desk, solved, lead, finding)
        values (tip, place, on_day, 'received', on_day, moment, '', '', '', false, '') on conflict do nothing;
    if not found then return false; end if;
    insert into tips_arrival (tip_id, way, named, entered_by) values (tip, way,
        length(name) + length(phone) + length(contact) + length(address) + length(paper) > 0,
        case when way = 'web' then '' else scope_account() end);
    insert into tips_word (id, tip_id, kind, text, at, account) values (tip, tip, 'original', words, moment, '');
    insert into tips_sender (tip_id, code, name, phone, contact, address, paper)
        values (tip, tip_take.code, tip_take.name, tip_take.phone, tip_take.contact, tip_take.address, tip_take.paper);
    return true;
end $$;

-- Who sent it: for the reception of the place, never without writing down who looked and why.
create function tip_sender(tip text, why text, moment timestamptz)
    returns table (name bytea, phone bytea, contact bytea, address bytea, paper bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    at_place bigint := (select t.place_id from tips_tip t where t.id = tip);
begin
    if (may('receive') and in_scope(at_place)) is not true or length(trim(why)) < 4 then
        raise exception 'the sender is not told' using errcode = 'insufficient_privilege';
    end if;
    insert into web_unmasking (account, at, "table", "row", field, reason, area)
        values (scope_account(), moment, 'tip', tip, 'sender', why, at_place);
    return query select s.name, s.phone, s.contact, s.address, s.paper from tips_sender s where s.tip_id = tip;
end $$;

-- What the holder of a code learns: how far it is, and what was written back. Of a duplicate, also what became of the first.
create function tip_found(code text) returns table (state text, received_on date, since date, solved text, first_state text)
language sql stable security definer set search_path = public, pg_temp as $$
    select t.state::text, t.received_on, t.since, t.solved::text, coalesce(o.state, '')::text
    from tips_sender s join tips_tip t on t.id = s.tip_id left join tips_tip o on o.id = t.duplicate_of_id
    where s.code = tip_found.code $$;
create function tip_told(code text) returns table (at timestamptz, text bytea)
language sql stable security definer set search_path = public, pg_temp as $$
    select w.at, w.text from tips_sender s join tips_tip t on t.id = s.tip_id
        join tips_word w on w.tip_id in (t.id, t.duplicate_of_id) and w.kind = 'reply'
    where s.code = tip_told.code order by w.at, w.id $$;

-- What the holder of a code may add: more words, up to a number, and once a reply whether it was solved.
create function tip_add(code text, word text, words bytea, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    tip text := (select s.tip_id from tips_sender s where s.code = tip_add.code);
begin
    perform from tips_tip t where t.id = tip for update;
    if tip is null or length(words) = 0
            or (select count(*) from tips_word w where w.tip_id = tip and w.kind = 'more') >= 20 then return false; end if;
    insert into tips_word (id, tip_id, kind, text, at, account) values (word, tip, 'more', words, moment, '');
    return true;
end $$;
create function tip_judge(code text, move text, said text, words bytea, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    tip tips_tip;
begin
    select t.* into tip from tips_sender s join tips_tip t on t.id = s.tip_id where s.code = tip_judge.code for update of t;
    if tip.id is null or tip.state not in ('replied', 'closed') or tip.solved <> '' or said not in ('yes', 'partly', 'no') then
        return false;
    end if;
    if length(words) > 0 then
        insert into tips_word (id, tip_id, kind, text, at, account) values (move, tip.id, 'outcome', words, moment, '');
    end if;
    insert into tips_move (id, tip_id, kind, former, state, at, account, text, told, desk, solved) values (move, tip.id,
        case said when 'yes' then 'content' else 'dispute' end, '', '', moment, '', '', '', '', said);
    return true;
end $$;
