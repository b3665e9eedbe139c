import { acceptedValues } from "./conditions.ts";
import type { Attribute, ConditionValue, ConfiguratorDocument, LayerCondition } from "./document.ts";
import type { DocumentPath, DocumentProblem } from "./document-problem.ts";
import { nameOf } from "./names.ts";
import { planOf } from "./plan.ts";
import { refuseValue } from "./values.ts";

/** Every condition of a layer, or of a part of the model, names an attribute, and values that it can have. */
export function checkMedia(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const { layers, model = { variants: [], materials: [], nodes: [] } } = document.media;
  const lists = [
    { path: ["media", "layers"], entries: layers },
    ...(["variants", "materials", "nodes"] as const).map((kind) => ({
      path: ["media", "model", kind],
      entries: model[kind] ?? [],
    })),
  ];
  return lists.flatMap(({ path, entries }) =>
    entries.flatMap(({ when = {} }, index) =>
      Object.entries(when).flatMap(([id, condition]) =>
        checkCondition(document, id, condition, [...path, index, "when", id]),
      ),
    ),
  );
}

/** What is wrong with asking whether an attribute has one of some values. */
export function checkCondition(
  document: ConfiguratorDocument,
  id: string,
  condition: LayerCondition,
  path: DocumentPath,
): readonly DocumentProblem[] {
  const attribute = planOf(document).attributes.get(id);
  if (attribute === undefined) return [unknownAttribute(id, path)];
  return acceptedValues(condition)
    .filter((value) => !isPossible(attribute, value))
    .map((value) => ({
      path,
      code: "unknown_value",
      message: `${nameOf(document, attribute)} is never ${JSON.stringify(value)}.`,
    }));
}

export function unknownAttribute(id: string, path: DocumentPath): DocumentProblem {
  return { path, code: "unknown_attribute", message: `There is no attribute "${id}".` };
}

function isPossible(attribute: Attribute, value: ConditionValue): boolean {
  switch (attribute.type) {
    case "text":
    case "file":
      return typeof value === "boolean";
    case "part":
      return attribute.values.some(({ id }) => id === value);
    default:
      return refuseValue(attribute, value) === undefined;
  }
}
