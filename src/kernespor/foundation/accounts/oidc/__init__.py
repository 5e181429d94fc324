"""Login through the municipality's own identity provider (OpenID Connect). The protocol is allauth's."""
