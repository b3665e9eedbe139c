import { describe, expect, it } from "vitest";
import { formatThumbnail, parseThumbnail, THUMBNAIL_BYTES_MAX } from "../../../functions/domain/thumbnail.ts";

const STARTS = {
  "image/png": Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
  "image/jpeg": Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  "image/webp": Buffer.from("RIFF\x1a\0\0\0WEBPVP8L", "latin1"),
} as const;
const TYPES = Object.keys(STARTS) as (keyof typeof STARTS)[];
const picture = (type: keyof typeof STARTS, bytes = 32) => Buffer.concat([STARTS[type], Buffer.alloc(bytes)], bytes);
const urlOf = (type: string, bytes: Buffer) => `data:${type};base64,${bytes.toString("base64")}`;

describe("a thumbnail", () => {
  it.each(TYPES)("is a data URL of %s, and comes back as it was", (type) => {
    const url = urlOf(type, picture(type));
    const thumbnail = parseThumbnail(url);
    expect(thumbnail).toEqual({ type, bytes: picture(type) });
    expect(thumbnail && formatThumbnail(thumbnail)).toBe(url);
  });

  it.each(TYPES)("has at most 64 KiB: %s", (type) => {
    expect(parseThumbnail(urlOf(type, picture(type, THUMBNAIL_BYTES_MAX)))?.bytes.length).toBe(65_536);
    expect(parseThumbnail(urlOf(type, picture(type, THUMBNAIL_BYTES_MAX + 1)))).toBeUndefined();
  });

  it.each(TYPES.flatMap((type) => TYPES.filter((other) => other !== type).map((other) => [type, other] as const)))(
    "is what its bytes say: not %s with the bytes of %s",
    (type, other) => {
      expect(parseThumbnail(urlOf(type, picture(other)))).toBeUndefined();
    },
  );

  it.each([
    ["nothing", ""],
    ["no bytes", "data:image/png;base64,"],
    ["an SVG", urlOf("image/svg+xml", Buffer.from("<svg onload='alert(1)'/>"))],
    ["an SVG under another name", urlOf("image/png", Buffer.from("<svg onload='alert(1)'/>"))],
    ["a PDF", urlOf("application/pdf", Buffer.from("%PDF-1.7\n"))],
    ["a GIF", urlOf("image/gif", Buffer.from("GIF89a"))],
    ["no base64", "data:image/png,%89PNG"],
    ["another address", "https://example.com/picture.png"],
    ["a parameter", urlOf("image/png;charset=x", picture("image/png"))],
    ["space before it", ` ${urlOf("image/png", picture("image/png"))}`],
    ["space behind it", `${urlOf("image/png", picture("image/png"))}\n`],
    ["base64 that is not canonical", `${urlOf("image/png", picture("image/png")).slice(0, -2)}B=`],
    ["base64 of the URL alphabet", urlOf("image/png", picture("image/png")).replaceAll("/", "_")],
  ])("is not %s", (_, url) => {
    expect(parseThumbnail(url)).toBeUndefined();
  });
});
