-- A question is added before the first body is asked.
create function keep_questions() returns trigger language plpgsql as $$
begin
    if exists (select from selfreviews_reply r where r.review_id = new.review_id) then
        raise exception 'a self-review that was issued keeps its questions' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before insert on selfreviews_question for each row execute function keep_questions();

-- Versions follow each other: the next begins when the one before was returned.
create function begin_reply() returns trigger language plpgsql as $$
begin
    if new.version <> 1 + (select count(*) from selfreviews_reply r where r.review_id = new.review_id
            and r.organisation_id = new.organisation_id and r.role = new.role and r.state = 'returned') then
        raise exception 'not the next version' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger begin before insert on selfreviews_reply for each row execute function begin_reply();

-- Open, handed in whole, returned with a reason; nothing else, whoever asks.
create function keep_reply() returns trigger language plpgsql as $$
begin
    if old.state = 'open' and new.state = 'handed_in' and new.returned_by = '' and new.reason = '' then
        if exists (select from selfreviews_question q where q.review_id = new.review_id and q.role in ('', new.role)
                and not exists (select from selfreviews_answer a
                    where a.reply_id = new.id and a.question_id = q.id and a.claim <> '')) then
            raise exception 'a question is not answered' using errcode = 'check_violation';
        end if;
    elsif old.state <> 'handed_in' or new.state <> 'returned' or btrim(new.reason) = ''
            or (old.handed_in_by, old.handed_in_at, old.counted, old.counted_on)
                is distinct from (new.handed_in_by, new.handed_in_at, new.counted, new.counted_on) then
        raise exception 'a reply is handed in, then returned' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before update on selfreviews_reply for each row execute function keep_reply();

-- An answer changes while its reply is open, and is to one of its questions. Whoever does not see the reply is refused by
-- the policy.
create function keep_answer() returns trigger language plpgsql as $$
begin
    if exists (select from selfreviews_reply r where r.id = new.reply_id and (r.state <> 'open'
            or not exists (select from selfreviews_question q
                where q.id = new.question_id and q.review_id = r.review_id and q.role in ('', r.role)))) then
        raise exception 'what was handed in is not changed' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep before insert or update on selfreviews_answer for each row execute function keep_answer();
