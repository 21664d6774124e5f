import { highlighted } from "../../../../site/components/cell/highlighting.js";
import { equal, testInPage } from "../../harness.js";

/** @returns the coloured parts of a program, each as [kind, text] */
const coloured = (/** @type {string} */ code) => highlighted(code).filter((part) => typeof part !== "string")
  .map((part) => [/** @type {HTMLElement} */ (part).className.replace("nn-code-", ""), /** @type {HTMLElement} */ (part).textContent]);

const text = (/** @type {string} */ code) => highlighted(code)
  .map((part) => (typeof part === "string" ? part : part.textContent)).join("");

testInPage("no letter is lost, whatever is written", () => {
  for (const code of ["", "x = 'unfinished\n# end", 'def f(x):\n    """a\nb"""\n    return 0x1F + 1_000.5e-3j', "变量 = f'{x}'"]) {
    equal(text(code), `${code}\n`);
  }
});

testInPage("keywords, strings, numbers and comments have their colours", () => {
  equal(coloured("for i in range(2): # twice"), [["keyword", "for"], ["keyword", "in"], ["number", "2"], ["comment", "# twice"]]);
  equal(coloured("print(rb'a' + \"b\\\"c\")"), [["string", "rb'a'"], ["string", '"b\\"c"']]);
  equal(coloured("'''one\ntwo''' 1e-3"), [["string", "'''one\ntwo'''"], ["number", "1e-3"]]);
});

testInPage("what only looks like one has none", () => {
  equal(coloured("format = informal2 + order"), []);
  equal(coloured("'# no comment'"), [["string", "'# no comment'"]]);
  equal(coloured("# 'no string' 5"), [["comment", "# 'no string' 5"]]);
});
