"""The settings: switches, the key, the address, login, the identity provider, mail, names."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from urllib.parse import urlsplit

from kernespor.engines.findings import Finding, Severity
from kernespor.foundation.accounts.oidc.roles import read_file
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.site.configuration import Configuration, smtp
from kernespor.site.doctor.asked import LOOPBACK, Asked, error, is_readable_by_others, note, warning

PREFIX = "KERNESPOR_"
OF_TESTS = frozenset({"KERNESPOR_TEST_DATABASE_URL", "KERNESPOR_PICTURES"})
SHORTEST_KEY, LONGEST_SESSION, LONGEST_IDLE = 40, 12, 120
GUESSED = ("django-insecure", "changeme", "change-me", "secret", "hemmelig", "password", "kernespor")


def switches(asked: Asked) -> Iterator[Finding]:
    """Nothing that belongs to development or to the demo."""
    given = asked.configuration
    if given.debug:
        yield error("debug", "KERNESPOR_DEBUG", "fejl vises med kode og indstillinger.", "Fjern den.")
    if given.demo:
        yield error("demo", "KERNESPOR_DEMO", "alle kan være hvem som helst uden adgangskode.", "Fjern den.")
    if given.today:
        words = "tiden står stille på {day}."
        yield error("today", "KERNESPOR_TODAY", words, "Fjern den.", day=given.today.isoformat())


def key(asked: Asked) -> Iterator[Finding]:
    """A key that nobody guesses and nobody reads."""
    setting, given = "KERNESPOR_SECRET_KEY", asked.configuration
    text = given.key()
    if len(text) < SHORTEST_KEY:
        remedy = 'Lav en ny: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        yield error("key_short", setting, "nøglen har kun {number} tegn.", remedy, number=len(text))
    elif len(set(text)) < SHORTEST_KEY // 4:
        yield error("key_weak", setting, "nøglen gentager de samme få tegn.", "Lav en ny, tilfældig nøgle.")
    if text.casefold().startswith(GUESSED):
        yield error(
            "key_default", setting, "nøglen ligner en fra en vejledning.", "Lav en ny, tilfældig nøgle."
        )
    file = given.data_dir / "secret-key"
    if not given.secret_key and is_readable_by_others(file):
        yield error(
            "key_readable",
            str(file),
            "andre på maskinen kan læse nøglen.",
            "chmod 600 {file}",
            file=str(file),
        )


def address(asked: Asked) -> Iterator[Finding]:
    """HTTPS alone, for named hosts, behind proxies that are ours."""
    given = asked.configuration
    if "*" in [host.strip() for host in given.allowed_hosts.split(",")]:
        words = "serveren svarer på ethvert navn, så breve kan få falske links."
        yield error(
            "hosts_star", "KERNESPOR_ALLOWED_HOSTS", words, "Skriv det navn, brugerne skriver i browseren."
        )
    elif not asked.is_served:
        words = "serveren svarer kun på denne maskine."
        yield note(
            "hosts_local", "KERNESPOR_ALLOWED_HOSTS", words, "Skriv det navn, brugerne skriver i browseren."
        )
    if not given.secure:
        words = "adgangskoder og sider sendes ukrypteret."
        yield error("not_secure", "KERNESPOR_SECURE", words, "Sæt den til 1, og sæt en proxy med TLS foran.")
        words = "browsere husker ikke, at siden kun findes med HTTPS (HSTS)."
        yield warning("no_hsts", "KERNESPOR_SECURE", words, "HSTS kommer med, når den er 1.")
    elif not given.behind_proxy:
        words = "HTTPS er krævet, men ingen proxy er nævnt, så alt bliver omdirigeret i ring."
        yield warning(
            "no_proxy",
            "KERNESPOR_BEHIND_PROXY",
            words,
            "Skriv, hvor mange af jeres egne proxyer der står foran.",
        )
    for origin in (one.strip() for one in given.trusted_origins.split(",") if one.strip()):
        if not origin.startswith("https://"):
            words = "{origin} er ikke https."
            yield error("origin", "KERNESPOR_TRUSTED_ORIGINS", words, "Skriv https://.", origin=origin)


def login(asked: Asked) -> Iterator[Finding]:
    """A second step for those who can do most, and sessions that end."""
    given = asked.configuration
    must = {role.strip() for role in given.mfa_roles.split(",") if role.strip()}
    if unknown := must - set(RoleKind.values):
        words = "{roles} er ingen rolle."
        remedy = "Skriv nogle af: {known}."
        yield error(
            "mfa_role", "KERNESPOR_MFA_ROLES", words, remedy,
            roles=", ".join(sorted(unknown)), known=", ".join(RoleKind.values),
        )  # fmt: skip
    by_password = given.password_login
    if by_password and (
        given.mfa == "optional"
        or (given.mfa == "required_roles" and RoleKind.ADMINISTRATOR.value not in must)
    ):
        words = "administratorer kan logge ind med adgangskode alene."
        yield warning("mfa_optional", "KERNESPOR_MFA", words, "Sæt den til required_roles eller required.")
    if given.session_hours > LONGEST_SESSION:
        words = "et log-ind varer {hours} timer."
        yield warning(
            "session_long", "KERNESPOR_SESSION_HOURS", words, "Højst 12.", hours=round(given.session_hours)
        )
    if not 0 < given.idle_minutes <= LONGEST_IDLE:
        words = "et log-ind, ingen bruger, bliver stående åbent."
        yield warning("idle_long", "KERNESPOR_IDLE_MINUTES", words, "Højst 120, og ikke 0.")


def provider(asked: Asked) -> Iterator[Finding]:
    """An identity provider that is whole, and no second way round it."""
    given = asked.configuration
    if not given.oidc_issuer:
        if not given.password_login:
            words = "ingen kan logge ind: både adgangskoder og kommunens login er slået fra."
            yield error(
                "no_login",
                "KERNESPOR_PASSWORD_LOGIN",
                words,
                "Slå den til, eller skriv KERNESPOR_OIDC_ISSUER.",
            )
        return
    issuer = urlsplit(given.oidc_issuer)
    if issuer.scheme != "https" and (issuer.hostname or "") not in LOOPBACK:
        yield error("oidc_http", "KERNESPOR_OIDC_ISSUER", "adressen er ikke https.", "Brug https.")
    if not given.oidc_client_id:
        yield error(
            "oidc_client", "KERNESPOR_OIDC_CLIENT_ID", "den mangler.", "Skriv navnet fra log-ind-tjenesten."
        )
    yield from _secret(given)
    if given.password_login:
        words = "man kan gå uden om kommunens login med en adgangskode."
        remedy = "Sæt den til 0, når kommunens login virker."
        found = error if given.oidc_roles else warning
        yield found("two_ways_in", "KERNESPOR_PASSWORD_LOGIN", words, remedy)
    if given.oidc_roles:
        for finding in read_file(given.oidc_roles)[1]:
            words = "{what}"
            found = error if finding.severity is Severity.ERROR else warning
            yield found("oidc_roles", "KERNESPOR_OIDC_ROLES", words, "Ret filen.", what=finding.message)


def _secret(given: Configuration) -> Iterator[Finding]:
    file = given.oidc_client_secret_file
    if file and not file.is_file():
        words = "filen {file} findes ikke."
        yield error(
            "oidc_secret",
            "KERNESPOR_OIDC_CLIENT_SECRET_FILE",
            words,
            "Læg hemmeligheden i den.",
            file=str(file),
        )
    elif not given.oidc_secret():
        words = "hemmeligheden mangler."
        yield error(
            "oidc_secret",
            "KERNESPOR_OIDC_CLIENT_SECRET_FILE",
            words,
            "Læg den i en fil, og skriv filens navn.",
        )
    if file and is_readable_by_others(file):
        words = "andre på maskinen kan læse {file}."
        yield error(
            "oidc_secret_readable",
            "KERNESPOR_OIDC_CLIENT_SECRET_FILE",
            words,
            "chmod 600 {file}",
            file=str(file),
        )


def mail(asked: Asked) -> Iterator[Finding]:
    """Mail that is sent, encrypted, from an address that exists."""
    given = asked.configuration
    if not given.smtp_url:
        words = "ingen breve sendes; de lægges som filer i {folder}."
        folder = str(given.data_dir / "mail")
        yield warning(
            "mail_files", "KERNESPOR_SMTP_URL", words, "Skriv smtp://bruger:kode@vært:587.", folder=folder
        )
        return
    try:
        found = smtp(given.smtp_url)
    except ValueError:
        words = "den kan ikke læses."
        yield error("mail_url", "KERNESPOR_SMTP_URL", words, "Skriv den som smtp://bruger:kode@vært:587.")
        return
    if not (found["EMAIL_USE_SSL"] or found["EMAIL_USE_TLS"]) and found["EMAIL_HOST"] not in LOOPBACK:
        words = "breve sendes ukrypteret."
        yield error("mail_open", "KERNESPOR_SMTP_URL", words, "Fjern starttls=0, eller brug smtps://.")
    if "localhost" in given.mail_from:
        words = "afsenderen er ingen rigtig adresse."
        yield warning("mail_from", "KERNESPOR_MAIL_FROM", words, "Skriv en adresse i kommunens domæne.")


def names(asked: Asked) -> Iterator[Finding]:
    """No setting that isn't one."""
    known = {PREFIX + name.upper() for name in Configuration.model_fields} | OF_TESTS
    for name in sorted(asked.environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, 1)
            remedy = "Mente I {near}?" if near else "Fjern den, eller ret navnet."
            yield warning(
                "unknown", name, "indstillingen findes ikke og gør ingenting.", remedy, near="".join(near)
            )
