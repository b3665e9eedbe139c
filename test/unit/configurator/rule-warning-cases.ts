import { ATTRIBUTES, type Case, disable, gift, hide, rule, set, wide } from "./rule-cases.ts";

export const ACCEPTED: readonly Case[] = [
  {
    name: "a rule that only applies with the one value that another leaves",
    rules: [
      rule("a", gift, hide("wood", "ash")),
      rule(
        "b",
        {
          all: [
            { attribute: "gift", is: true },
            { attribute: "wood", isNot: "oak" },
          ],
        },
        hide("note"),
      ),
    ],
    found: [],
  },
  { name: "no rules", found: [] },
  {
    name: "two rules that set the same value",
    rules: [rule("a", gift, set("oil", "gloss")), rule("b", wide, set("oil", "gloss"))],
    found: [],
  },
  {
    name: "two rules that set different values and never hold together",
    rules: [
      rule("a", gift, set("oil", "gloss")),
      rule(
        "b",
        {
          all: [
            { attribute: "gift", is: false },
            { attribute: "width", min: 30 },
          ],
        },
        set("oil", "matt"),
      ),
    ],
    found: [],
  },
  {
    name: "rules that never hold together because of a third",
    rules: [
      rule("a", gift, set("wood", "elm")),
      rule("b", gift, set("oil", "gloss")),
      rule("c", { all: [{ attribute: "wood", isNot: "elm" }] }, set("oil", "matt")),
    ],
    found: [],
  },
  { name: "a rule that hides and sets", rules: [rule("a", gift, hide("oil"), set("oil", "gloss"))], found: [] },
  {
    name: "setting what another rule hides to its default",
    rules: [rule("a", gift, hide("oil")), rule("b", wide, set("oil", "matt"))],
    found: [],
  },
  {
    name: "a value that is hidden, set, and shown in between",
    rules: [
      rule("a", gift, hide("oil", "gloss")),
      rule("b", wide, { type: "show", attribute: "oil", values: ["gloss"] }, set("oil", "gloss")),
    ],
    found: [],
  },
  {
    name: "all values of an attribute that is hidden itself",
    rules: [rule("a", gift, hide("oil", "matt", "gloss"), hide("oil"))],
    found: [],
  },
  {
    name: "all values of a part of which there may be none",
    rules: [rule("a", gift, hide("hook", "iron", "tin"))],
    found: [],
  },
  { name: "taking a file away", rules: [rule("a", gift, set("logo", ""))], found: [] },
  {
    name: "later rules that open what earlier ones close",
    rules: [
      rule("a", gift, hide("oil", "matt", "gloss")),
      rule("b", gift, { type: "show", attribute: "oil", values: ["matt"] }),
    ],
    found: [],
  },
];

export const WARNINGS: readonly Case[] = [
  {
    name: "a condition that contradicts itself",
    rules: [
      rule(
        "r",
        {
          all: [
            { attribute: "wood", is: "oak" },
            { attribute: "wood", is: "ash" },
          ],
        },
        hide("note"),
      ),
    ],
    found: ["rule_never_applies /rules/0"],
    says: 'The rule "r" never applies',
  },
  {
    name: "a bound that is never reached",
    rules: [rule("r", { all: [{ attribute: "width", min: 51 }] }, hide("note"))],
    found: ["rule_never_applies /rules/0"],
  },
  {
    name: "a condition that other rules rule out",
    rules: [
      rule("a", gift, set("oil", "matt")),
      rule(
        "b",
        {
          all: [
            { attribute: "gift", is: true },
            { attribute: "oil", is: "gloss" },
          ],
        },
        hide("note"),
      ),
    ],
    found: ["rule_never_applies /rules/1"],
  },
  {
    name: "a value that is always hidden",
    rules: [rule("r", undefined, hide("wood", "ash"))],
    found: ["value_unreachable /attributes/0/values/1"],
    says: 'Nobody can ever have "ASH" for "Wood"',
  },
  {
    name: "a value that one of two rules always takes",
    rules: [
      rule("a", gift, hide("wood", "ash")),
      rule("b", { all: [{ attribute: "gift", is: false }] }, disable("wood", "ash")),
    ],
    found: ["value_unreachable /attributes/0/values/1"],
  },
  {
    name: "an attribute that is always hidden",
    rules: [rule("r", undefined, hide("wood"))],
    found: ["attribute_never_free /attributes/0"],
    says: 'Nobody can ever choose "Wood"',
  },
  {
    name: "an attribute that is always set",
    rules: [
      rule("a", gift, set("note", "Hi")),
      rule("b", { all: [{ attribute: "gift", isNot: true }] }, set("note", "No")),
    ],
    found: ["attribute_never_free /attributes/6"],
  },
  {
    name: "a translation that is missing",
    changes: { locales: ["en", "de"], name: { en: "Table", de: "Tisch" } },
    found: ["translation_missing /attributes/0/label"],
    says: 'In "de", shoppers see 18 texts in "en": the label of "Wood", the label of "OAK" in "Wood"',
  },
  {
    name: "a currency that is none",
    changes: { pricing: { currencies: ["YEN"], base: { YEN: 1_000 } } },
    found: ["currency_not_known /pricing/currencies/0"],
    says: "no currency of ISO 4217",
  },
  {
    name: "a translation that another region has",
    changes: {
      locales: ["en", "de-AT", "de"],
      attributes: ATTRIBUTES.slice(5, 6).map((attribute) => ({ ...attribute, label: { en: "Gift", de: "Geschenk" } })),
      name: { en: "Table", "de-AT": "Tisch" },
      media: { width: 1, height: 1, alt: { en: "A", de: "B" }, layers: [] },
    },
    found: [],
  },
];
