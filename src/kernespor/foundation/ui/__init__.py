"""What every page is made of: the shell with its menu, components, tables, charts, exports.

Nouns: navigation item, state look, table, chart. Nothing here knows a plan, a person or a role by itself.
"""
