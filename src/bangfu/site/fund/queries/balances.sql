-- What lies in the accounts under each source of a county by their postings, by the kind of account; and by how much balances differ.
select coalesce(c.id, b.id, t.id, a.id) as source_id, a.kind, sum(coalesce(s.posted, 0))::bigint as posted,
    sum(abs(a.balance - coalesce(s.posted, 0)))::bigint as off
from fund_account a
left join (select p.account_id, sum(p.amount) as posted from fund_posting p group by 1) s on s.account_id = a.id
left join fund_account t on t.id = a.above_id
left join fund_account b on b.id = t.above_id
left join fund_account c on c.id = b.above_id
where a.county_id = %(county)s group by 1, 2
