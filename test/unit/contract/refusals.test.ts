import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ERRORS } from "../../../contract/errors.ts";
import { DENY_REASONS } from "../../../functions/domain/deny-reasons.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const sources = globSync("functions/**/*.ts", { cwd: root })
  .filter((file) => !file.endsWith("deny-reasons.ts"))
  .map((file) => readFileSync(`${root}/${file}`, "utf8"))
  .join("\n");

/** Codes that stand nowhere as they are, and why. */
const EXPLAINED: Readonly<Record<string, string>> = {
  token_disabled: "put together from the token's status",
  token_expired: "put together from the token's status",
  too_many_requests: "the gateway's own 429, before any function runs",
};

describe("every refusal in the tables", () => {
  it.each([...new Set([...Object.keys(ERRORS), ...DENY_REASONS])])("is given somewhere in functions/: %s", (code) => {
    // Exactly one of the two: an explanation that is no longer needed goes.
    expect(sources.includes(`"${code}"`)).toBe(EXPLAINED[code] === undefined);
  });
});
