import { describe, expect, it } from "vitest";
import { reviewDraft } from "../../../../functions/management/configurators/review-draft.ts";
import { mug } from "../../configurator/fixtures.ts";

type Draft = Record<string, unknown> & { attributes: unknown[]; rules: unknown[]; media: { layers: unknown[] } };

/** A document as somebody who is not a programmer may send it. */
function draftWith(change: (draft: Draft) => void): unknown {
  const draft = JSON.parse(JSON.stringify({ rules: [], ...mug }));
  change(draft);
  return draft;
}
const review = (change: (draft: Draft) => void) => reviewDraft(draftWith(change)).problems;
const lid = { type: "boolean", label: { en: "Box", de: "Kasten" }, default: false };
const test = (value: unknown) => ({ attribute: "lid", is: value });

describe("the review of a draft", () => {
  it("finds nothing wrong with a sound one", () => {
    expect(review(() => undefined)).toEqual([]);
  });

  it.each<{ name: string; change: (draft: Draft) => void; pointer: string; says: string }>([
    {
      name: "an id with a space",
      change: ({ attributes }) => attributes.push({ ...lid, id: "Table Top" }),
      pointer: "/attributes/5/id",
      says: "An id begins with a lower-case letter",
    },
    {
      name: "a price in euros",
      change: ({ attributes }) => attributes.push({ ...lid, id: "box", price: { EUR: 12.5, USD: 13 } }),
      pointer: "/attributes/5/price/EUR",
      says: "whole number of the smallest unit: 1250",
    },
    {
      name: "a price that is a text",
      change: (draft) => Object.assign(draft, { pricing: { currencies: ["EUR"], base: { EUR: "12" } } }),
      pointer: "/pricing/base/EUR",
      says: "whole number of the smallest unit: 1250",
    },
    {
      name: "a price in a currency with a small letter",
      change: ({ attributes }) => attributes.push({ ...lid, id: "box", price: { Eur: 12 } }),
      pointer: "/attributes/5/price/Eur",
      says: "three capital letters",
    },
    {
      name: "an address without a slash",
      change: ({ media }) => media.layers.push({ src: "images/x.svg" }),
      pointer: "/media/layers/8/src",
      says: "write /images/top.svg, not images/top.svg",
    },
    {
      name: "a camera without units",
      change: ({ media }) => Object.assign(media, { model: { src: "/lamp.glb", cameraOrbit: "30 75 2" } }),
      pointer: "/media/model/cameraOrbit",
      says: "30deg 75deg 2.5m",
    },
    {
      name: "a group in a group in a group",
      change: ({ rules }) =>
        rules.push({
          id: "deep",
          when: { all: [{ any: [{ all: [test(true)] }] }] },
          actions: [{ type: "hide", attribute: "name" }],
        }),
      pointer: "/rules/0/when/all/0/any/0",
      says: "Groups do not nest further than one level",
    },
    {
      name: "a test of nothing",
      change: ({ rules }) =>
        rules.push({
          id: "odd",
          when: { all: [{ attribute: "lid" }] },
          actions: [{ type: "hide", attribute: "name" }],
        }),
      pointer: "/rules/0/when/all/0",
      says: "test",
    },
    {
      name: "a condition that is none",
      change: ({ rules }) =>
        rules.push({ id: "odd", when: [test(true)], actions: [{ type: "hide", attribute: "name" }] }),
      pointer: "/rules/0/when",
      says: "A condition has entries in all, or in any.",
    },
    {
      name: "an action that there is not",
      change: ({ rules }) => rules.push({ id: "odd", actions: [{ type: "remove", attribute: "name" }] }),
      pointer: "/rules/0/actions/0/type",
      says: "hide, show, disable, enable or set",
    },
    {
      name: "a type that there is not",
      change: ({ attributes }) => attributes.push({ ...lid, id: "box", type: "switch" }),
      pointer: "/attributes/5/type",
      says: "text, number, boolean, color, choice, part, file",
    },
    {
      name: "a locale that is not one",
      change: (draft) => Object.assign(draft, { locales: ["en", "de", "de_AT"] }),
      pointer: "/locales/2",
      says: "de-AT",
    },
  ])("says in words what is wrong with $name", ({ change, pointer, says }) => {
    const problems = review(change);
    expect(problems.map((problem) => problem.pointer)).toEqual([pointer]);
    expect(problems[0]?.message).toContain(says);
    expect(problems[0]?.message).not.toMatch(/Invalid input|pattern|\^/);
  });

  it("goes on with what the shape of the rest allows, at its place in what was sent", () => {
    const problems = review(({ attributes, rules, media }) => {
      attributes.unshift({ ...lid, id: "Table Top" });
      attributes.push({ ...lid, id: "lid" });
      rules.push({ id: "one", when: "always", actions: [] });
      rules.push({ id: "two", when: { all: [test("round")] }, actions: [{ type: "hide", attribute: "name" }] });
      media.layers.unshift({ src: "x" });
      media.layers.push({ src: "/x.svg", when: { shape: "cubic" } });
    });
    expect(problems.map(({ pointer, code }) => `${code} ${pointer}`)).toEqual([
      "invalid_format /attributes/0/id",
      "invalid_union /rules/0/when",
      "too_small /rules/0/actions",
      "invalid_format /media/layers/0/src",
      "duplicate /attributes/6/id",
      "unknown_value /media/layers/9/when/shape",
      "unknown_value /rules/1/when/all/0/is",
    ]);
  });

  it("does not take for a mistake what follows from an attribute that was left out", () => {
    const problems = review(({ attributes, rules }) => {
      attributes.push({ ...lid, id: "box", price: { EUR: 1.5, USD: 1 } });
      rules.push({
        id: "box",
        when: { all: [{ attribute: "box", is: true }] },
        actions: [{ type: "hide", attribute: "name" }],
      });
    });
    expect(problems.map(({ pointer }) => pointer)).toEqual(["/attributes/5/price/EUR"]);
  });

  it.each([
    null,
    5,
    "a lamp",
    [],
    {},
    { attributes: 5, rules: {}, media: null },
    { attributes: [null], media: { layers: [1] } },
  ])("finds problems in %j and does not fail", (draft) => {
    expect(reviewDraft(draft).problems.length).toBeGreaterThan(0);
  });
});
