import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createCallerAddressReader,
  EDGE_SECRET_HEADER,
  VIEWER_ADDRESS_HEADER,
} from "../../../functions/authorizer/caller-address.ts";

const SECRET = "s".repeat(48);
const EDGE = "198.51.100.7";
const VIEWER = "203.0.113.9";
const read = createCallerAddressReader(SECRET);
const fromEdge = (viewer: string) => ({ [EDGE_SECRET_HEADER]: SECRET, [VIEWER_ADDRESS_HEADER]: viewer });

describe("the caller's address", () => {
  it("is what CloudFront says, when it shows its secret", () => {
    expect(read(fromEdge(VIEWER), EDGE)).toBe(VIEWER);
    expect(read(fromEdge("2001:db8::9"), EDGE)).toBe("2001:db8::9");
  });

  it("is the other end of the connection for whoever shows no secret or another one", () => {
    const forged = [
      undefined,
      "",
      "x",
      `${SECRET}x`,
      SECRET.slice(1),
      "x".repeat(48),
      `${SECRET},${SECRET}`,
      "é".repeat(48),
    ];
    for (const secret of forged) {
      const headers = { [EDGE_SECRET_HEADER]: secret, [VIEWER_ADDRESS_HEADER]: VIEWER };
      expect(read(headers, EDGE), String(secret)).toBe(EDGE);
    }
    expect(read(undefined, EDGE)).toBe(EDGE);
  });

  it("is never what X-Forwarded-For or CloudFront's own header name, written by a caller, says", () => {
    const headers = {
      "x-forwarded-for": VIEWER,
      forwarded: `for=${VIEWER}`,
      "x-real-ip": VIEWER,
      "cloudfront-viewer-address": `${VIEWER}:443`,
    };
    expect(read(headers, EDGE)).toBe(EDGE);
    expect(read({ ...headers, ...fromEdge("192.0.2.1") }, EDGE)).toBe("192.0.2.1");
  });

  it("is the other end of the connection when what CloudFront says is no address", () => {
    for (const viewer of ["", "unknown", "1.2.3", `${VIEWER}, ${VIEWER}`, `${VIEWER}:443`, "1.2.3.4/8"])
      expect(read(fromEdge(viewer), EDGE), viewer).toBe(EDGE);
    expect(read({ [EDGE_SECRET_HEADER]: SECRET }, EDGE)).toBe(EDGE);
  });

  it("is an IPv4 address when it comes in its IPv6 form", () => {
    expect(read(fromEdge(`::ffff:${VIEWER}`), EDGE)).toBe(VIEWER);
    expect(read(fromEdge(`::FFFF:${VIEWER}`), EDGE)).toBe(VIEWER);
    expect(read(undefined, `::ffff:${EDGE}`)).toBe(EDGE);
  });

  it("does not depend on any header of somebody who does not know the secret", () => {
    const headers = fc.record({
      [EDGE_SECRET_HEADER]: fc.option(fc.string({ maxLength: 60 }), { nil: undefined }),
      [VIEWER_ADDRESS_HEADER]: fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()),
      "x-forwarded-for": fc.ipV4(),
    });
    fc.assert(
      fc.property(headers, (written) => {
        fc.pre(written[EDGE_SECRET_HEADER] !== SECRET);
        expect(read(written, EDGE)).toBe(EDGE);
      }),
    );
  });
});
