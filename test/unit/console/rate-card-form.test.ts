import { describe, expect, it } from "vitest";
import { type CardForm, EMPTY_RATE, emptyCard, formOf } from "../../../console/src/pages/rate-card/card-form.ts";
import { readCard, toUpdate } from "../../../console/src/pages/rate-card/read-card.ts";
import { createRateCardBody, updateRateCardBody } from "../../../contract/schemas/billing.ts";
import { areTiersInOrder } from "../../../functions/domain/billing/rate-card.ts";
import type { RateCard } from "../../../sdk/src/generated/types.ts";

const CARD: RateCard = {
  effectiveFrom: "2026-12-01",
  state: "scheduled",
  changeable: true,
  currency: "EUR",
  fee: 4900,
  rates: {
    load: {
      included: 10_000,
      tiers: [
        { upTo: 100_000, price: 40, per: 1000 },
        { upTo: null, price: 25, per: 1000 },
      ],
    },
    save: { included: 0, tiers: [{ upTo: null, price: 1, per: 1 }] },
  },
  services: { svc_4fK2mZq81LpA: { fee: 1000, hit: { included: 5, tiers: [{ upTo: null, price: 2, per: 1 }] } } },
  applications: { app_4fK2mZq81LpA: { fee: 0 } },
  budget: 20_000,
  createdAt: "2026-11-22T12:00:00.000Z",
  createdBy: "mbr_4fK2mZq81LpA",
  updatedAt: "2026-11-22T12:00:00.000Z",
};

/** A form with one rate, whose tiers are written as "upTo price per". */
function withLoad(included: string, ...tiers: readonly string[]): CardForm {
  const rate = {
    included,
    tiers: tiers.map((text) => {
      const [upTo = "", price = "", per = ""] = text.split(" ");
      return { upTo: upTo === "-" ? "" : upTo, price, per };
    }),
  };
  return { ...emptyCard("2026-12-01", "EUR"), rates: { load: rate } };
}

const mistakesOf = (form: CardForm) => Object.fromEntries(readCard(form).mistakes);

describe("the form of a rate card", () => {
  it("says the same again as the card that it was made from", () => {
    const { state: _, changeable, createdAt, createdBy, updatedAt, ...same } = CARD;
    expect(readCard(formOf(CARD))).toEqual({ body: same, mistakes: new Map() });
    expect(formOf(CARD).rates.load?.tiers[0]).toEqual({ upTo: "100000", price: "0.40", per: "1000" });
  });

  it("takes away what has been emptied: the API keeps what it is not given", () => {
    const { body } = readCard({ ...formOf(CARD), fee: " ", budget: "", rates: {}, services: [], applications: [] });
    const update = toUpdate(body);
    expect(update).toEqual({ currency: "EUR", fee: null, budget: null, rates: {}, services: {}, applications: {} });
    expect(updateRateCardBody.safeParse(update).success).toBe(true);
  });

  it("has no fee, no budget and no price where nothing is written", () => {
    const { body, mistakes } = readCard(emptyCard("2026-12-01", "EUR"));
    expect(mistakes.size).toBe(0);
    expect(body).toEqual({ effectiveFrom: "2026-12-01", currency: "EUR", rates: {}, services: {}, applications: {} });
    expect(createRateCardBody.safeParse(body).success).toBe(true);
  });

  it("takes an empty 'for each' as one unit, and no included units as none", () => {
    expect(readCard(withLoad("", "- 0.01 ")).body.rates?.load).toEqual({
      included: 0,
      tiers: [{ upTo: null, price: 1, per: 1 }],
    });
  });

  it("wants each tier to end behind the one before, and behind what is included", () => {
    expect(mistakesOf(withLoad("1000", "1001 1 1", "- 1 1"))).toEqual({});
    expect(mistakesOf(withLoad("1000", "1000 1 1", "- 1 1"))).toEqual({
      "/rates/load/tiers/0/upTo": "Let it end behind 1,000, where the units before it end.",
    });
    expect(mistakesOf(withLoad("", "10 1 1", "20 1 1", "20 1 1", "- 1 1"))).toEqual({
      "/rates/load/tiers/2/upTo": "Let it end behind 20, where the units before it end.",
    });
  });

  it("says of a bound that is no number only that", () => {
    expect(mistakesOf(withLoad("", "ten 1 1", "5 1 1", "- 1 1"))).toEqual({
      "/rates/load/tiers/0/upTo": "Write a whole number.",
    });
  });

  it("finds no tiers in order that the API refuses, nor the other way round", () => {
    const bounds = ["1", "5", "6", "7"];
    for (const included of ["", "1", "5", "6"])
      for (const first of bounds)
        for (const second of bounds) {
          const { body, mistakes } = readCard(withLoad(included, `${first} 1 1`, `${second} 2 1`, "- 3 1"));
          const { included: free = 0, tiers = [] } = body.rates?.load ?? {};
          const rate = { included: free, tiers: tiers.map(({ upTo, price, per = 1 }) => ({ upTo, price, per })) };
          expect([included, first, second, mistakes.size === 0]).toEqual([
            included,
            first,
            second,
            areTiersInOrder(rate),
          ]);
        }
  });

  it("names every field that is wrong by the pointer that the API would use", () => {
    const form: CardForm = {
      ...emptyCard("", "JPY"),
      fee: "1.5",
      budget: "0",
      rates: { hit: EMPTY_RATE },
      services: [{ id: "svc_4fK2mZq81LpA", fee: "", hit: undefined }],
      applications: [
        { id: "app_4fK2mZq81LpA", fee: "much", hit: { included: "x", tiers: [{ upTo: "", price: "1", per: "0" }] } },
      ],
    };
    expect(mistakesOf(form)).toEqual({
      "/effectiveFrom": "Choose the first day.",
      "/fee": "JPY has no digits behind the point.",
      "/budget": "Write an amount above zero, or nothing for no budget.",
      "/rates/hit/tiers/0/price": "Write an amount, such as 49.",
      "/services/svc_4fK2mZq81LpA": "Give it a fee or a price for hits, or remove it.",
      "/applications/app_4fK2mZq81LpA/fee": "Write an amount, such as 49.",
      "/applications/app_4fK2mZq81LpA/hit/included": "Write a whole number.",
      "/applications/app_4fK2mZq81LpA/hit/tiers/0/per": "Write at least 1.",
    });
  });

  it("refuses a price above the dearest, and takes that", () => {
    expect(mistakesOf(withLoad("", "- 10000.00 1"))).toEqual({});
    expect(mistakesOf(withLoad("", "- 10000.01 1"))).toEqual({
      "/rates/load/tiers/0/price": "Write at most €10,000.00.",
    });
  });
});
