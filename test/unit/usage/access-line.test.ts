import { describe, expect, it } from "vitest";
import { parseAccessLine } from "../../../functions/domain/usage/access-line.ts";
import { LINE } from "./lines.ts";

const parse = (change: Readonly<Record<string, unknown>> = {}) =>
  parseAccessLine(JSON.stringify({ ...LINE, ...change }));

describe("a line of the access log", () => {
  it("says which token was used for what, and when", () => {
    expect(parse()).toEqual({
      workspaceId: "ws_4fK2mZq81LpA",
      tokenId: "lks_7Qm2ZfP0aBcD",
      routeKey: "GET /v1/tokens",
      status: 200,
      receivedAtEpochMs: 1_795_435_200_000,
    });
  });

  it.each([
    ["nobody", { tokenId: "-", workspaceId: "-" }],
    ["somebody in the console", { tokenId: "mem_0000000000aa" }],
    ["what is no token id", { tokenId: "lks_short" }],
    ["no member of that name", { tokenId: undefined }],
  ])("about %s is not metered", (_what, change) => {
    expect(parse(change)).toBeUndefined();
  });

  it.each([
    ["not JSON", "not JSON"],
    ["cut off", JSON.stringify(LINE).slice(0, -5)],
    ["a text", '"text"'],
    ["null", "null"],
    ["without a workspace", JSON.stringify({ ...LINE, workspaceId: "-" })],
    ["with another partition's key in the workspace", JSON.stringify({ ...LINE, workspaceId: "ws_4fK2mZq81LpA#X" })],
    ["without a status", JSON.stringify({ ...LINE, status: "-" })],
    ["without a time", JSON.stringify({ ...LINE, requestTime: "-" })],
    ["of 1970", JSON.stringify({ ...LINE, requestTime: "" })],
  ])("that is %s is malformed", (_what, text) => {
    expect(parseAccessLine(text)).toBe("malformed");
  });
});
