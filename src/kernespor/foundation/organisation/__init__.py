"""One dated tree of units, the persons, and the roles that they hold over units.

Main nouns: Unit, UnitVersion, Person, RoleAssignment. Bodies and their members are not here.
"""
