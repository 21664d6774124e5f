"""The steps on the way, and where units and digits lie in the second drawing."""

from figures.images import HEIGHT
from figures.scales import linear

STEPS = ("image", "flatten", "weights", "products", "sum", "activations", "score", "scores", "softmax")
IMAGE, FLATTEN, WEIGHTS, PRODUCTS, SUM, ACTIVATIONS, SCORE, SCORES, SOFTMAX = range(len(STEPS))

COLUMNS, ROWS = 8, 16  # of the hidden units on the drawing

# A value is the middle of its cell or column.
CELL_WIDTH, CELL_HEIGHT = 49, 16
UNIT_X = linear(0, COLUMNS - 1, 14 + CELL_WIDTH / 2, 14 + CELL_WIDTH * (COLUMNS - 0.5))
UNIT_Y = linear(0, ROWS - 1, 30 + CELL_HEIGHT / 2, 30 + CELL_HEIGHT * (ROWS - 0.5))
DIGIT_X = linear(0, 9, 42, 393)
DIGITS_OVER = (316, HEIGHT)  # from above the tallest bar
