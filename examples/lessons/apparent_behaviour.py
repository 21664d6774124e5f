# All that moves the square and the disc. A place is one complex number: x + y·i.
PULLS, DELAY = {"square": 1.0, "disc": -0.8}, 0.0  # towards the other, or away; seconds
STEP, ROOMS, ROOM, DOOR, WIDTH = 0.05, (107 + 115j, 283 + 115j), 92, 195, 24

places = {"square": [62 + 92j], "disc": [322 + 146j]}
speeds = {"square": 0j, "disc": 0j}
lag = round(DELAY / STEP)

for step in range(280):
    if step % 20 == 0:
        apart = abs(places["square"][step] - places["disc"][step]) / WIDTH
        print(f"after {step * STEP:4.1f} s: {apart:4.1f} widths apart")
    for me, other in (("square", "disc"), ("disc", "square")):
        here, there = places[me][step], places[other][step]
        seen = places[other][max(0, step - lag)] - here  # where the other was, from here
        force = 150 * PULLS[me] * seen / max(abs(seen), WIDTH / 2)
        gap = abs(here - there)
        if gap < WIDTH:  # they touch, and push each other apart
            force += 900 * (1 - gap / WIDTH) * (here - there) / max(gap, 1)
        speed = speeds[me] + STEP * (force - speeds[me])  # the last term is friction
        place = here + STEP * speed
        middle = ROOMS[place.real > DOOR]
        out = place - middle
        if abs(out) > ROOM:  # the wall: back onto it, and half of the speed across it returns
            normal = out / abs(out)
            place = middle + ROOM * normal
            speed -= 1.5 * max(0, (speed * normal.conjugate()).real) * normal
        places[me].append(place)
        speeds[me] = speed
