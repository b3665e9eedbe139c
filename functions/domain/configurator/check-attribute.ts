import {
  type Attribute,
  type ChoiceAttribute,
  type ColorAttribute,
  type ConfiguratorDocument,
  DOCUMENT_LIMITS,
  type NumberAttribute,
} from "./document.ts";
import {
  checkLocalizedText,
  checkMoney,
  type DocumentPath,
  type DocumentProblem,
  duplicatesIn,
} from "./document-problem.ts";
import { decimalsOf, stepsTo } from "./number-grid.ts";
import { describeRefusal, refuseValue } from "./values.ts";

export function checkAttribute(
  attribute: Attribute,
  document: ConfiguratorDocument,
  path: DocumentPath,
): readonly DocumentProblem[] {
  return [
    ...checkLocalizedText(attribute.label, document.locales, [...path, "label"]),
    ...checkLocalizedText(attribute.help, document.locales, [...path, "help"]),
    ...checkOwnParts(attribute, document, path),
  ];
}

function checkOwnParts(
  attribute: Attribute,
  document: ConfiguratorDocument,
  path: DocumentPath,
): readonly DocumentProblem[] {
  const { currencies } = document.pricing;
  switch (attribute.type) {
    case "text":
    case "boolean":
      return [...checkMoney(attribute.price, currencies, [...path, "price"]), ...checkDefault(attribute, path)];
    case "number": {
      const grid = checkGrid(attribute, path);
      return [
        ...checkLocalizedText(attribute.unit, document.locales, [...path, "unit"]),
        ...checkMoney(attribute.pricePerStep, currencies, [...path, "pricePerStep"]),
        ...grid,
        // Where the grid is broken, no default could be right.
        ...(grid.length > 0 ? [] : checkDefault(attribute, path)),
      ];
    }
    case "color":
    case "choice":
      return [...checkValues(attribute, document, [...path, "values"]), ...checkDefault(attribute, path)];
  }
}

function checkValues(
  attribute: ColorAttribute | ChoiceAttribute,
  document: ConfiguratorDocument,
  path: DocumentPath,
): readonly DocumentProblem[] {
  return [
    ...duplicatesIn(
      attribute.values.map(({ id }) => id),
      path,
      "id",
    ),
    ...attribute.values.flatMap((value, index) => [
      ...checkLocalizedText(value.label, document.locales, [...path, index, "label"]),
      ...checkMoney(value.price, document.pricing.currencies, [...path, index, "price"]),
    ]),
  ];
}

function checkGrid(attribute: NumberAttribute, path: DocumentPath): readonly DocumentProblem[] {
  const problem = (field: string, message: string): readonly DocumentProblem[] => [
    { path: [...path, field], code: "number_grid_not_valid", message },
  ];
  const { min, max, step } = attribute;
  if (step <= 0) return problem("step", "The step must be greater than zero.");
  if (min >= max) return problem("max", "The maximum must be greater than the minimum.");
  if (decimalsOf(attribute) === undefined) {
    return problem("step", `Minimum and step have at most ${DOCUMENT_LIMITS.numberDecimals} decimals.`);
  }
  const steps = stepsTo(attribute, max);
  if (steps === undefined) return problem("max", `${max} cannot be reached from ${min} in steps of ${step}.`);
  if (steps > DOCUMENT_LIMITS.stepsPerNumber) {
    return problem("step", `From ${min} to ${max} are ${steps} steps; at most ${DOCUMENT_LIMITS.stepsPerNumber}.`);
  }
  return [];
}

function checkDefault(attribute: Attribute, path: DocumentPath): readonly DocumentProblem[] {
  const refusal = refuseValue(attribute, attribute.default);
  if (refusal === undefined) return [];
  const message = `The default does not fit: the attribute ${describeRefusal(refusal, attribute, attribute.default)}`;
  return [{ path: [...path, "default"], code: "default_not_valid", message }];
}
