import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAddressList, parseNetwork } from "../../../functions/domain/address-list.ts";

describe("an entry of a list of networks", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7/32"],
    ["203.0.113.0/24", "203.0.113.0/24"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    [" 2001:DB8::1 ", "2001:db8::1/128"],
    ["2001:db8::/32", "2001:db8::/32"],
    ["::/0", "::/0"],
    ["::ffff:203.0.113.7", "::ffff:203.0.113.7/128"],
  ])("%j is stored as %j", (text, stored) => {
    expect(parseNetwork(text)).toBe(stored);
    expect(parseNetwork(stored)).toBe(stored);
  });

  it.each([
    "",
    "/24",
    "203.0.113.0/33",
    "203.0.113.0/024",
    "203.0.113.0/-1",
    "203.0.113.0/1e1",
    "203.0.113.0/",
    "203.0.113.0/24/24",
    "203.0.113",
    "203.0.113.256",
    "0203.0.113.1",
    "2001:db8::/129",
    "2001:db8::1::2",
    "fe80::1%eth0",
    "shop.example.com",
    "203.0.113.1,203.0.113.2",
  ])("%j is none", (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });
});

const version4 = fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom(0, 10, 127, 128, 255)));
const version6 = fc.tuple(...Array.from({ length: 8 }, () => fc.constantFrom(0, 0, 1, 0x7fff, 0x8000, 0xffff)));
const address = fc.oneof(
  version4.map((bytes) => bytes.join(".")),
  version4.map((bytes) => `::ffff:${bytes.join(".")}`),
  version6.map((groups) => groups.map((group) => group.toString(16)).join(":")),
);
const network = fc
  .tuple(address, fc.integer({ min: 0, max: 128 }))
  .map(([text, prefix]) => `${text}/${text.includes(":") ? prefix : prefix % 33}`);

it("an address is in a list if, and only if, one network has the same leading bits; IPv4 is the part of IPv6 where RFC 4291 maps it", () => {
  const seen = { true: 0, false: 0 };
  fc.assert(
    fc.property(fc.array(network, { maxLength: 3 }), address, (networks, caller) => {
      const expected = networks.some((listed) => isInByModel(listed, caller));
      seen[`${expected}`] += 1;
      expect(createAddressList(networks).includes(caller)).toBe(expected);
    }),
    { numRuns: 10_000 },
  );
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(500);
});

it("what is not one address is in no list", () => {
  const everything = createAddressList(["0.0.0.0/0", "::/0"]);
  for (const text of [
    "",
    "unknown",
    "203.0.113.7:443",
    "[2001:db8::1]",
    "203.0.113.7, 203.0.113.8",
    "203.0.113.7/32",
  ]) {
    expect(everything.includes(text)).toBe(false);
  }
});

function isInByModel(listed: string, caller: string): boolean {
  const [text = "", prefix = ""] = listed.split("/");
  const bits = Number(prefix) + (text.includes(":") ? 0 : 96);
  return bitsOf(text).slice(0, bits) === bitsOf(caller).slice(0, bits);
}

/** The 128 bits of an address, as a text. */
function bitsOf(text: string): string {
  const mapped = text.includes(".") ? (text.split(":").at(-1) ?? "") : undefined;
  const hex =
    mapped === undefined
      ? text.split(":").map((group) => group.padStart(4, "0"))
      : ["0".repeat(20), "ffff", ...mapped.split(".").map((byte) => Number(byte).toString(16).padStart(2, "0"))];
  return [...hex.join("")].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0")).join("");
}
