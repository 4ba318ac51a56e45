-- Allotments that were paid from and not looked at since the first payment (二(五)/h).
select a.project_id, null as plan_id, a.name, f.paid as amount, array[]::text[] as vouchers
from (select s.out_of_id, min(s."on") as first, sum(s.amount)::bigint as paid from standing s group by 1) f
join fund_account a on a.id = f.out_of_id
where not exists (select from fund_supervision s where s.allotment_id = a.id and s."on" > f.first)
