import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attribute, ConfiguratorDocument, Rule, Values } from "../../../functions/domain/configurator/document.ts";
import { evaluate } from "../../../functions/domain/configurator/evaluate.ts";
import { findForbidden } from "../../../functions/domain/configurator/forbidden.ts";
import { migrate } from "../../../functions/domain/configurator/migrate.ts";
import { ownValues } from "../../../functions/domain/configurator/own-values.ts";
import { parseValues } from "../../../functions/domain/configurator/parse-values.ts";
import { completeValues, isSameValue } from "../../../functions/domain/configurator/values.ts";
import { anyVersion, someValues } from "./migration-arbitraries.ts";

const label = (en: string) => ({ en });
const choice = (id: string, ids: readonly string[], price: number[] = []): Attribute => ({
  type: "choice",
  id,
  label: label(id),
  values: ids.map((value, index) => ({ id: value, label: label(value), price: { EUR: price[index] ?? 0 } })),
  default: ids[0] ?? "",
});
const box = (attributes: readonly Attribute[], rules: readonly Rule[] = []): ConfiguratorDocument => ({
  schemaVersion: 1,
  name: label("Box"),
  locales: ["en"],
  pricing: { currencies: ["EUR"], base: { EUR: 1_000 } },
  attributes,
  rules,
  media: { width: 1, height: 1, alt: label("Box"), layers: [] },
});
const saved = (document: ConfiguratorDocument, chosen: Values) => {
  const { values, price } = evaluate(document, chosen);
  return { document, values, price };
};

describe("a migration", () => {
  const before = box([choice("wood", ["oak", "ash", "fir"], [0, 50, 20]), choice("lid", ["flat", "round"])]);

  it("keeps what the newer version still has, at its price there", () => {
    const after = box([choice("wood", ["ash", "oak"], [80, 0]), choice("lid", ["flat", "round"])]);
    expect(migrate(saved(before, { wood: "ash", lid: "round" }), after)).toEqual({
      values: { wood: "ash", lid: "round" },
      price: { EUR: 1_080 },
      kept: ["wood", "lid"],
      replaced: [],
      dropped: [],
      priceDifference: { EUR: 30 },
    });
  });

  it("replaces a value that is no more by the default, drops an attribute that is no more, and fills in what is new", () => {
    const after = box([choice("wood", ["oak", "ash"], [0, 50]), choice("size", ["m", "l"], [100, 200])]);
    expect(migrate(saved(before, { wood: "fir", lid: "round" }), after)).toEqual({
      values: { wood: "oak", size: "m" },
      price: { EUR: 1_100 },
      kept: [],
      replaced: [{ attributeId: "wood", from: "fir", to: "oak" }],
      dropped: [{ attributeId: "lid", value: "round" }],
      priceDifference: { EUR: 80 },
    });
  });

  it("replaces what the rules of the newer version do not let stand", () => {
    const rule: Rule = {
      id: "flat-oak",
      when: { all: [{ attribute: "wood", is: "oak" }] },
      actions: [{ type: "disable", attribute: "lid", values: ["round"] }],
    };
    const after = box(before.attributes, [rule]);
    expect(migrate(saved(before, { wood: "oak", lid: "round" }), after)).toMatchObject({
      values: { wood: "oak", lid: "flat" },
      kept: ["wood"],
      replaced: [{ attributeId: "lid", from: "round", to: "flat" }],
    });
    expect(migrate(saved(before, { wood: "ash", lid: "round" }), after).replaced).toEqual([]);
  });

  it("carries what a shopper chose, and not what only rules gave", () => {
    const rules: readonly Rule[] = [
      {
        id: "round-ash",
        when: { all: [{ attribute: "wood", is: "ash" }] },
        actions: [{ type: "set", attribute: "lid", value: "round" }],
      },
    ];
    const ruled = box(before.attributes, rules);
    // The rule is no more, and what it gave goes with it.
    expect(migrate(saved(ruled, { wood: "ash" }), before)).toMatchObject({
      values: { wood: "ash", lid: "flat" },
      kept: ["wood"],
      replaced: [{ attributeId: "lid", from: "round", to: "flat" }],
    });
    // The rule is still there, and what it gives is the same.
    expect(migrate(saved(ruled, { wood: "ash" }), box(before.attributes, rules)).kept).toEqual(["wood", "lid"]);
    expect(migrate(saved(ruled, { wood: "fir", lid: "round" }), before).kept).toEqual(["wood", "lid"]);
  });

  it("does not carry a value over to another type, even one that would fit; a color is a choice", () => {
    const text: Attribute = { type: "text", id: "wood", label: label("Wood"), maxLength: 10, default: "any" };
    expect(migrate(saved(before, { wood: "ash" }), box([text])).replaced).toEqual([
      { attributeId: "wood", from: "ash", to: "any" },
    ]);
    const color: Attribute = {
      type: "color",
      id: "wood",
      label: label("Wood"),
      values: ["oak", "ash"].map((id) => ({ id, label: label(id), color: "#102030" })),
      default: "oak",
    };
    expect(migrate(saved(before, { wood: "ash" }), box([color])).kept).toEqual(["wood"]);
  });

  it("tells the difference of prices in the currencies that both have", () => {
    const dollars = { ...before, pricing: { currencies: ["USD", "EUR"], base: { USD: 1, EUR: 900 } } };
    expect(migrate(saved(before, {}), dollars).priceDifference).toEqual({ EUR: -100 });
    const onlyDollars = { ...before, pricing: { currencies: ["USD"], base: { USD: 1 } } };
    expect(migrate(saved(before, {}), onlyDollars).priceDifference).toEqual({});
  });
});

const withValues = anyVersion.chain((document) => fc.tuple(fc.constant(document), someValues(document)));

describe("the own values of any save", () => {
  it("lead to what was saved", () => {
    let given = 0;
    fc.assert(
      fc.property(withValues, ([document, chosen]) => {
        const { values } = saved(document, chosen);
        const own = ownValues(document, values);
        given += Object.keys(values).length - Object.keys(own).length;
        expect(evaluate(document, own).values).toEqual(values);
        expect(Object.entries(own).every(([id, value]) => isSameValue(values[id], value))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(given).toBeGreaterThan(200);
  });
});

describe("a migration between any two documents", () => {
  it("gives values that the newer document accepts and its rules leave alone", () => {
    let replacements = 0;
    fc.assert(
      fc.property(withValues, anyVersion, ([document, chosen], newer) => {
        const { values, price, replaced } = migrate(saved(document, chosen), newer);
        replacements += replaced.length;
        expect(parseValues(newer, values)).toEqual({ ok: true, values });
        expect(findForbidden(newer, values, evaluate(newer, values))).toEqual([]);
        expect(evaluate(newer, values)).toMatchObject({ values, price });
        expect(completeValues(newer, values)).toEqual(values);
      }),
      { numRuns: 2_000 },
    );
    expect(replacements).toBeGreaterThan(500);
  });

  it("accounts for every saved value exactly once", () => {
    fc.assert(
      fc.property(withValues, anyVersion, ([document, chosen], newer) => {
        const state = saved(document, chosen);
        const { values, kept, replaced, dropped } = migrate(state, newer);
        const named = [...kept, ...replaced.map(({ attributeId }) => attributeId)];
        const gone = dropped.map(({ attributeId }) => attributeId);
        expect([...named, ...gone].sort()).toEqual(Object.keys(state.values).sort());
        expect(kept.every((id) => isSameValue(values[id], state.values[id]))).toBe(true);
        expect(
          replaced.every(({ attributeId, from, to }) => !isSameValue(from, to) && values[attributeId] === to),
        ).toBe(true);
        expect(gone.some((id) => Object.hasOwn(values, id))).toBe(false);
      }),
    );
  });

  it("changes nothing when the document is the same", () => {
    fc.assert(
      fc.property(withValues, ([document, chosen]) => {
        const state = saved(document, chosen);
        const { values, price, kept, replaced, dropped, priceDifference } = migrate(state, structuredClone(document));
        expect([values, price]).toEqual([state.values, state.price]);
        expect([kept, replaced, dropped]).toEqual([Object.keys(state.values), [], []]);
        expect(Object.values(priceDifference).every((amount) => amount === 0)).toBe(true);
        expect(Object.keys(priceDifference)).toEqual(document.pricing.currencies);
      }),
    );
  });
});
