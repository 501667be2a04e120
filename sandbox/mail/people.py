"""Customers of the fictional company Larkspur who write e-mails: address and name."""

PEOPLE: tuple[tuple[str, str], ...] = (
    ("robin.vale@post.example", "Robin Vale"),
    ("gia.moss@post.example", "Gia Moss"),
    ("agnes.varga@post.example", "Agnes Varga"),
    ("dora@dorabakes.example", "Dora Okafor"),
)
