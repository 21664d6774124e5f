"""Training: the loop, evaluation, and how progress is shown; what it tells of itself is in `callbacks`."""

from nnweb.callbacks import Callback, DivergedError, EarlyStopping, EpochEnd, History, Step

__all__ = ["Callback", "DivergedError", "EarlyStopping", "EpochEnd", "History", "Step"]
