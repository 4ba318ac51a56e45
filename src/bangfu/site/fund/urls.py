"""Addresses of plans, projects and money."""

from django.urls import path

from bangfu.site.fund.views import county, files, plans, projects, tracing

urlpatterns = [
    path("fund/", projects.projects, name="fund"),
    path("fund/export/<slug:what>.<slug:form>", files.export, name="fund_export"),
    path("fund/book/", files.read_in, name="fund_read_in"),
    path("fund/book/fund.xlsx", files.book, name="fund_book"),
    path("fund/notice/", county.put_up, name="fund_notice"),
    path("fund/papers/<str:pk>/", files.attachment, name="fund_attachment"),
    path("fund/leads/", county.leads_page, name="fund_leads"),
    path("fund/books/", county.books, name="fund_books"),
    path("fund/books/<slug:what>/", county.add, name="fund_books_add"),
    path("fund/plans/", plans.plans, name="fund_plans"),
    path("fund/plans/new/", plans.new, name="fund_plan_new"),
    path("fund/plans/<str:pk>/", plans.plan, name="fund_plan"),
    path("fund/plans/<str:pk>/<slug:what>/", plans.add, name="fund_plan_add"),
    path("fund/items/<str:pk>/project/", plans.propose, name="fund_propose"),
    path("fund/vouchers/<str:pk>/", tracing.voucher, name="fund_voucher"),
    path("fund/vouchers/<str:pk>/<slug:what>/", tracing.add, name="fund_voucher_add"),
    path("fund/households/<str:pk>/", tracing.household, name="fund_household"),
    path("fund/projects/<str:pk>/", projects.project, name="fund_project"),
    path("fund/projects/<str:pk>/paper.pdf", files.paper, name="fund_project_paper"),
    path("fund/projects/<str:pk>/attach/", files.attach, name="fund_attach"),
    path("fund/projects/<str:pk>/moves/<slug:code>/", projects.step, name="fund_project_move"),
    path("fund/projects/<str:pk>/<slug:what>/", projects.add, name="fund_project_add"),
    path("open/<int:code>/projects/", county.open_projects, name="open_projects"),
]
