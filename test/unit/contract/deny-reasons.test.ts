import { describe, expect, it } from "vitest";
import { DENY_REASON_HELP } from "../../../contract/deny-reasons.ts";
import { OPERATIONS } from "../../../contract/operations.ts";
import { DENY_REASONS } from "../../../functions/domain/deny-reasons.ts";

describe("the help for deny reasons", () => {
  it("covers each reason, once and no other", () => {
    expect(Object.keys(DENY_REASON_HELP)).toEqual([...DENY_REASONS]);
    expect(new Set(DENY_REASONS).size).toBe(DENY_REASONS.length);
  });

  it("says in whole sentences what happened and what to do", () => {
    for (const [reason, { message, fix }] of Object.entries(DENY_REASON_HELP)) {
      for (const text of [message, fix]) expect.soft(text, reason).toMatch(/^[A-Z*`].{10,}\.$/);
      expect.soft(`${message} ${fix}`.length, reason).toBeLessThan(360);
    }
  });

  it("gives each reason a text of its own", () => {
    const messages = Object.values(DENY_REASON_HELP).map(({ message }) => message);
    expect(new Set(messages).size).toBe(messages.length);
  });

  it("names the capabilities that exist", () => {
    const capabilities = Object.values(OPERATIONS).flatMap((operation) =>
      "capability" in operation ? operation.capability : [],
    );
    for (const capability of capabilities) expect(DENY_REASON_HELP.capability_missing.fix).toContain(capability);
  });
});
