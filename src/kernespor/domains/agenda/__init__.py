"""Agenda: items (dagsordenspunkter) on their way from body to body, meetings, agendas, minutes.

What a body decided, and whom it hears, are the foundation's (`bodies`); here stand the item that leads there,
the meeting at which it is treated, and whether the order was kept.
"""
