"""Customers of the fictional company Larkspur: handle, name, followers."""

PEOPLE: tuple[tuple[str, str, int], ...] = (
    # The first three stay out of the feed: what a newcomer posts as one of them opens a case of its own.
    ("robin_vale", "Robin Vale", 240),
    ("gia_moss", "Gia Moss", 15_800),
    ("oskar_on_air", "Oskar on Air", 96_000),
    ("dora_bakes", "Dora Okafor", 312),
    ("tomas_w", "Tomas Wieland", 88),
    ("quietfern", "Fern", 1_940),
    ("jo_on_bikes", "Jo Lindqvist", 5_210),
    ("el_rincon_de_paz", "Paz Aranda", 760),
    ("ctrl_alt_cleo", "Cleo Marchetti", 23_400),
    ("hakan_reads", "Hakan Demir", 431),
    ("nadia_fr", "Nadia Lefort", 1_105),
    ("harborgazette", "Harbor Gazette", 186_000),
    ("yuki_tmr", "ゆき", 2_650),
    ("salma_rw", "سلمى", 940),
    ("deals4u_now", "DEALS 4 U", 12),
)
