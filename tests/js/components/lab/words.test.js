import { Words } from "../../../../site/components/lab/words.js";
import { equal, test } from "../../harness.js";

const TABLE = {
  one_epoch: "{n} epoch", many_epochs: "{n} epochs", one_image: "{n} image", many_images: "{n} images",
  seconds: "{s} s", minutes: "{min} min {s} s",
};
const words = new Words("en", TABLE);

test("one and many", () => {
  equal([1, 2, 0.5, 0].map((n) => words.epochs(n)), ["1 epoch", "2 epochs", "0.5 epochs", "0 epochs"]);
  equal([1, 60_000].map((n) => words.images(n)), ["1 image", "60,000 images"]);
});

test("an epoch's share has two decimals at most", () => {
  equal([1.23456, 3].map((x) => words.epoch(x)), ["1.23", "3"]);
});

test("durations are whole seconds, never too few, and minutes from a minute on", () => {
  equal([0.2, 59, 59.1, 125].map((seconds) => words.duration(seconds)), ["1 s", "59 s", "1 min 0 s", "2 min 5 s"]);
});

test("a value has four decimals; what is none is a dash", () => {
  equal([0.98765, 12.3, 1234.5678, undefined, NaN, Infinity].map((value) => words.value(value)),
    ["0.9877", "12.3000", "1234.6", "–", "–", "–"]);
});
