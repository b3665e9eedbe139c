import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILE_TYPES } from "../../../functions/domain/configurator/document.ts";
import { cleanFileName, formatAttachment } from "../../../functions/domain/file-name.ts";

describe("the name of a file", () => {
  it.each([
    ["logo.png", "logo.png"],
    ["My logo (2).PNG", "My logo (2).png"],
    ["Müller & Söhne.png", "Müller _ Söhne.png"],
    ["标志.png", "标志.png"],
    ["../../etc/passwd", "passwd.png"],
    ["C:\\Users\\ada\\logo.png", "logo.png"],
    ["logo.exe", "logo.exe.png"],
    ["logo.png.html", "logo.png.html.png"],
    ["ol\u202egnp.exe", "ol_gnp.exe.png"],
    ["a\r\nSet-Cookie: x.png", "a__Set-Cookie_ x.png"],
    ['a"b;c.png', "a_b_c.png"],
    [".htaccess", "htaccess.png"],
    ["=cmd().png", "cmd().png"],
    ["-rf.png", "rf.png"],
    ["con.png", "filecon.png"],
    ["COM1", "fileCOM1.png"],
    ["...", "file.png"],
    ["a. .", "a.png"],
    ["  .png", "file.png"],
    ["", "file.png"],
    [undefined, "file.png"],
  ])("%j becomes %j", (name, clean) => {
    expect(cleanFileName(name, "image/png")).toBe(clean);
  });

  it("keeps either extension of a JPEG", () => {
    expect(["a.jpg", "a.jpeg", "a.JPEG", "a"].map((name) => cleanFileName(name, "image/jpeg"))).toEqual([
      "a.jpg",
      "a.jpeg",
      "a.jpeg",
      "a.jpg",
    ]);
  });

  it("is safe for file systems and headers, short, and the same when cleaned again, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), fc.constantFrom(...FILE_TYPES), (name, type) => {
        const clean = cleanFileName(name, type);
        expect(clean).toMatch(/^[\p{L}\p{N}(][\p{L}\p{M}\p{N} ._()+,=@-]*\.(png|jpe?g|webp|pdf)$/u);
        expect(clean).not.toMatch(/[/\\\p{C}"<>|?*:;]/u);
        expect([...clean].length).toBeLessThanOrEqual(90);
        expect(cleanFileName(clean, type)).toBe(clean);
      }),
    );
  });
});

describe("the header of a download", () => {
  it("says attachment and the name, in ASCII and in full", () => {
    expect(formatAttachment("logo.png")).toBe(`attachment; filename="logo.png"; filename*=UTF-8''logo.png`);
    expect(formatAttachment("Söhne (2).png")).toBe(
      `attachment; filename="S_hne (2).png"; filename*=UTF-8''S%C3%B6hne%20%282%29.png`,
    );
  });

  it("is one line of printable ASCII with one name in quotes, whatever the name was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (name) => {
        expect(formatAttachment(cleanFileName(name, "application/pdf"))).toMatch(
          /^attachment; filename="[^"\\]*"; filename\*=UTF-8''[A-Za-z0-9%._~!-]+$/,
        );
        expect(formatAttachment(cleanFileName(name, "application/pdf"))).toMatch(/^[ -~]+$/);
      }),
    );
  });
});
