import { describe, expect, it } from "vitest";
import { digitsOf, formatAmount, parseAmount, parseUnits, writeAmount } from "../../../console/src/money.ts";

const MOST = 1_000_000_000_000;
const read = (text: string, currency = "EUR") => {
  const parsed = parseAmount(text, currency, MOST);
  return parsed.ok ? parsed.value : parsed.message;
};

describe("an amount that is typed", () => {
  it.each([
    ["49", "EUR", 4900],
    ["49.5", "EUR", 4950],
    ["49,50", "EUR", 4950],
    ["0.07", "EUR", 7],
    [" 1 234.56 ", "EUR", 123_456],
    ["1'234,56", "CHF", 123_456],
    ["0", "EUR", 0],
    ["4900", "JPY", 4900],
    ["1.234", "BHD", 1234],
    ["1.2", "BHD", 1200],
    // What comes out wrong by a multiplication of floats: 1.15 * 100 is 114.99999999999999.
    ["1.15", "EUR", 115],
    ["8.41", "EUR", 841],
    ["9999999999.99", "EUR", 999_999_999_999],
    ["10000000000.00", "EUR", MOST],
  ])("%s in %s is %i minor units", (text, currency, minorUnits) => {
    expect(read(text, currency)).toBe(minorUnits);
  });

  it.each([
    ["", "EUR", "Write an amount, such as 49.00."],
    ["-1", "EUR", "An amount cannot be below zero."],
    ["1e3", "EUR", "Write an amount, such as 49.00."],
    ["€5", "EUR", "Write an amount, such as 49.00."],
    [".5", "EUR", "Write an amount, such as 49.00."],
    ["1,234.56", "EUR", "Write an amount, such as 49.00."],
    ["x", "JPY", "Write an amount, such as 49."],
    ["0.005", "EUR", "EUR has 2 digits behind the point."],
    ["1.5", "JPY", "JPY has no digits behind the point."],
    ["1,234", "EUR", "Write thousands without a comma."],
    ["1,234", "BHD", "Write thousands without a comma."],
    ["10000000000.01", "EUR", "Write at most €10,000,000,000.00."],
    ["9".repeat(400), "EUR", "Write at most €10,000,000,000.00."],
  ])("%s in %s is refused", (text, currency, message) => {
    expect(read(text, currency)).toBe(message);
  });

  it("is written again as it was read, whatever the currency", () => {
    for (const currency of ["EUR", "JPY", "BHD"]) {
      for (const minorUnits of [0, 1, 9, 10, 99, 100, 101, 1005, 123_456, MOST - 1]) {
        expect(read(writeAmount(currency, minorUnits), currency)).toBe(minorUnits);
      }
    }
  });
});

describe("an amount that is shown", () => {
  it("has the digits of its currency", () => {
    expect(["EUR", "JPY", "BHD"].map(digitsOf)).toEqual([2, 0, 3]);
    expect(formatAmount("EUR", 5)).toBe("€0.05");
    expect(formatAmount("JPY", 5)).toBe("¥5");
    expect(formatAmount("BHD", 5)).toMatch(/0\.005/);
    expect(formatAmount("EUR", -5)).toBe("-€0.05");
    expect(formatAmount("EUR", 5, { sign: true })).toBe("+€0.05");
  });

  it("is exact to the cent where floats are not any more", () => {
    expect(formatAmount("EUR", 9_007_199_254_740_991)).toBe("€90,071,992,547,409.91");
    expect(() => formatAmount("EUR", 0.5)).toThrow(RangeError);
  });
});

describe("a number of units that is typed", () => {
  const units = (text: string, least = 0) => {
    const parsed = parseUnits(text, least, MOST);
    return parsed.ok ? parsed.value : parsed.message;
  };

  it.each([
    ["0", 0],
    ["100000", 100_000],
    ["100 000", 100_000],
    ["100,000", 100_000],
    ["1.000.000", 1_000_000],
    ["1000000000000", MOST],
  ])("%s is %i", (text, value) => {
    expect(units(text)).toBe(value);
  });

  it.each(["", "-1", "1.5", "1,00", "1.000,000", "1e3", "many"])("%s is none", (text) => {
    expect(units(text)).toBe("Write a whole number.");
  });

  it("has a least and a greatest", () => {
    expect(units("0", 1)).toBe("Write at least 1.");
    expect(units("1", 1)).toBe(1);
    expect(units("1000000000001")).toBe("Write at most 1,000,000,000,000.");
  });
});
