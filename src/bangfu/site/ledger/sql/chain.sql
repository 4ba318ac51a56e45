-- Each entry stands on the one before it in its book. The site computes the hashes (the core has no SM3); the database
-- lets an entry in only where it follows the last one, and moves the end of the book.
create function follow_chain() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    wrong bigint;
begin
    insert into ledger_book (code, seq, hash) select distinct book, 0, repeat('0', 64) from added on conflict do nothing;
    perform from ledger_book b where b.code in (select book from added) order by b.code for update;
    select n.book into wrong from (
        select a.book, a.seq, a.former,
            coalesce(lag(a.seq) over placed, b.seq) as last_seq, coalesce(lag(a.hash) over placed, b.hash) as last_hash
        from added a join ledger_book b on b.code = a.book window placed as (partition by a.book order by a.seq)) n
    where n.seq <> n.last_seq + 1 or n.former <> n.last_hash limit 1;
    if found then
        raise exception 'not the next entry of book %', wrong using errcode = 'serialization_failure';
    end if;
    update ledger_book b set seq = e.seq, hash = e.hash
        from (select distinct on (book) book, seq, hash from added order by book, seq desc) e where e.book = b.code;
    return null;
end $$;
create trigger follow_chain after insert on ledger_entry referencing new table as added
    for each statement execute function follow_chain();

-- Whoever adds must hold the end of the book until the transaction ends.
create function hold_book(wanted bigint) returns table (seq bigint, hash text) language plpgsql
security definer set search_path = public, pg_temp as $$
begin
    insert into ledger_book (code, seq, hash) values (wanted, 0, repeat('0', 64)) on conflict do nothing;
    return query select b.seq, b.hash::text from ledger_book b where b.code = wanted for update;
end $$;

create function tell_entries() returns trigger language plpgsql as $$
begin
    notify bangfu_entries;
    return null;
end $$;
create trigger tell after insert on ledger_entry for each statement execute function tell_entries();
