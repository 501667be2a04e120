"""Customers of the fictional company Larkspur who are on its Discord server: handle and name."""

PEOPLE: tuple[tuple[str, str], ...] = (
    ("robin_vale", "Robin Vale"),
    ("gia_moss", "Gia Moss"),
    ("pixel_pim", "Pim"),
    ("dora_bakes", "Dora Okafor"),
    ("nightshift_noor", "Noor"),
)
