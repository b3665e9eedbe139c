import {
  type Attribute,
  type ChoiceAttribute,
  type ColorAttribute,
  type ConfiguratorDocument,
  DOCUMENT_LIMITS,
  type NumberAttribute,
  type PartAttribute,
} from "./document.ts";
import { checkMoney, type DocumentPath, type DocumentProblem, duplicatesIn } from "./document-problem.ts";
import { decimalsOf, stepsTo } from "./number-grid.ts";
import { describeRefusal } from "./parse-values.ts";
import { defaultOf, refuseValue } from "./values.ts";

/** Prices, grids, defaults and lists of values: what one attribute must be by itself. */
export function checkAttribute(
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
        ...checkMoney(attribute.pricePerStep, currencies, [...path, "pricePerStep"]),
        ...grid,
        // Where the grid is broken, no default could be right.
        ...(grid.length > 0 ? [] : checkDefault(attribute, path)),
      ];
    }
    case "color":
    case "choice":
      return [...checkValues(attribute, document, [...path, "values"]), ...checkDefault(attribute, path)];
    case "part": {
      const quantity = checkQuantity(attribute, [...path, "quantity"]);
      return [
        ...checkValues(attribute, document, [...path, "values"]),
        ...quantity,
        ...(quantity.length > 0 ? [] : checkDefault(attribute, path)),
      ];
    }
    case "file":
      return checkMoney(attribute.price, currencies, [...path, "price"]);
  }
}

function checkValues(
  attribute: ColorAttribute | ChoiceAttribute | PartAttribute,
  document: ConfiguratorDocument,
  path: DocumentPath,
): readonly DocumentProblem[] {
  return [
    ...duplicatesIn(
      attribute.values.map(({ id }) => id),
      path,
      "id",
    ),
    ...attribute.values.flatMap((value, index) =>
      checkMoney(value.price, document.pricing.currencies, [...path, index, "price"]),
    ),
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

function checkQuantity({ quantity }: PartAttribute, path: DocumentPath): readonly DocumentProblem[] {
  const problem = (field: string, message: string): readonly DocumentProblem[] => [
    { path: [...path, field], code: "quantity_not_valid", message },
  ];
  const { min, max } = quantity;
  if (max < 1) return problem("max", "At least one piece must be possible.");
  if (min > max) return problem("min", `The least quantity, ${min}, is above the largest, ${max}.`);
  if (quantity.default < min || quantity.default > max) {
    return problem("default", `The default quantity, ${quantity.default}, is not between ${min} and ${max}.`);
  }
  return [];
}

function checkDefault(attribute: Attribute, path: DocumentPath): readonly DocumentProblem[] {
  const refusal = refuseValue(attribute, defaultOf(attribute));
  if (refusal === undefined) return [];
  const message = `The default does not fit: the attribute ${describeRefusal(refusal, attribute, defaultOf(attribute))}`;
  return [{ path: [...path, "default"], code: "default_not_valid", message }];
}
