-- Each entry stands on the one before it in its book. The site computes the hashes (the core has no SM3); the database
-- lets an entry in only where it follows the last one, and moves the end of the book.
create function follow_chain() returns trigger language plpgsql security definer set search_path = public as $$
declare
    last ledger_book;
begin
    select * into last from ledger_book where code = new.book for update;
    if last.code is null then
        insert into ledger_book (code, seq, hash) values (new.book, 0, repeat('0', 64)) returning * into last;
    end if;
    if new.seq <> last.seq + 1 or new.former <> last.hash then
        raise exception 'not the next entry of book %', new.book using errcode = 'serialization_failure';
    end if;
    update ledger_book set seq = new.seq, hash = new.hash where code = new.book;
    return new;
end $$;
create trigger follow_chain before insert on ledger_entry for each row execute function follow_chain();

-- Whoever adds must hold the end of the book until the transaction ends.
create function hold_book(wanted bigint) returns table (seq bigint, hash text) language plpgsql
security definer set search_path = public as $$
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
