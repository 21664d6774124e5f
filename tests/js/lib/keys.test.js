import { steps } from "../../../site/lib/keys.js";
import { equal, test } from "../harness.js";

const press = (/** @type {string} */ key, held = {}) => steps(/** @type {any} */ ({ key, ...held }));

test("rightwards and upwards are positive, ten with Shift", () => {
  equal(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].map((key) => press(key)),
    [{ x: -1, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }, { x: 0, y: -1 }]);
  equal(press("ArrowUp", { shiftKey: true }), { x: 0, y: 10 });
});

test("Page Up and Page Down are ten steps", () => {
  equal([press("PageUp"), press("PageDown")], [{ x: 0, y: 10 }, { x: 0, y: -10 }]);
});

test("other keys, and the browser's own with Control, Alt or Meta, ask for nothing", () => {
  const none = { x: 0, y: 0 };
  equal(press("a"), none);
  equal(["ctrlKey", "altKey", "metaKey"].map((held) => press("ArrowLeft", { [held]: true })), [none, none, none]);
});
