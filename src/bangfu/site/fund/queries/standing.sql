-- Payments that no reversal undid, with the account that each filled.
select v.id, v.out_of_id, v.amount, v."on", a.project_id, a.payee, a.household_id, a.county_id
from fund_voucher v join fund_account a on a.id = v.into_id
where v.code = 'pay' and not exists (select from fund_voucher u where u.reverses_id = v.id)
