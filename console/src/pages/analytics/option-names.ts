import type { Attribute, ConfiguratorDocument } from "../../../../functions/domain/configurator/document.ts";
import { describeAttribute, describeValue } from "../configuration/describe-value.ts";

/** What shoppers see in place of the ids that events report. */
export interface OptionNames {
  readonly attribute: (id: string) => string;
  /** @param value as it was reported */
  readonly value: (attributeId: string, value: string) => string;
  /** @param combination `attribute=value&attribute=value` */
  readonly combination: (combination: string) => string;
}

/** @param document undefined: every id stays as it is */
export function createOptionNames(document: ConfiguratorDocument | undefined): OptionNames {
  const find = (id: string) => document?.attributes.find((attribute) => attribute.id === id);
  const names: Pick<OptionNames, "attribute" | "value"> = {
    attribute(id) {
      const attribute = find(id);
      return document === undefined || attribute === undefined ? id : describeAttribute(document, attribute);
    },
    value(attributeId, value) {
      const attribute = find(attributeId);
      return document === undefined || attribute === undefined ? value : describeReported(document, attribute, value);
    },
  };
  return {
    ...names,
    combination: (combination) =>
      combination
        .split("&")
        .map((pair) => {
          const at = pair.indexOf("=");
          if (at < 0) return pair;
          const id = pair.slice(0, at);
          return `${names.attribute(id)}: ${names.value(id, pair.slice(at + 1))}`;
        })
        .join(", "),
  };
}

/** Of a part its id is reported, and of what shoppers write or send only whether there is something. */
function describeReported(document: ConfiguratorDocument, attribute: Attribute, value: string): string {
  switch (attribute.type) {
    case "boolean":
      return describeValue(document, attribute, value === "true").text;
    case "text":
    case "file":
      return value === "true" ? "Filled in" : "Left empty";
    case "part":
      return describeValue(document, { ...attribute, type: "choice", default: value }, value).text;
    case "number":
    case "choice":
    case "color":
      return describeValue(document, attribute, value).text;
  }
}
