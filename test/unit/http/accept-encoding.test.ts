import { expect, it } from "vitest";
import { acceptsBrotli } from "../../../functions/http/accept-encoding.ts";

it.each([
  ["br", true],
  ["br,gzip", true],
  ["gzip, deflate, br, zstd", true],
  ["gzip;q=1.0, BR ; q=0.5", true],
  ["gzip, br;q=0", false],
  ["br;q=0.000", false],
  ["gzip", false],
  ["brotli", false],
  ["*", false],
  ["", false],
  [undefined, false],
])("Accept-Encoding %j accepts brotli: %s", (header, isAccepted) => {
  expect(acceptsBrotli(header)).toBe(isAccepted);
});
