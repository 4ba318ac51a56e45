-- Findings of misuse that no case rests on (二(五)/q-t), for those who read cases: nobody else could tell.
select a.project_id, null as plan_id, m.kind as name, m.amount, array[v.id]::text[] as vouchers
from fund_misuse m join fund_voucher v on v.id = m.voucher_id join fund_account a on a.id = v.into_id
join rectification_finding f on f.id = m.finding_id
where %(reads_cases)s and f.state not in ('withdrawn', 'discarded')
    and not exists (select from cases_cause c where c.finding_id = f.id)
