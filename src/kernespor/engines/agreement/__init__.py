"""How much people who answer independently agree, beyond what chance would give: Krippendorff's alpha."""
