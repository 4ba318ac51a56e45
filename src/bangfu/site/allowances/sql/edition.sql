-- The edition of everything that money rests on: roster and findings, the ends of the ledger's books, cases, payments, rates.
-- Numbers alone, nothing of any row.
create function money_edition() returns text language sql stable security definer
set search_path = public, pg_temp as $$
    select concat_ws(' ', weighed_edition(), (select sum(b.seq) from ledger_book b),
        (select max(e.pgh_id) || '/' || count(*) from cases_caseevent e), (select count(*) from cases_step),
        (select max(e.pgh_id) || '/' || count(*) from allowances_rateevent e), (select count(*) from allowances_payment)) $$;
