"""Every address of the product."""

from __future__ import annotations

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from kernespor.foundation.accounts.views import mine, oidc
from kernespor.site import views


class Base36(StringConverter):
    """The number of an account as allauth writes it in a letter: without the hyphen that ends it."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

urlpatterns = [
    path("", views.home, name="home"),
    path("kontoplan/", include("kernespor.domains.economy.urls")),
    path("dagsordener/", include("kernespor.domains.agenda.urls")),
    path("virksomhedsplaner/", include("kernespor.domains.strategy.urls.plans")),
    path("styrende-dokumenter/", include("kernespor.domains.strategy.urls.governing")),
    path("fokusomraader/", include("kernespor.domains.strategy.urls.focus")),
    path("indikatorer/", include("kernespor.domains.strategy.urls.indicators")),
    path("gode-raad/", include("kernespor.domains.strategy.urls.lint")),
    path("opfoelgning/", include("kernespor.domains.strategy.urls.reviews")),
    path("forsoeg/", include("kernespor.domains.strategy.urls.trials")),
    path("budgetanalyser/", include("kernespor.domains.strategy.urls.analyses")),
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
    path("log-ind/", mine.login, name="account_login"),
    path("log-ud/", allauth.logout, name="account_logout"),
    path("adgangskode/", mine.password_change, name="account_change_password"),
    # Whoever has no password yet proves that the address is theirs before they get one.
    path(
        "adgangskode/vaelg/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("glemt-adgangskode/", mine.password_forgotten, name="account_reset_password"),
    path("glemt-adgangskode/sendt/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "ny-adgangskode/<base36:uidb36>-<key>/",
        mine.password_from_mail,
        name="account_reset_password_from_key",
    ),
    path(
        "ny-adgangskode/gemt/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("log-ind/lukket/", allauth.account_inactive, name="account_inactive"),
    path("log-ind/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("log-ind/kommune/", oidc.begin, name="oidc_login"),
    path("log-ind/kommune/svar/", oidc.answer, name="oidc_callback"),
    path("bekraeft/adgangskode/", allauth.reauthenticate, name="account_reauthenticate"),
    path("bekraeft/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("min-konto/", mine.mine, name="account_mine"),
    path("min-konto/to-trin/", mfa.index, name="mfa_index"),
    path("min-konto/to-trin/slaa-til/", totp.activate_totp, name="mfa_activate_totp"),
    path("min-konto/to-trin/slaa-fra/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("min-konto/noedkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("min-konto/noedkoder/nye/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("min-konto/noedkoder/hent/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("min-konto/logget-ind/", mine.sessions, name="usersessions_list"),
    path("", include("kernespor.foundation.accounts.urls")),
]

handler400 = "kernespor.foundation.ui.views.bad_request"
handler403 = "kernespor.foundation.ui.views.forbidden"
handler429 = "kernespor.foundation.accounts.views.mine.too_many"  # allauth asks for it
handler404 = "kernespor.foundation.ui.views.not_found"
handler500 = "kernespor.foundation.ui.views.server_error"
