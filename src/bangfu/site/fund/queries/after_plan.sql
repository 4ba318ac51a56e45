-- Payments after the plan that the project follows was closed.
select s.project_id, null as plan_id, s.payee as name, s.amount, array[s.id]::text[] as vouchers
from standing s join fund_project p on p.id = s.project_id join fund_item i on i.id = p.item_id
join fund_plan q on q.id = i.plan_id
where s."on" > q.closed_on
