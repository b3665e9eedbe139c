import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILE_TYPES } from "../../../functions/domain/configurator/document.ts";
import { detectFileType, FILE_START_BYTES } from "../../../functions/domain/file-type.ts";

const STARTS = {
  "image/png": "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
  "image/jpeg": "\xff\xd8\xff\xe0\0\x10JFIF",
  "image/webp": "RIFF\x24\0\0\0WEBPVP8 ",
  "application/pdf": "%PDF-1.7\n%\xe2\xe3",
} as const satisfies Record<(typeof FILE_TYPES)[number], string>;
const detect = (text: string) => detectFileType(Buffer.from(text, "latin1"));

describe("the type of a file", () => {
  it.each(Object.entries(STARTS))("%s is told by its first bytes", (type, start) => {
    expect(detect(start)).toBe(type);
    expect(detect(start + "x".repeat(100))).toBe(type);
  });

  it.each(["VP8L", "VP8X"])("WebP may be %s", (form) => {
    expect(detect(`RIFF\xff\xff\xff\xffWEBP${form}`)).toBe("image/webp");
  });

  it.each([
    ["nothing", ""],
    ["a page", "<!doctype html><html>"],
    ["a drawing with scripts", '<svg xmlns="http://www.w3.org/2000/svg">'],
    ["a GIF", "GIF89a\x01\0"],
    ["a program", "MZ\x90\0"],
    ["a sound in the container of WebP", "RIFF\x24\0\0\0WAVEfmt "],
    ["a PDF after something else", "\n%PDF-1.7"],
    ["the start of a PNG with changed line ends", "\x89PNG\n\x1a\n"],
    ["the word of a PNG alone", "PNG\r\n\x1a\n"],
  ])("is none of the four for %s", (_, start) => {
    expect(detect(start)).toBeUndefined();
  });

  it("needs its signature whole: cut off anywhere it is none", () => {
    const lengths = { "image/png": 8, "image/jpeg": 3, "image/webp": 16, "application/pdf": 8 };
    for (const type of FILE_TYPES) {
      for (let length = 0; length < lengths[type]; length++) {
        expect([type, length, detect(STARTS[type].slice(0, length))]).toEqual([type, length, undefined]);
      }
    }
  });

  it("depends on the first bytes only, and on nothing for most of them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 40 }), (bytes) => {
        expect(detectFileType(bytes)).toBe(detectFileType(bytes.subarray(0, FILE_START_BYTES)));
      }),
    );
  });
});
