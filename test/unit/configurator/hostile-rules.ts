import type {
  Attribute,
  ConfiguratorDocument,
  Rule,
  RuleAction,
  RuleCondition,
  RuleTest,
} from "../../../functions/domain/configurator/document.ts";
import { documentWith, hide, rule, set, text } from "./rule-cases.ts";

interface HostileDocument {
  readonly name: string;
  readonly document: ConfiguratorDocument;
}

/** Documents that a schema lets through and that nobody could try to the end. */
export function createHostileDocuments(): readonly HostileDocument[] {
  return [
    { name: "many set actions on one attribute", document: manySets() },
    { name: "many set actions in every rule", document: manySetsInEveryRule() },
    { name: "one rule with many actions and large groups", document: largeGroups() },
    { name: "parts with many quantities and many bounds", document: manyQuantities() },
    { name: "lists of many values that are tested", document: manyAccepted() },
    { name: "a long chain", document: longChain() },
    { name: "a long chain that remembers everything", document: denseChain() },
    { name: "many contradictions with long labels", document: longMessages() },
    { name: "as many rules, tests and actions as fit", document: everythingAtOnce() },
  ];
}

const list = <Entry>(length: number, create: (index: number) => Entry): readonly Entry[] =>
  Array.from({ length }, (_, index) => create(index));
const switches = (count: number, label = "x"): readonly Attribute[] =>
  list(count, (index) => ({ type: "boolean", id: `s${index}`, label: text(label), default: false }));
const choice = (id: string, values: number): Attribute => ({
  type: "choice",
  id,
  label: text("x"),
  values: list(values, (index) => ({ id: `v${index}`, label: text("x") })),
  default: "v0",
});
const part = (id: string, values: number): Attribute => ({
  ...choice(id, values),
  type: "part",
  default: "v0",
  values: list(values, (index) => ({ id: `v${index}`, label: text("x") })),
  quantity: { min: 0, max: 10_000, default: 1 },
});
const isOn = (index: number): RuleTest => ({ attribute: `s${index}`, is: true });
const build = (attributes: readonly Attribute[], rules: readonly Rule[]) => documentWith(rules, { attributes });

function manySets(): ConfiguratorDocument {
  const rules = list(200, (index) => rule(`r${index}`, { all: [isOn(index)] }, set("target", `v${index}`)));
  return build([...switches(200), choice("target", 200)], rules);
}

function manySetsInEveryRule(): ConfiguratorDocument {
  const rules = list(80, (index) =>
    rule(`r${index}`, { any: list(10, (at) => isOn((index + at) % 80)) }, ...list(50, (at) => set("target", `v${at}`))),
  );
  return build([...switches(80), choice("target", 200)], rules);
}

function largeGroups(): ConfiguratorDocument {
  const groups = list(5, (group) => ({ any: list(10, (at) => isOn(10 * group + at)) }));
  const actions: readonly RuleAction[] = list(50, (index) => hide("target", `v${index}`));
  const rules = list(20, (index) => rule(`r${index}`, { all: [...groups.slice(index % 5), isOn(index)] }, ...actions));
  return build([...switches(50), choice("target", 60)], rules);
}

function manyQuantities(): ConfiguratorDocument {
  const rules = list(100, (index) =>
    rule(
      `r${index}`,
      { any: list(50, (at) => ({ attribute: "many", min: 1 + 2 * (50 * index + at) })) },
      hide("target", "v1"),
    ),
  );
  return build([part("many", 200), choice("target", 3)], rules);
}

function manyAccepted(): ConfiguratorDocument {
  const rules = list(38, (index) =>
    rule(
      `r${index}`,
      {
        all: list(4, (at) => ({
          attribute: `c${(index + at) % 20}`,
          isNot: list(150, (value) => `v${(value + 7 * index + at) % 160}`),
        })),
      },
      hide("target", "v1"),
      set("target", `v${index % 3}`),
    ),
  );
  return build([...list(20, (index) => choice(`c${index}`, 160)), choice("target", 3)], rules);
}

/** Every switch after the first is decided by those before it. */
function longChain(): ConfiguratorDocument {
  const rules = list(499, (index) =>
    rule(
      `r${index}`,
      { any: [isOn(index), isOn(Math.max(0, index - 9)), isOn(Math.max(0, index - 13))] },
      hide(`s${index + 1}`),
    ),
  );
  return build(switches(500), rules);
}

function denseChain(): ConfiguratorDocument {
  const tests = (index: number) => list(Math.min(50, index), (at) => isOn(Math.floor((index * at) / 50)));
  const rules = list(110, (index) =>
    rule(`r${index}`, { any: tests(4 * index + 4) }, ...list(4, (at) => hide(`s${4 * index + 4 + at}`))),
  );
  return build(switches(450), rules);
}

function longMessages(): ConfiguratorDocument {
  const label = "A label as long as labels may be. ".repeat(3);
  const condition = (index: number): RuleCondition => ({ any: list(50, (at) => isOn((index + 7 * at) % 300)) });
  const rules = list(60, (index) => rule(`r${index}`, condition(index), set("target", `v${index % 50}`)));
  return build([...switches(300, label), choice("target", 50)], rules);
}

/** All rules look at all attributes of a first half, and decide about all of a second. */
function everythingAtOnce(): ConfiguratorDocument {
  const rules = list(58, (index) =>
    rule(
      `r${index}`,
      { any: list(50, (at) => ({ attribute: `s${(50 * index + at) % 400}`, isNot: false })) },
      ...list(50, (at) => (at % 2 === 0 ? hide(`s${400 + at}`) : set(`s${400 + at}`, index % 2 === 0))),
    ),
  );
  return build(switches(450), rules);
}
