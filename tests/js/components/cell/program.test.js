import { Program } from "../../../../site/components/cell/program.js";
import { equal, test, testInPage } from "../../harness.js";

test("without storage there is the original, and keeping fails nothing", () => {
  const program = new Program("print(1)", "no such cell");
  equal(program.kept, "print(1)");
});

testInPage("the reader's text is kept for this cell alone; the original needs no keeping", () => {
  const [program, other] = [new Program("print(1)", "one"), new Program("print(2)", "other")];
  program.keep("print('mine')");
  equal([program.kept, other.kept], ["print('mine')", "print(2)"]);
  equal(new Program("print(1)", "one").kept, "print('mine')");
  program.keep("print(1)");
  equal(sessionStorage.length, 0);
});
