"""What the pages of identification offer: all items at once, confirming once nothing is missing, a way back for who only reports."""

from __future__ import annotations

from tests.site.identification.steps import CLERK, DAYS, OFFICE, VILLAGE, Steps, later
from tests.site.world import TODAY

from bangfu.site.identification.forms.lists import items
from bangfu.site.identification.screening import proposed


def test_all_items_are_answered_at_once_and_none_without_its_grounds(steps: Steps) -> None:
    steps.scheme()
    found = steps.begun()
    with steps.acting(CLERK):
        said = {f"{name}-{n}": "yes" if name == "ins" else "no" for name, n, _text in items(found)}
    status, words = steps.page(CLERK, "screening", found.pk, "lists", **said)
    assert (status, "写明依据" in words) == (200, True)
    with steps.acting(CLERK):
        assert proposed(found) == "open"
    for _twice in range(2):  # what did not change is not entered again
        assert steps.page(CLERK, "screening", found.pk, "lists", common="入户看过", **said)[0] == 302
    with steps.acting(CLERK):
        assert proposed(found) == "in"
        assert found.answers.count() == len(said)  # type: ignore[attr-defined]


def test_confirming_is_offered_once_nothing_is_missing(steps: Steps) -> None:
    found = steps.posted(1, 2)
    address = f"/identify/screening/{found.pk}/confirm/"
    page = f"/identify/screenings/{found.pk}/"
    assert address not in steps.browser(OFFICE).get(page).content.decode()
    with later(DAYS):
        assert address in steps.browser(OFFICE).get(page).content.decode()
        assert address not in steps.browser(CLERK).get(page).content.decode()


def test_who_only_reports_comes_back_to_the_own_reports(steps: Steps) -> None:
    cadre = steps.browser("resident_cadre")
    told = {"channel": "visit", "received_on": str(TODAY), "about": "赵某", "said": "墙裂了"}
    answer = cadre.post(f"/identify/village/{VILLAGE}/report/", told, follow=True)
    assert (answer.status_code, "墙裂了" in answer.content.decode()) == (200, True)
