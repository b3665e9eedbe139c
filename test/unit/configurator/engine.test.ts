import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../../functions/domain/configurator/evaluate.ts";
import { parseValues, VALUE_PROBLEM_CODES } from "../../../functions/domain/configurator/parse-values.ts";
import { reachableValues } from "./arbitraries.ts";
import { hostile, kit, mug, valueVectors } from "./fixtures.ts";
import { anyDocument } from "./rule-arbitraries.ts";

const documents = { mug, hostile, kit };

const withValues = anyDocument.chain((document) => fc.tuple(fc.constant(document), reachableValues(document)));

describe("known answers", () => {
  it.each(valueVectors.accepted)("accepts: $name", (vector) => {
    const document = documents[vector.document];
    const parsed = parseValues(document, vector.values);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const evaluation = evaluate(document, parsed.values);
    expect(evaluation.price).toEqual(vector.price);
    if (vector.complete) expect(Object.entries(evaluation.values)).toEqual(Object.entries(vector.complete));
    if (vector.layers) expect(evaluation.layers.map(({ src }) => src)).toEqual(vector.layers);
  });

  it.each(valueVectors.refused)("refuses: $name", (vector) => {
    const parsed = parseValues(documents[vector.document], vector.values);
    if (parsed.ok) throw new Error("It was accepted");
    expect(parsed.problems.map(({ message, ...problem }) => problem)).toEqual(vector.problems);
  });

  it("has a vector for every problem code", () => {
    const shown = valueVectors.refused.flatMap(({ problems }) => problems.map(({ code }) => code));
    expect(VALUE_PROBLEM_CODES.filter((code) => !shown.includes(code))).toEqual([]);
  });

  it("says in words what is wrong", () => {
    const parsed = parseValues(mug, { shape: "square", volume: 9, lid: 1, name: "123456789", handle: true });
    expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
      'Attribute "shape" has no value "square".',
      'Attribute "volume" takes 0.2 to 0.5 in steps of 0.1, not 9.',
      'Attribute "lid" takes true or false, not 1.',
      'Attribute "name" takes at most 8 characters.',
      'Attribute "handle" does not exist in this configurator.',
    ]);
  });

  it("lists at most twenty problems", () => {
    const input = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`x${index}`, index]));
    const parsed = parseValues(mug, input);
    expect(parsed.ok ? 0 : parsed.problems.length).toBe(20);
  });
});

describe("breakdown", () => {
  it("starts with the base price and names what adds or takes something off", () => {
    expect(evaluate(mug, { shape: "second", lid: true, volume: 0.2 }).breakdown).toEqual([
      { attributeId: null, price: { EUR: 1000, USD: 1200 } },
      { attributeId: "shape", price: { EUR: -400, USD: -500 } },
      { attributeId: "lid", price: { EUR: 300, USD: 350 } },
    ]);
  });

  it("adds up to the total", () => {
    fc.assert(
      fc.property(withValues, ([document, values]) => {
        const { breakdown, price } = evaluate(document, values);
        for (const [currency, total] of Object.entries(price)) {
          expect(breakdown.reduce((sum, line) => sum + (line.price[currency] ?? 0), 0)).toBe(total);
        }
      }),
    );
  });
});

describe("properties", () => {
  it("accepts everything that a shopper can reach with the form, unchanged", () => {
    fc.assert(
      fc.property(withValues, ([document, values]) => {
        expect(parseValues(document, values)).toEqual({ ok: true, values });
      }),
    );
  });

  it("survives the way through JSON", () => {
    fc.assert(
      fc.property(withValues, ([document, values]) => {
        // The states are a Map: nobody sends them.
        const { states, ...evaluation } = evaluate(document, values);
        expect(isDeepStrictEqual(JSON.parse(JSON.stringify(evaluation)), evaluation)).toBe(true);
      }),
    );
  });

  it("gives the same answer for its own answer", () => {
    fc.assert(
      fc.property(withValues, ([document, values]) => {
        const once = evaluate(document, values);
        expect(parseValues(document, once.values)).toEqual({ ok: true, values: once.values });
        expect(evaluate(document, once.values)).toEqual(once);
      }),
    );
  });

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(withValues, fc.infiniteStream(fc.nat()), ([document, values], order) => {
        const keyed = Object.entries(values).map((entry) => ({ entry, key: order.next().value ?? 0 }));
        const shuffled = Object.fromEntries(keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry));
        const parsed = parseValues(document, shuffled);
        expect(parsed.ok && JSON.stringify(evaluate(document, parsed.values))).toBe(
          JSON.stringify(evaluate(document, values)),
        );
      }),
    );
  });

  it("refuses garbage and never throws on it", () => {
    const garbage = fc.oneof(
      fc.anything({ withNullPrototype: true, withMap: true, withBigInt: true, withDate: true, withSparseArray: true }),
      fc.dictionary(
        fc.constantFrom("shape", "glaze", "volume", "lid", "name", "__proto__"),
        fc.anything({ withBigInt: true }),
      ),
    );
    fc.assert(
      fc.property(garbage, (input) => {
        const parsed = parseValues(mug, input);
        if (parsed.ok) expect(parseValues(mug, evaluate(mug, parsed.values).values).ok).toBe(true);
        else expect(parsed.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it("takes nothing from a prototype that the page has changed", () => {
    const values = Object.create({ lid: true, name: "Ada" });
    expect(evaluate(mug, values)).toEqual(evaluate(mug, {}));
    expect(parseValues(mug, values)).toEqual({ ok: true, values: {} });
  });

  it("does not change what it is given", () => {
    fc.assert(
      fc.property(withValues, ([document, values]) => {
        const before = JSON.stringify([document, values]);
        parseValues(document, values);
        evaluate(document, values);
        expect(JSON.stringify([document, values])).toBe(before);
      }),
    );
  });
});
