import { turns } from "../../../../site/components/cell/turns.js";
import { equal, test } from "../../harness.js";

test("one cell has its turn at a time, until it gives it back", () => {
  const [first, second] = [{}, {}];
  let told = 0;
  turns.addEventListener("change", () => (told += 1));
  equal(turns.take(first), true);
  equal(turns.take(first), true); // it has it already
  equal(turns.take(second), false);
  turns.release(second); // which is not its own
  equal(turns.holder === first, true);
  turns.release(first);
  equal(turns.take(second), true);
  turns.release(second);
  equal(turns.holder, null);
  equal(told, 5);
});
