import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitText, isPrintable } from "../../../functions/domain/configurator/text.ts";

describe("fitText", () => {
  it("always gives a text that the attribute accepts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 12 }), (typed, maxLength) => {
        const fitted = fitText({ maxLength }, typed);
        expect(fitted.length).toBeLessThanOrEqual(maxLength);
        expect(isPrintable(fitted)).toBe(true);
        expect(fitText({ maxLength }, fitted)).toBe(fitted);
      }),
    );
  });

  it("does not cut a letter in half", () => {
    expect(fitText({ maxLength: 3 }, "a🙂🙂")).toBe("a🙂");
    expect(fitText({ maxLength: 2 }, "a🙂🙂")).toBe("a");
  });

  it("leaves out what cannot be printed", () => {
    expect(fitText({ maxLength: 10 }, "a\r\nb\u0000c\ud83d")).toBe("abc");
  });
});
