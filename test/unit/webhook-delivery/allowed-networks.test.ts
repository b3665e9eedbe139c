import { expect, it } from "vitest";
import { readReceiverRules } from "../../../functions/webhook-delivery/allowed-networks.ts";

it("allows nothing beyond the public internet when the setting is none", () => {
  const rules = readReceiverRules("none");
  expect(rules.allowsPlainText).toBe(false);
  expect(rules.permits("127.0.0.1", "https:")).toBe(false);
});

it("allows each of several networks", () => {
  const rules = readReceiverRules("127.0.0.0/8,::1/128");
  expect(rules.permits("127.0.0.1", "http:")).toBe(true);
  expect(rules.permits("::1", "http:")).toBe(true);
  expect(rules.permits("10.0.0.1", "http:")).toBe(false);
});

it.each(["", "everything", "10.0.0.0/8,", "10.0.0.0/33", "none,10.0.0.0/8", "*"])(
  "does not guess what %j could mean",
  (setting) => {
    expect(() => readReceiverRules(setting)).toThrow("WEBHOOK_ALLOWED_NETWORKS");
  },
);
