import { expect, it } from "vitest";
import { combinationOf } from "../../../embed/src/ui/combination.ts";
import { BOX, BOX_OF_EVERYTHING } from "../../support/box-product.ts";

it("is in the order of the document, whatever the order of the values", () => {
  expect(combinationOf(BOX, { lid: "round", wood: "ash" })).toBe("wood=ash&lid=round");
});

it("leaves out what has no value, what is typed, sent or counted, and what the document does not have", () => {
  const values = { wood: "oak", another: "x" };
  expect(combinationOf(BOX_OF_EVERYTHING, values)).toBe("wood=oak");
  const typed = BOX_OF_EVERYTHING.attributes.filter(({ type }) => ["text", "number", "file", "part"].includes(type));
  expect(typed.length).toBeGreaterThan(0);
  expect(combinationOf(BOX_OF_EVERYTHING, Object.fromEntries(typed.map(({ id }) => [id, "typed"])))).toBe("");
});

it("is no longer than a property of an event", () => {
  const attributes = Array.from({ length: 100 }, (_, index) => ({
    type: "boolean" as const,
    id: `switch-${index}`,
    label: { en: "Switch" },
    default: false,
  }));
  const values = Object.fromEntries(attributes.map(({ id }) => [id, true]));
  const combination = combinationOf({ ...BOX, attributes }, values);
  expect(combination).toHaveLength(500);
  expect(combination.startsWith("switch-0=true&switch-1=true&")).toBe(true);
});
