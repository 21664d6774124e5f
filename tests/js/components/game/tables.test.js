import { formats, median, quantile } from "../../../../site/components/game/tables.js";
import { equal, near, test } from "../../harness.js";

test("a median of few values, in any order, which is left as it was", () => {
  const values = [30, 10, 20];
  equal(median(values), 20);
  equal(values, [30, 10, 20]);
  equal(median([1, 2, 3, 10]), 2.5);
  equal(median([7]), 7);
});

test("quantiles lie between the values, the ends are the values", () => {
  near(quantile([0, 10], 0.25), 2.5);
  equal([quantile([3, 1, 2], 0), quantile([3, 1, 2], 1)], [1, 3]);
});

test("numbers are written as the language does", () => {
  const { percent, whole, fine } = formats("en");
  equal([percent(0.704), whole(1234.6), fine(2)], ["70%", "1,235", "2.0"]);
});
