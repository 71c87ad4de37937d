"""A process that registers readers one after the other and says so: to be killed in the middle.

`python -m tests.events.registration.worker <pool> <reader> <reader> …`
"""

import sys

import django


def main() -> None:
    django.setup()
    from events.registration import selectors, services  # noqa: PLC0415 - after the set-up
    from events.registration.models import Pool  # noqa: PLC0415
    from portal.accounts.models import Reader  # noqa: PLC0415

    uid = Pool.objects.select_related("occurrence").get(pk=sys.argv[1]).occurrence.uid
    for reader in Reader.objects.filter(pk__in=sys.argv[2:]):
        registration = services.register(selectors.booking(reader, uid), adults=2)
        print(registration.uid, flush=True)  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main()
