from statistics import median

# What was taken, what took it, and the side that took it.
ARROWS = [
    ("mcculloch1943", "vonneumann1945", "machine"),
    ("mcculloch1943", "rosenblatt1958", "machine"),
    ("hebb1949", "rosenblatt1958", "machine"),
    ("hubel1962", "fukushima1980", "machine"),
    ("rescorla1972", "sutton1988", "machine"),
    ("rumelhart1986", "crick1989", "brain"),
    ("sutton1988", "schultz1997", "brain"),
    ("hubel1962", "lecun1998", "machine"),
    ("lecun1998", "yamins2014", "brain"),
    ("rumelhart1986", "lillicrap2016", "brain"),
]
for source, target, _ in ARROWS:
    print(source, "->", target)

# How long it took until an idea of one side was taken up by the other.
for lane in ("machine", "brain"):
    years = sorted(int(to[-4:]) - int(of[-4:]) for of, to, side in ARROWS if side == lane)
    print(f"into the {lane} lane: {len(years)} arrows, after {years} years, median {median(years):g}")
