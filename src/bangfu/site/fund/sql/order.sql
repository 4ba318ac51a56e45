-- Money and projects move one after the other, by the books as they are, and in the order of days.

-- A transaction that looks at the books as they stood when it began waits for others and then does not see what they did: two
-- payments of two allotments would both fit into one line of a plan of use. So such a transaction moves nothing.
create function fund_stale() returns trigger language plpgsql as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then perform fund_refuse('fund_stale'); end if;
    return coalesce(new, old);
end $$;
create trigger alone before insert on fund_voucher for each row execute function fund_stale();
create trigger alone before insert on fund_move for each row execute function fund_stale();
create trigger alone before insert or delete on fund_useline for each row execute function fund_stale();
create trigger alone before insert or delete on fund_beneficiary for each row execute function fund_stale();

-- Money goes on no earlier than the day on which it first came to where it is taken from.
create function keep_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new."on" < (select min(f."on") from fund_voucher f join fund_account a on a.id = f.into_id
            where f.into_id = new.out_of_id and a.kind <> 'source') then perform fund_refuse('fund_before_money'); end if;
    return new;
end $$;
create trigger in_order before insert on fund_voucher for each row execute function keep_order();
