import { describe, expect, it } from "vitest";
import { createReceiverRules } from "../../../functions/domain/receiver-address.ts";

const PUBLIC = [
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.0",
];
const MORE_PUBLIC = [
  "169.253.255.255",
  "169.255.0.0",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "192.169.0.0",
];
const LAST_PUBLIC = ["198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::", "2606:4700::1111", "2a00::1"];

/** Both ends of each range that is not the public internet. */
const SPECIAL = [
  ["this network", "0.0.0.0", "0.255.255.255"],
  ["private", "10.0.0.0", "10.255.255.255"],
  ["carrier-grade NAT", "100.64.0.0", "100.127.255.255"],
  ["loopback", "127.0.0.0", "127.255.255.255"],
  ["link-local", "169.254.0.0", "169.254.255.255"],
  ["metadata service", "169.254.169.254", "fd00:ec2::254"],
  ["private", "172.16.0.0", "172.31.255.255"],
  ["protocol assignments", "192.0.0.0", "192.0.0.255"],
  ["documentation", "192.0.2.0", "192.0.2.255"],
  ["6to4 relays", "192.88.99.0", "192.88.99.255"],
  ["private", "192.168.0.0", "192.168.255.255"],
  ["benchmarks", "198.18.0.0", "198.19.255.255"],
  ["documentation", "198.51.100.0", "198.51.100.255"],
  ["documentation", "203.0.113.0", "203.0.113.255"],
  ["multicast", "224.0.0.0", "239.255.255.255"],
  ["reserved", "240.0.0.0", "255.255.255.255"],
  ["unspecified and loopback", "::", "::1"],
  ["mapped IPv4", "::ffff:127.0.0.1", "::ffff:8.8.8.8"],
  ["mapped IPv4, in hexadecimal", "::ffff:7f00:1", "::ffff:808:808"],
  ["compatible IPv4", "::7f00:1", "::8.8.8.8"],
  ["translated IPv4", "64:ff9b::7f00:1", "64:ff9b:1::1"],
  ["discard", "100::", "100::ffff:ffff:ffff:ffff"],
  ["Teredo and other protocols", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["documentation", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["6to4", "2002::", "2002:7f00:1::1"],
  ["documentation", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["segment routing", "5f00::", "5f00::1"],
  ["unique local", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["link-local", "fe80::1", "febf::1"],
  ["link-local with a zone", "fe80::1%eth0", "fe80::1%1"],
  ["multicast", "ff00::", "ff02::1"],
] as const;

describe("without networks of the deployer's", () => {
  const rules = createReceiverRules([]);

  it.each([...PUBLIC, ...MORE_PUBLIC, ...LAST_PUBLIC])("permits the public %s, and only with TLS", (address) => {
    expect(rules.permits(address, "https:")).toBe(true);
    expect(rules.permits(address, "http:")).toBe(false);
  });

  it.each(SPECIAL)("refuses %s: %s to %s", (_, first, last) => {
    for (const address of [first, last]) {
      expect(rules.permits(address, "https:")).toBe(false);
      expect(rules.permits(address, "http:")).toBe(false);
    }
  });

  it.each(["", "localhost", "127.1", "0x7f.1", "2130706433", "8.8.8.8 ", "[::1]", "8.8.8.8/32"])(
    "refuses %j, which is no address written out",
    (address) => {
      expect(rules.permits(address, "https:")).toBe(false);
    },
  );

  it("allows no plain text at all", () => {
    expect(rules.allowsPlainText).toBe(false);
  });
});

describe("with networks of the deployer's", () => {
  const rules = createReceiverRules(["10.20.0.0/16", "::1/128"]);

  it("permits their addresses, also without TLS, and their neighbors not", () => {
    for (const protocol of ["http:", "https:"] as const) {
      expect(rules.permits("10.20.0.0", protocol)).toBe(true);
      expect(rules.permits("10.20.255.255", protocol)).toBe(true);
      expect(rules.permits("::1", protocol)).toBe(true);
      expect(rules.permits("10.19.255.255", protocol)).toBe(false);
      expect(rules.permits("10.21.0.0", protocol)).toBe(false);
      expect(rules.permits("127.0.0.1", protocol)).toBe(false);
      expect(rules.permits("::ffff:10.20.0.1", protocol)).toBe(false);
    }
    expect(rules.allowsPlainText).toBe(true);
  });

  it("does not permit plain text to the public internet", () => {
    expect(rules.permits("8.8.8.8", "http:")).toBe(false);
    expect(rules.permits("8.8.8.8", "https:")).toBe(true);
  });
});
