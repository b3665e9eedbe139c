import type {
  AttributeMap,
  AttributeValue,
  DocumentPath,
  ExpressionOperand,
  ParsedCondition,
  ParsedProjection,
  ParsedUpdate,
  StoredTable,
} from "dynalite/db/index.js";
import { validationError } from "./api-error.ts";

/** Top-level attribute names that the parts of a request name, each once. */
export function namesOf(parts: {
  readonly keys?: AttributeMap;
  readonly condition?: ParsedCondition | undefined;
  readonly filter?: ParsedCondition | undefined;
  readonly keyCondition?: ParsedCondition | undefined;
  readonly projection?: ParsedProjection | undefined;
  readonly update?: ParsedUpdate | undefined;
}): readonly string[] {
  const names = new Set<string>(Object.keys(parts.keys ?? {}));
  for (const condition of [parts.condition, parts.filter, parts.keyCondition]) {
    for (const name of Object.keys(condition?.pathHeads ?? {})) names.add(name);
  }
  for (const path of parts.projection?.paths ?? []) addHead(names, path);
  for (const section of parts.update?.sections ?? []) {
    addHead(names, section.path);
    if (section.val !== undefined) addOperand(names, section.val);
  }
  return [...names];
}

function addHead(names: Set<string>, path: DocumentPath | string): void {
  names.add(String(Array.isArray(path) ? path[0] : path));
}

function addOperand(names: Set<string>, operand: ExpressionOperand): void {
  if (Array.isArray(operand)) addHead(names, operand);
  else if ("args" in operand) for (const argument of operand.args) addOperand(names, argument);
}

/** The partition key's value as text, as IAM compares it. Throws ValidationException when `item` does not hold it. */
export function leadingKey(item: AttributeMap, table: StoredTable): string {
  const name = table.KeySchema[0]?.AttributeName;
  const value = name === undefined ? undefined : item[name];
  return keyText(value);
}

/** A key attribute's value as text: strings as they are, numbers in decimal, binary in base64. */
export function keyText(value: AttributeValue | undefined): string {
  const text = value?.S ?? value?.N ?? value?.B;
  if (text === undefined) throw validationError("The provided key element does not match the schema");
  return text;
}
