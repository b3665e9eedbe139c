import { describe, expect, it } from "vitest";
import { formatAmount } from "../../../console/src/money.ts";
import { describeAttribute, describeValue } from "../../../console/src/pages/configuration/describe-value.ts";
import { formatCsv, formatJsonLines } from "../../../console/src/pages/configurations/export-rows.ts";
import { createStarterDocument } from "../../../console/src/pages/configurators/starter-document.ts";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import { reviewDocument } from "../../../functions/domain/configurator/check-document.ts";
import type { AttributeValue } from "../../../functions/domain/configurator/document.ts";
import type { ConfigurationSummary } from "../../../sdk/src/generated/types.ts";
import { BOX_OF_EVERYTHING } from "../../support/box-product.ts";

const SAVED: ConfigurationSummary = {
  shortId: "q7Zt0LmW4cVb9XyK",
  configuratorId: "cfg_2hJ7sWv9QxTb",
  version: 3,
  values: { shade: "dome", lock: true, feet: { part: "cork", quantity: 2 } },
  price: { EUR: 18900, USD: 20900 },
  createdAt: "2026-11-22T12:00:00.000Z",
  updatedAt: "2026-11-22T12:00:00.000Z",
  metadata: { note: 'two\nlines, "quoted"' },
  customerReference: "=HYPERLINK(1)",
  revision: 1,
  savedWith: "lks_7Qm2ZfP0aBcD",
  savedFrom: null,
};

describe("the export of saved configurations", () => {
  it("has a column for each currency, attribute and name, and a row for each", () => {
    const { metadata: _, ...rest } = SAVED;
    const other = { ...rest, metadata: { campaign: "spring" }, values: { height: 5 }, customerReference: null };
    const [header, first, ...more] = formatCsv([{ ...SAVED, metadata: {} }, other]).split("\r\n");
    expect(header).toBe(
      "shortId,configuratorId,version,createdAt,updatedAt,customerReference,savedFrom,savedWith,price.EUR,price.USD,value.shade,value.lock,value.feet,value.height,metadata.campaign",
    );
    expect(first).toContain('18900,20900,dome,true,"{""part"":""cork"",""quantity"":2}",,');
    expect(more).toEqual([expect.stringMatching(/,,,,5,spring$/), ""]);
  });

  it("quotes what would break a row, and disarms what a spreadsheet would run", () => {
    const csv = formatCsv([SAVED]);
    expect(csv).toContain('"two\nlines, ""quoted"""');
    expect(csv).toContain(",'=HYPERLINK(1),");
    for (const start of ["+", "-", "@", "\t"]) {
      expect(formatCsv([{ ...SAVED, customerReference: `${start}1` }])).toContain(`,'${start}1,`);
    }
  });

  it.each([
    ["a semicolon, which separates cells in many countries", "a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0"],
    ["a semicolon and a space", "a; @SUM(1)", "a; '@SUM(1)"],
    ["a tab", "a\t+1", "a\t'+1"],
    ["the end of a line", "a\n-1", '"a\n\'-1"'],
    ["a quotation mark", 'a;"=1', '"a;""\'=1"'],
    ["spaces at the start", " =1", " '=1"],
  ])("disarms what a spreadsheet would run behind %s", (_, text, cell) => {
    expect(formatCsv([{ ...SAVED, customerReference: text }])).toContain(`,${cell},`);
  });

  it("leaves alone what is no formula", () => {
    expect(formatCsv([{ ...SAVED, customerReference: "A-1; b=2 @home" }])).toContain(",A-1; b=2 @home,");
  });

  it("is one JSON object a line for programs", () => {
    const lines = formatJsonLines([SAVED, SAVED]).split("\n");
    expect(lines.map((line) => line && JSON.parse(line))).toEqual([SAVED, SAVED, ""]);
    expect(formatJsonLines([])).toBe("");
  });
});

describe("a value in words", () => {
  const words = (id: string, value: AttributeValue) => {
    const attribute = BOX_OF_EVERYTHING.attributes.find((one) => one.id === id);
    if (attribute === undefined) throw new Error(`the box has no ${id}`);
    return describeValue(BOX_OF_EVERYTHING, attribute, value);
  };

  it.each([
    ["wood", "ash", { text: "ash" }],
    ["paint", "red", { text: "red", color: "#ff0000" }],
    ["height", 12.5, { text: "12.5" }],
    ["lock", true, { text: "Yes" }],
    ["lock", false, { text: "No" }],
    ["name", "Ada", { text: "Ada" }],
    ["name", "", { text: "Nothing written" }],
    ["feet", { part: "brass", quantity: 2 }, { text: "2 × brass" }],
  ] as const)("of %s that is %j", (id, value, described) => {
    expect(words(id, value)).toEqual(described);
  });

  it("is itself where the document does not know it", () => {
    expect(words("wood", "plastic")).toEqual({ text: "plastic" });
    expect(words("paint", 7)).toEqual({ text: "7" });
    expect(words("feet", "cork")).toEqual({ text: "cork" });
    expect(words("feet", { part: "gold", quantity: 1 })).toEqual({ text: "1 × gold" });
  });

  it("stands beside the label of its attribute", () => {
    expect(BOX_OF_EVERYTHING.attributes.map((attribute) => describeAttribute(BOX_OF_EVERYTHING, attribute))[0]).toBe(
      "Wood",
    );
  });
});

describe("an amount", () => {
  it("has the decimals of its currency", () => {
    expect(formatAmount("EUR", 18905)).toContain("189.05");
    expect(formatAmount("JPY", 18905)).toContain("18,905");
    expect([formatAmount("EUR", 100, { sign: true }), formatAmount("EUR", 0, { sign: true })]).toEqual([
      "+€1.00",
      "€0.00",
    ]);
  });
});

describe("the document that a new configurator begins with", () => {
  it("can be published as it is, without a problem or a warning", () => {
    const starter = createStarterDocument("Desk");
    expect(configuratorDocument.parse(starter)).toEqual(starter);
    expect(reviewDocument(starter)).toEqual({ problems: [], warnings: [] });
  });
});
