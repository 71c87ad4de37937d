"""The port to a library system (ILS): what the portal asks of one, whatever it is.

Free of Django: values, roles and errors here, one package per driver in `drivers`. The portal
speaks to `catalog.systems.ils()`, which routes each role to the driver that the settings name.
"""
