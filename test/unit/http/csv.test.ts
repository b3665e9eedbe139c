import { describe, expect, it } from "vitest";
import { formatCsv } from "../../../functions/http/csv.ts";

describe("comma-separated values", () => {
  it("are a line of names and a line for each row, each ended by carriage return and line feed", () => {
    expect(
      formatCsv(
        ["date", "load"],
        [
          ["2026-11-22", 3],
          ["2026-11-23", null],
        ],
      ),
    ).toBe("date,load\r\n2026-11-22,3\r\n2026-11-23,\r\n");
  });

  it.each([
    ["a comma", "a,b", '"a,b"'],
    ["a quotation mark", 'a "b"', '"a ""b"""'],
    ["a line end", "a\nb", '"a\nb"'],
    ["nothing special", "a b", "a b"],
  ])("hold a text with %s in quotation marks where it needs them", (_what, text, cell) => {
    expect(formatCsv(["text"], [[text]])).toBe(`text\r\n${cell}\r\n`);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])("hold %j as a text and no formula", (text) => {
    const [, line = ""] = formatCsv(["text"], [[text]]).split(/(?<=^text\r\n)/);
    expect(line.replace(/^"/, "").startsWith(`'${text}`)).toBe(true);
  });

  it("hold negative numbers as numbers", () => {
    expect(formatCsv(["amount"], [[-5]])).toBe("amount\r\n-5\r\n");
  });
});
