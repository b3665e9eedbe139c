import { checkCondition, unknownAttribute } from "./check-conditions.ts";
import type { ConfiguratorDocument, RuleAction, RuleCondition, RuleTest } from "./document.ts";
import { type DocumentPath, type DocumentProblem, duplicatesIn } from "./document-problem.ts";
import { nameOf } from "./names.ts";
import { describeRefusal } from "./parse-values.ts";
import { entriesOf, planOf } from "./plan.ts";
import { refuseValue } from "./values.ts";

/** Every rule has an id of its own, and tests and does only what its attributes can. */
export function checkRules(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const rules = document.rules ?? [];
  return [
    ...duplicatesIn(
      rules.map(({ id }) => id),
      ["rules"],
      "id",
    ),
    ...rules.flatMap(({ when, actions }, index) => [
      ...(when === undefined ? [] : checkTests(document, when, ["rules", index, "when"])),
      ...actions.flatMap((action, at) => checkAction(document, action, ["rules", index, "actions", at])),
    ]),
  ];
}

function checkTests(
  document: ConfiguratorDocument,
  condition: RuleCondition,
  path: DocumentPath,
): readonly DocumentProblem[] {
  const entries: readonly (RuleTest | RuleCondition)[] = entriesOf(condition);
  return entries.flatMap((entry, index) => {
    const place = [...path, "all" in condition ? "all" : "any", index];
    return "attribute" in entry ? checkTest(document, entry, place) : checkTests(document, entry, place);
  });
}

function checkTest(document: ConfiguratorDocument, test: RuleTest, path: DocumentPath): readonly DocumentProblem[] {
  const attribute = planOf(document).attributes.get(test.attribute);
  if (attribute === undefined) return [unknownAttribute(test.attribute, [...path, "attribute"])];
  if ("is" in test) return checkCondition(document, test.attribute, test.is, [...path, "is"]);
  if ("isNot" in test) return checkCondition(document, test.attribute, test.isNot, [...path, "isNot"]);
  const problem = (field: string, message: string): readonly DocumentProblem[] => [
    { path: [...path, field], code: "rule_bounds_not_valid", message },
  ];
  const { min, max } = test;
  if (attribute.type !== "number" && attribute.type !== "part") {
    const message = `${nameOf(document, attribute)} is neither a number nor a part, so it has no least and no most.`;
    return problem(min === undefined ? "max" : "min", message);
  }
  if (min !== undefined && max !== undefined && min > max) {
    return problem("max", `Nothing lies between ${min} and ${max}: the larger bound belongs into "max".`);
  }
  return [];
}

function checkAction(
  document: ConfiguratorDocument,
  action: RuleAction,
  path: DocumentPath,
): readonly DocumentProblem[] {
  const attribute = planOf(document).attributes.get(action.attribute);
  if (attribute === undefined) return [unknownAttribute(action.attribute, [...path, "attribute"])];
  const name = nameOf(document, attribute);
  if (action.type === "set") {
    const problem = (message: string): readonly DocumentProblem[] => [
      { path: [...path, "value"], code: "rule_value_not_valid", message },
    ];
    const refusal = refuseValue(attribute, action.value);
    if (refusal !== undefined) {
      return problem(`The rule sets what does not fit: ${name} ${describeRefusal(refusal, attribute, action.value)}`);
    }
    // An upload belongs to the shopper who made it, so no document can name one.
    if (attribute.type === "file" && action.value !== "") {
      return problem(`${name} is a file: a rule can take it away by setting "", but not give one.`);
    }
    return [];
  }
  const known = new Set("values" in attribute ? attribute.values.map(({ id }) => id) : []);
  return (action.values ?? []).flatMap((id, index): readonly DocumentProblem[] => {
    if (known.has(id)) return [];
    return [{ path: [...path, "values", index], code: "unknown_value", message: `${name} has no value "${id}".` }];
  });
}
