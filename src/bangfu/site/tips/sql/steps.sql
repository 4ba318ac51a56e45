-- What a move makes of a state; nothing where it cannot be made. `states.py` says the same to the pages.
create function tip_next(move text, state text) returns text language sql immutable as $$
    select n.next from (values
        ('accept', 'received', 'accepted'), ('decline', 'received', 'declined'), ('join', 'received', 'duplicate'),
        ('assign', 'accepted', 'assigned'), ('assign', 'assigned', 'assigned'), ('hand_back', 'assigned', 'accepted'),
        ('answer', 'assigned', 'answered'), ('send_back', 'answered', 'assigned'), ('reply', 'answered', 'replied'),
        ('close', 'replied', 'closed'), ('content', 'replied', 'closed'), ('content', 'closed', 'closed'),
        ('dispute', 'replied', 'disputed'), ('dispute', 'closed', 'disputed'),
        ('reopen', 'disputed', 'accepted'), ('uphold', 'disputed', 'closed')) n (move, former, next)
    where n.move = tip_next.move and n.former = tip_next.state
    union all select tip_next.state where tip_next.move = 'note'
        or tip_next.move = 'lead' and tip_next.state not in ('received', 'declined', 'duplicate') $$;

-- First what follows from the case is filled in, so that the policy can judge the move; nothing is told by refusing here.
create function tip_fill() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    tip tips_tip;
begin
    select * into tip from tips_tip t where t.id = new.tip_id for update;
    new.former := coalesce(tip.state, '');
    new.state := coalesce(tip_next(new.kind, tip.state), '');
    new.place := tip.place_id;
    if new.kind <> 'assign' then
        new.desk := coalesce(tip.desk, '');
        new.body_id := tip.body_id;
    end if;
    return new;
end $$;
create trigger fill before insert on tips_move for each row execute function tip_fill();

-- Then it is carried out, or refused whole.
create function tip_complete(move tips_move, tip tips_tip) returns boolean language sql stable as $$
    select case move.kind
        when 'accept' then move.told <> ''
        when 'join' then exists (select from tips_tip o where o.id = move.duplicate_of_id and o.id <> tip.id
                and o.state not in ('declined', 'duplicate') and o.place_id / 1000000 = tip.place_id / 1000000)
            and not exists (select from tips_tip o where o.duplicate_of_id = tip.id)
        when 'assign' then move.desk in ('township', 'unit', 'county_office', 'organization_department', 'inspection_office')
            and (move.desk = 'unit') = (move.body_id is not null)
            and (move.desk <> 'township' or tip.place_id % 1000000 <> 0)
        when 'content' then tip.solved = '' and move.solved = 'yes'
        when 'dispute' then tip.solved = '' and move.solved in ('partly', 'no')
        when 'lead' then not tip.lead
        else (move.kind not in ('decline', 'reply', 'uphold') or exists (select from tips_word w
                where w.id = move.word_id and w.tip_id = tip.id and w.kind = 'reply'))
            and (move.kind not in ('answer', 'hand_back', 'send_back', 'reopen', 'note') or trim(move.text) <> '') end $$;
create function tip_move() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    tip tips_tip;
begin
    select * into tip from tips_tip t where t.id = new.tip_id;
    if new.state = '' or not coalesce(tip_complete(new, tip), false) then
        raise exception 'this move cannot be made' using errcode = 'check_violation';
    end if;
    update tips_tip t set
        state = new.state,
        since = case when new.kind in ('note', 'lead') then t.since else (new.at at time zone 'Asia/Shanghai')::date end,
        moved_at = new.at,
        told = coalesce(nullif(new.told, ''), t.told),
        desk = case when new.kind in ('hand_back', 'reopen') then '' else new.desk end,
        body_id = case when new.kind in ('hand_back', 'reopen') then null else new.body_id end,
        duplicate_of_id = coalesce(new.duplicate_of_id, t.duplicate_of_id),
        replied_on = coalesce(t.replied_on, case when new.kind = 'reply' then (new.at at time zone 'Asia/Shanghai')::date end),
        solved = case when new.kind = 'reply' then '' when new.solved <> '' then new.solved else t.solved end,
        lead = t.lead or new.kind = 'lead'
    where t.id = new.tip_id;
    return null;
end $$;
create trigger move after insert on tips_move for each row execute function tip_move();
