"""The municipality's economy: its chart of accounts, beneath the authorised one.

Main nouns: CostCentre and LedgerAccount, with which people work; PolicyArea and Appropriation;
AccountMapping, the way from cost centre and account to the authorised account; AuthorisedAccount, the
authorised chart. Not here: the organisation and the committees (foundation), amounts, budgets, postings.
"""
