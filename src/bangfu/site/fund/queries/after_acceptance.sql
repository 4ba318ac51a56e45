-- Payments after the work was accepted.
select s.project_id, null as plan_id, s.payee as name, s.amount, array[s.id]::text[] as vouchers
from standing s join fund_move m on m.project_id = s.project_id and m.code = 'accept' and m."on" < s."on"
