import { fill, languageOf } from "../../../site/lib/i18n.js";
import { equal, test } from "../harness.js";

test("values are put into a sentence, as often as they stand in it", () => {
  equal(fill("{done} of {all}: {done}", { done: 1, all: 2 }), "1 of 2: 1");
});

test("0 and an empty text are values; a place without one stays as it is", () => {
  equal(fill("{n} {unit} {nothing}", { n: 0, unit: "" }), "0  {nothing}");
});

test("a value's own braces and dollar signs are no places", () => {
  equal(fill("{a}{b}", { a: "{b} $& $1", b: "x" }), "{b} $& $1x");
});

test("the nearest lang counts; where there is none it is English", () => {
  const within = (/** @type {string | null} */ lang) =>
    languageOf(/** @type {any} */ ({ closest: () => lang && { getAttribute: () => lang } }));
  equal(["zh", "zh-Hans", "en", "fr", null].map(within), ["zh", "zh", "en", "en", "en"]);
});
