import type { Attribute, ConditionValue, ConfiguratorDocument } from "./document.ts";
import type { DocumentProblem } from "./document-problem.ts";
import { acceptedValues } from "./layers.ts";
import { refuseValue } from "./values.ts";

/** Every condition of a layer names an attribute, and values that it can have. */
export function checkLayers(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const attributes = new Map(document.attributes.map((attribute) => [attribute.id, attribute]));
  return document.media.layers.flatMap((layer, index) =>
    Object.entries(layer.when ?? {}).flatMap(([id, condition]): readonly DocumentProblem[] => {
      const path = ["media", "layers", index, "when", id];
      const attribute = attributes.get(id);
      if (!attribute) {
        return [{ path, code: "unknown_attribute", message: `There is no attribute "${id}".` }];
      }
      return acceptedValues(condition)
        .filter((value) => !isPossible(attribute, value))
        .map((value) => ({
          path,
          code: "unknown_value",
          message: `Attribute "${id}" is never ${JSON.stringify(value)}.`,
        }));
    }),
  );
}

function isPossible(attribute: Attribute, value: ConditionValue): boolean {
  return attribute.type === "text" ? typeof value === "boolean" : refuseValue(attribute, value) === undefined;
}
