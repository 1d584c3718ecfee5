"""The accounts a rehearsal starts with: three channels of an invented coffee house.

Their tokens open nothing but the rehearsal.
"""

from automation.rehearsal.records import RehearsalAccount

CUSTOMER = RehearsalAccount(
    username="pelanggan",
    token="",  # nobody signs in as the customer: a trainer writes in that name
    display_name="Pelanggan",
    note="Suka kopi.",
    followers_count=12,
)

ACCOUNTS = (
    RehearsalAccount(
        username="kopi_senja",
        token="rehearsal-kopi-senja",  # noqa: S106
        display_name="Kopi Senja",
        note="Kedai kopi kecil di Yogyakarta. Buka 07.00-22.00. #kopi",
        followers_count=820,
    ),
    RehearsalAccount(
        username="kopi_senja_en",
        token="rehearsal-kopi-senja-en",  # noqa: S106
        display_name="Kopi Senja (English)",
        note="A small coffee house in Yogyakarta, and the people who grow its beans.",
        followers_count=310,
        language="en",
    ),
    RehearsalAccount(
        username="kopi_senja_bantuan",
        token="rehearsal-kopi-senja-bantuan",  # noqa: S106
        display_name="Kopi Senja · Bantuan",
        note="Ada pertanyaan tentang pesanan? Tulis ke sini.",
        followers_count=95,
    ),
)
