import { describe, expect, it } from "vitest";
import { type CardForm, EMPTY_RATE, emptyCard, formOf } from "../../../console/src/pages/rate-card/card-form.ts";
import { describePlaces } from "../../../console/src/pages/rate-card/describe-places.ts";
import { cardBefore, proposeFirstDay } from "../../../console/src/pages/rate-card/first-day.ts";
import { chargesNothing, readCard, toUpdate } from "../../../console/src/pages/rate-card/read-card.ts";
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

  it("says how a price that is too small for its currency is written", () => {
    const priceOf = (...tiers: readonly string[]) => mistakesOf(withLoad("", ...tiers))["/rates/load/tiers/0/price"];
    expect(priceOf("- 0.005 1")).toBe("EUR has 2 digits behind the point. Write 0.05 for each 10 units.");
    expect(priceOf("- 0,0004 ")).toBe("EUR has 2 digits behind the point. Write 0.04 for each 100 units.");
    expect(priceOf("- 1.2345 1000")).toBe("EUR has 2 digits behind the point. Write 123.45 for each 100,000 units.");
    expect(priceOf("- 0.005 1000000000000")).toBe("EUR has 2 digits behind the point.");
    expect(priceOf("- 0.005 some")).toBe("EUR has 2 digits behind the point.");
    expect(priceOf("- -0.01 1")).toBe("An amount cannot be below zero.");
    expect(priceOf("- 0.05 10")).toBeUndefined();
  });
});

describe("a card that charges nothing", () => {
  const charges = (changes: Partial<CardForm>) =>
    !chargesNothing(readCard({ ...emptyCard("2026-12-01", "EUR"), ...changes }).body);
  const rate = (...prices: readonly string[]) => ({
    included: "",
    tiers: prices.map((price, index) => ({ upTo: `${index + 1}`, price, per: "1" })),
  });

  it("is one without a fee, and without a price above zero", () => {
    expect(charges({})).toBe(false);
    expect(charges({ fee: "0", budget: "5", rates: { load: rate("0", "0.00") } })).toBe(false);
    expect(charges({ services: [{ id: "svc_4fK2mZq81LpA", fee: "0", hit: rate("0") }] })).toBe(false);
  });

  it("is none that has a single fee, or price of any tier", () => {
    expect(charges({ fee: "0.01" })).toBe(true);
    expect(charges({ rates: { save: rate("0", "0.01") } })).toBe(true);
    expect(charges({ services: [{ id: "svc_4fK2mZq81LpA", fee: "1", hit: undefined }] })).toBe(true);
    expect(charges({ applications: [{ id: "app_4fK2mZq81LpA", fee: "", hit: rate("0", "0.01") }] })).toBe(true);
  });
});

describe("a new card", () => {
  const cards = (...days: readonly string[]) => days.map((effectiveFrom) => ({ effectiveFrom }));
  const at = new Date(2026, 10, 23);

  it("begins with the next month that has room for it", () => {
    expect(proposeFirstDay([], at)).toBe("2026-12-01");
    expect(proposeFirstDay(cards("2026-11-01", "2026-12-02"), at)).toBe("2026-12-01");
    expect(proposeFirstDay(cards("2027-01-01", "2026-12-01"), at)).toBe("2027-02-01");
    const full = cards("2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05");
    expect(proposeFirstDay(full, at)).toBe("2027-01-01");
    expect(proposeFirstDay(full.slice(1), at)).toBe("2026-12-01");
    expect(proposeFirstDay([], new Date(2026, 11, 31))).toBe("2027-01-01");
  });

  it("has the prices of the card that would hold without it", () => {
    const some = cards("2027-01-01", "2026-12-01", "2026-09-01");
    expect(cardBefore(some, "2027-02-01")).toEqual({ effectiveFrom: "2027-01-01" });
    expect(cardBefore(some, "2026-12-01")).toEqual({ effectiveFrom: "2026-09-01" });
    expect(cardBefore(some, "2026-09-01")).toBeUndefined();
  });
});

describe("the units of a tier", () => {
  it("are named by their places in the month, behind those that are included", () => {
    expect(describePlaces(1000, 10_000)).toBe("Units 1,001 to 10,000 of the month");
    expect(describePlaces(10_000, null)).toBe("From unit 10,001 of the month on");
    expect(describePlaces(0, null)).toBe("Every unit");
    expect(describePlaces(0, 5)).toBe("Units 1 to 5 of the month");
  });
});
