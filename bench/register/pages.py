"""The pages of the register and of what is done for households, by role."""

from __future__ import annotations

from urllib.parse import quote

PAST, KNOWN = "2018-06-01", "2019-03-01"
NAME, LETTERS, PINYIN = quote("李春"), "lcm", "wangyulan"
LISTS = (
    "/register/", "/register/?page=200", f"/register/?q={NAME}", f"/register/?q={LETTERS}", f"/register/?q={PINYIN}",
    "/register/?q={village_name}", "/register/?q=nobodyhere", "/register/?cause=illness", "/register/?unmet=any",
    "/register/?state=no_file", f"/register/?day={PAST}", f"/register/?day={PAST}&q={LETTERS}", f"/register/?day={PAST}&q={NAME}",
    "/register/gaps/?kind=guarantee", "/register/gaps/?kind=card", "/register/gaps/?kind=benefit", "/register/books/",
    f"/register/books/?day={PAST}", "/register/books/{village}/", f"/register/books/{{village}}/?day={PAST}",
    "/households/{household}/file/", f"/households/{{household}}/file/?day={PAST}",
    f"/households/{{household}}/file/?day={PAST}&known={KNOWN}", "/households/{household}/card/",
)  # fmt: skip
HELP = (
    "/help/", "/help/?page=100", "/help/?gap=no_plan", "/help/?gap=decisions", "/help/?gap=no_helper", "/help/contact/",
    "/help/contact/?all=1", "/help/households/{household}/", "/help/households/{household}/book/",
)  # fmt: skip
EXITS = (
    "/exits/", "/exits/households/", "/exits/households/?standing=registered", "/exits/households/{household}/", "/exits/courses/",
    "/exits/watch/", "/exits/visits/", "/exits/county/",
)  # fmt: skip
GROUPS = ("/groups/", "/groups/{township}/", "/groups/{township}/map/")
ROLES = {
    "county_office": (*LISTS, *HELP, *EXITS, *GROUPS),
    "county_leader": (
        "/register/",
        f"/register/?q={LETTERS}",
        "/register/books/",
        "/help/",
        "/exits/",
        "/groups/",
    ),
    "township_clerk": (*LISTS, *HELP, *EXITS, *GROUPS),
    "responsible_helper": (
        "/register/",
        f"/register/?q={LETTERS}",
        "/help/",
        "/help/contact/",
        "/exits/",
        "/handbook/",
    ),
}
