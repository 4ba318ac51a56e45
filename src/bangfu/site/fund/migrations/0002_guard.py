"""Plans, projects and money under guard: balances follow from vouchers, states from moves."""

from django.db import migrations

from bangfu.site.fund.machine import as_sql
from bangfu.site.web.guard import events, granted, guarded, script

GRANTS = {
    "fund_plan": "select, insert, update (title, prepared, adopted_on, document, closed_on, result)",
    "fund_item": "select, insert, update (done_on)",
    "fund_useline": "select, insert, delete",
    "fund_beneficiary": "select, insert, delete",
    "fund_posting": "select",
    **dict.fromkeys(
        (
            "fund_project", "fund_move", "fund_procurement", "fund_account", "fund_voucher", "fund_setting",
            "fund_supervision", "fund_misuse", "fund_asset", "fund_income",
        ),
        "select, insert",
    ),
}  # fmt: skip
HISTORY = tuple(
    f"fund_{name}event" for name in ("plan", "item", "project", "useline", "beneficiary", "setting")
)


class Migration(migrations.Migration):
    """See `sql/`."""

    dependencies = [("fund", "0001_initial"), ("rectification", "0003_standing"), ("cases", "0002_guard")]
    operations = [
        guarded((*GRANTS, *HISTORY), judge=""),
        events(HISTORY),
        *(script("fund", name) for name in ("plans", "moving", "moves", "money", "after", "policies")),
        migrations.RunSQL(as_sql(), migrations.RunSQL.noop),
        granted(GRANTS),
    ]
