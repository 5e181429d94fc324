"""Every address of the product."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import include, path
from django.views.generic import RedirectView

from kernespor.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("virksomhedsplaner/", include("kernespor.domains.strategy.urls")),
    path("organisation/", include("kernespor.foundation.organisation.urls")),
    path("adgang/", include("kernespor.foundation.access.urls")),
    path("haendelser/", include("kernespor.foundation.audit.urls")),
    path("raad-og-udvalg/", include("kernespor.foundation.bodies.urls")),
    path("kommentarer/", include("kernespor.foundation.comments.urls")),
    path("kladder/", include("kernespor.foundation.drafts.urls")),
    path("filer/", include("kernespor.foundation.files.urls")),
    path("sager/", include("kernespor.foundation.filing.urls")),
    path("koersler/", include("kernespor.foundation.jobs.urls")),
    path("maaltal/", include("kernespor.foundation.measures.urls")),
    path("soeg/", include("kernespor.foundation.search.urls")),
    path("opgaver/", include("kernespor.foundation.tasks.urls")),
    path("roed-traad/", include("kernespor.foundation.thread.urls")),
    path("byggesten/", include("kernespor.foundation.ui.urls")),
    path("hjaelp/<slug:page>/", views.help_page, name="help"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("sprog/", views.choose_language, name="language"),
    path("taethed/", views.choose_density, name="density"),
    path("personer/", views.demo_persons, name="demo_persons"),
    path("personer/<int:person_id>/", views.become, name="become"),
    path("sundhed/", views.health, name="health"),
    # Only the parts of allauth that are used: nobody signs up, and addresses come with the organisation.
    path("log-ind/", allauth.login, name="account_login"),
    path("log-ud/", allauth.logout, name="account_logout"),
    path("adgangskode/", allauth.password_change, name="account_change_password"),
    # Whoever has no password yet proves that the address is theirs before they get one.
    path(
        "adgangskode/vaelg/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("glemt-adgangskode/", allauth.password_reset, name="account_reset_password"),
    path("glemt-adgangskode/sendt/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "ny-adgangskode/<uidb36>-<key>/",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "ny-adgangskode/gemt/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("log-ind/lukket/", allauth.account_inactive, name="account_inactive"),
]

handler400 = "kernespor.foundation.ui.views.bad_request"
handler403 = "kernespor.foundation.ui.views.forbidden"
handler404 = "kernespor.foundation.ui.views.not_found"
handler500 = "kernespor.foundation.ui.views.server_error"
