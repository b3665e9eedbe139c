import { ATTRIBUTES, type Case, disable, gift, hide, rule, set, text, wide } from "./rule-cases.ts";

export const PROBLEMS: readonly Case[] = [
  {
    name: "two rules with one id",
    rules: [rule("r", gift, hide("note")), rule("r", wide, hide("logo"))],
    found: ["duplicate /rules/1/id"],
  },
  {
    name: "a test of an attribute that does not exist",
    rules: [rule("r", { any: [{ attribute: "glass", is: true }] }, hide("note"))],
    found: ["unknown_attribute /rules/0/when/any/0/attribute"],
  },
  {
    name: "a test in a group of an attribute that does not exist",
    rules: [rule("r", { all: [{ any: [{ attribute: "glass", min: 1 }] }] }, hide("note"))],
    found: ["unknown_attribute /rules/0/when/all/0/any/0/attribute"],
  },
  {
    name: "a test for a value that does not exist",
    rules: [rule("r", { all: [{ attribute: "wood", is: ["oak", "teak"] }] }, hide("note"))],
    found: ["unknown_value /rules/0/when/all/0/is"],
    says: '"Wood" is never "teak".',
  },
  {
    name: "a test that excludes a number between two steps",
    rules: [rule("r", { all: [{ attribute: "width", isNot: 12 }] }, hide("note"))],
    found: ["unknown_value /rules/0/when/all/0/isNot"],
  },
  {
    name: "a test for the words of a text",
    rules: [rule("r", { all: [{ attribute: "note", is: "Ada" }] }, hide("logo"))],
    found: ["unknown_value /rules/0/when/all/0/is"],
  },
  {
    name: "a least bound of a choice",
    rules: [rule("r", { all: [{ attribute: "wood", min: 2 }] }, hide("note"))],
    found: ["rule_bounds_not_valid /rules/0/when/all/0/min"],
    says: '"Wood" is neither a number nor a part',
  },
  {
    name: "a largest bound of a switch",
    rules: [rule("r", { all: [{ attribute: "gift", max: 2 }] }, hide("note"))],
    found: ["rule_bounds_not_valid /rules/0/when/all/0/max"],
  },
  {
    name: "bounds between which nothing lies",
    rules: [rule("r", { all: [{ attribute: "width", min: 30, max: 20 }] }, hide("note"))],
    found: ["rule_bounds_not_valid /rules/0/when/all/0/max"],
  },
  {
    name: "an action about an attribute that does not exist",
    rules: [rule("r", gift, hide("glass"))],
    found: ["unknown_attribute /rules/0/actions/0/attribute"],
  },
  {
    name: "an action about a value that does not exist",
    rules: [rule("r", gift, hide("note"), hide("wood", "oak", "teak"))],
    found: ["unknown_value /rules/0/actions/1/values/1"],
    says: '"Wood" has no value "teak".',
  },
  {
    name: "an action about values of a switch",
    rules: [rule("r", wide, hide("gift", "true"))],
    found: ["unknown_value /rules/0/actions/0/values/0"],
  },
  {
    name: "setting a value that does not exist",
    rules: [rule("r", gift, set("wood", "teak"))],
    found: ["rule_value_not_valid /rules/0/actions/0/value"],
    says: '"Wood" has no value "teak"',
  },
  {
    name: "setting a number between two steps",
    rules: [rule("r", gift, set("width", 12))],
    found: ["rule_value_not_valid /rules/0/actions/0/value"],
  },
  {
    name: "setting more pieces than there may be",
    rules: [rule("r", gift, set("leg", { part: "pin", quantity: 7 }))],
    found: ["rule_value_not_valid /rules/0/actions/0/value"],
  },
  {
    name: "setting the file of some shopper",
    rules: [rule("r", gift, set("logo", `upl_${"a".repeat(22)}`))],
    found: ["rule_value_not_valid /rules/0/actions/0/value"],
  },
  {
    name: "a rule that looks at what it decides",
    rules: [rule("r", gift, hide("gift"))],
    found: ["rules_in_circle /rules/0"],
    says: 'the rule "r" decides about "Gift" by looking at "Gift" itself',
  },
  {
    name: "two rules that wait for each other",
    rules: [
      rule("x", gift, hide("note")),
      rule("a", { all: [{ attribute: "wood", is: "oak" }] }, hide("oil", "gloss")),
      rule("b", { all: [{ attribute: "oil", is: "gloss" }] }, hide("wood", "oak")),
    ],
    found: ["rules_in_circle /rules/2"],
    says: 'Rules wait for each other, so none could come first: the rule "b" decides about "Wood" by looking at "Finish" (oil); the rule "a" decides about "Finish" (oil) by looking at "Wood". Write the dependency in one direction only.',
  },
  {
    name: "three rules in a circle and two in another",
    rules: [
      rule("a", gift, hide("note")),
      rule("b", { all: [{ attribute: "note", is: true }] }, hide("logo")),
      rule("c", { all: [{ attribute: "logo", is: true }] }, hide("gift")),
      rule("d", { all: [{ attribute: "wood", is: "oak" }] }, hide("oil")),
      rule("e", { all: [{ attribute: "oil", is: "matt" }] }, hide("wood")),
    ],
    found: ["rules_in_circle /rules/4", "rules_in_circle /rules/2"],
  },
  {
    name: "two rules that set different values",
    rules: [rule("present", gift, set("oil", "gloss")), rule("big", wide, set("oil", "matt"))],
    found: ["rules_contradict /rules/1/actions/0"],
    says: '"Finish" (oil) gets two values at once: the rule "present" sets "GLOSS", the rule "big" sets "MATT". This is so, for example, when "Gift" is on and "Width" is 30. Change their conditions so that they never hold together.',
  },
  {
    name: "two rules without conditions that set different values",
    rules: [rule("a", undefined, set("width", 10)), rule("b", undefined, set("width", 15))],
    found: ["rules_contradict /rules/1/actions/0"],
    says: "This is so in every situation.",
  },
  {
    name: "a rule that sets a value that another hides",
    rules: [rule("a", gift, hide("wood", "elm")), rule("b", wide, set("wood", "elm"))],
    found: ["rules_contradict /rules/1/actions/0"],
    says: '"Wood" gets a value that is not to be had: the rule "b" sets it to "ELM", and the rule "a" hides just that.',
  },
  {
    name: "a rule that sets a part that another disables",
    rules: [rule("a", gift, disable("leg", "bar")), rule("b", wide, set("leg", { part: "bar", quantity: 3 }))],
    found: ["rules_contradict /rules/1/actions/0"],
    says: 'the rule "b" sets it to 3 × "BAR", and the rule "a" disables just that',
  },
  {
    name: "a rule that sets what another hides",
    rules: [rule("a", gift, hide("oil")), rule("b", wide, set("oil", "gloss"))],
    found: ["rules_contradict /rules/1/actions/0"],
    says: '"Finish" (oil) is taken away and set at once',
  },
  {
    name: "rules that contradict each other only over a third",
    rules: [
      rule("a", gift, set("wood", "elm")),
      rule("b", { all: [{ attribute: "wood", is: "elm" }] }, set("oil", "gloss")),
      rule(
        "c",
        {
          all: [
            { attribute: "gift", is: true },
            { attribute: "width", max: 10 },
          ],
        },
        set("oil", "matt"),
      ),
    ],
    found: ["rules_contradict /rules/2/actions/0"],
  },
  {
    name: "an attribute of which nothing is left",
    rules: [rule("a", gift, hide("oil", "gloss")), rule("b", wide, disable("oil", "matt"))],
    found: ["nothing_to_choose /attributes/1/values"],
    says: 'Nothing is left to choose for "Finish" (oil): together, the rules "a", "b" take all of its values away. This is so, for example, when "Gift" is on and "Width" is 30.',
  },
  {
    name: "a part of which there must be some and nothing is left",
    rules: [rule("a", gift, hide("leg", "pin", "bar"))],
    found: ["nothing_to_choose /attributes/3/values"],
    says: 'the rule "a" takes all of its values away.',
  },
  ...quantities(),
  {
    name: "a model with conditions on what does not exist",
    changes: {
      media: {
        width: 1,
        height: 1,
        alt: text("A"),
        layers: [],
        model: {
          src: "/a.glb",
          variants: [{ name: "v", when: { glass: "x" } }],
          materials: [{ name: "m", color: "#ffffff", when: { wood: "teak" } }],
          nodes: [{ name: "n" }, { name: "n", when: { note: "x" } }],
        },
      },
    },
    found: [
      "unknown_attribute /media/model/variants/0/when/glass",
      "unknown_value /media/model/materials/0/when/wood",
      "unknown_value /media/model/nodes/1/when/note",
    ],
  },
];

function quantities(): readonly Case[] {
  const of = (quantity: { min: number; max: number; default: number }) => ({
    attributes: ATTRIBUTES.map((attribute) =>
      attribute.type === "part" && attribute.id === "leg" ? { ...attribute, quantity } : attribute,
    ),
  });
  return [
    {
      name: "a least quantity above the largest",
      changes: of({ min: 5, max: 4, default: 5 }),
      found: ["quantity_not_valid /attributes/3/quantity/min"],
    },
    {
      name: "a default quantity below the least",
      changes: of({ min: 2, max: 4, default: 1 }),
      found: ["quantity_not_valid /attributes/3/quantity/default"],
    },
    {
      name: "a default quantity above the largest",
      changes: of({ min: 2, max: 4, default: 5 }),
      found: ["quantity_not_valid /attributes/3/quantity/default"],
    },
    {
      name: "a part of which there never is any",
      changes: of({ min: 0, max: 0, default: 0 }),
      found: ["quantity_not_valid /attributes/3/quantity/max"],
    },
  ];
}
