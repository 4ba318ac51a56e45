"""Addresses of the API and of one's tokens."""

from __future__ import annotations

from django.urls import include, path

from bangfu.site.api.app import patterns
from bangfu.site.api.views import docs, tokens

urlpatterns = [
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/<str:pk>/end/", tokens.token_end, name="token_end"),
    path("api/v1/openapi.json", docs.openapi, name="api_openapi"),
    path("api/v1/docs", docs.docs, name="api_docs"),
    path("api/v1/", include(patterns())),
]
