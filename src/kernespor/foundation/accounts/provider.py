"""Where allauth looks for an app's identity providers."""

from kernespor.foundation.accounts.oidc.protocol import MunicipalProvider

provider_classes = [MunicipalProvider]
