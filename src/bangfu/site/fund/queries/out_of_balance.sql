-- Accounts whose balance differs from their postings.
select a.project_id, null as plan_id, coalesce(nullif(a.name, ''), a.payee) as name,
    abs(a.balance - coalesce(s.posted, 0))::bigint as amount, array[]::text[] as vouchers
from fund_account a
left join (select p.account_id, sum(p.amount) as posted from fund_posting p group by 1) s on s.account_id = a.id
where a.county_id = %(county)s and a.balance <> coalesce(s.posted, 0)
