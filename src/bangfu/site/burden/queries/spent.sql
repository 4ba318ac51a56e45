select month, role, kind, sum(number)::bigint from role_of group by 1, 2, 3 order by 1, 2, 3
