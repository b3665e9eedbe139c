import { isDeepStrictEqual } from "node:util";
import db, {
  type AttributeMap,
  type AttributeValue,
  type DocumentPath,
  type ExpressionNode,
  type ExpressionOperand,
} from "dynalite/db/index.js";

/**
 * Whether `item` satisfies a condition or filter that dynalite parsed; `item` is undefined when there is none.
 * dynalite's own evaluation is not used: it throws on operands that are missing from the item, and knows no equality
 * of maps and lists.
 */
export function isConditionMet(condition: ExpressionNode, item: AttributeMap | undefined): boolean {
  return holds(condition, item ?? {});
}

function holds(operand: ExpressionOperand | undefined, item: AttributeMap): boolean {
  if (operand === undefined || !isNode(operand)) return false;
  const { type, args } = operand;
  switch (type) {
    case "and":
      return args.every((arg) => holds(arg, item));
    case "or":
      return args.some((arg) => holds(arg, item));
    case "not":
      return !holds(args[0], item);
    case "function":
      return holdsFunction(operand, item);
    default: {
      const [first, ...others] = args.map((arg) => resolve(arg, item));
      return holdsComparison(type, first, others);
    }
  }
}

type Resolved = AttributeValue | undefined;

function holdsComparison(type: string, value: Resolved, [first, second, ...more]: readonly Resolved[]): boolean {
  switch (type) {
    case "=":
      return isEqual(value, first);
    case "<>":
      return !isEqual(value, first);
    case "<":
      return isOrdered(value, first, (order) => order < 0);
    case "<=":
      return isOrdered(value, first, (order) => order <= 0);
    case ">":
      return isOrdered(value, first, (order) => order > 0);
    case ">=":
      return isOrdered(value, first, (order) => order >= 0);
    case "between":
      return isOrdered(value, first, (order) => order >= 0) && isOrdered(value, second, (order) => order <= 0);
    case "in":
      return [first, second, ...more].some((candidate) => isEqual(value, candidate));
    default:
      throw new Error(`Unknown comparison in an expression: ${type}`);
  }
}

function holdsFunction({ name, args }: ExpressionNode, item: AttributeMap): boolean {
  const [value, operand] = args.map((arg) => resolve(arg, item));
  switch (name) {
    case "attribute_exists":
      return value !== undefined;
    case "attribute_not_exists":
      return value === undefined;
    case "attribute_type":
      return value !== undefined && typeOf(value) === operand?.S;
    case "begins_with":
      return beginsWith(value, operand);
    case "contains":
      return contains(value, operand);
    default:
      throw new Error(`Unknown function in an expression: ${name}`);
  }
}

function resolve(operand: ExpressionOperand, item: AttributeMap): Resolved {
  if (Array.isArray(operand)) return resolvePath(operand, item);
  if (!isNode(operand)) return operand;
  // The parser lets no other function stand where a value is wanted.
  const size = sizeOf(operand.args[0] === undefined ? undefined : resolve(operand.args[0], item));
  return size === undefined ? undefined : { N: String(size) };
}

function resolvePath(path: DocumentPath, item: AttributeMap): Resolved {
  let value: Resolved = { M: item };
  for (const step of path) {
    if (typeof step === "number") value = value?.L?.[step];
    else value = value?.M !== undefined && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
  }
  return value;
}

function sizeOf(value: Resolved): number | undefined {
  if (value?.S !== undefined) return value.S.length;
  if (value?.B !== undefined) return bytesOf(value.B).length;
  if (value?.M !== undefined) return Object.keys(value.M).length;
  return (value?.L ?? value?.SS ?? value?.NS ?? value?.BS)?.length;
}

function isEqual(left: Resolved, right: Resolved): boolean {
  if (left === undefined || right === undefined || typeOf(left) !== typeOf(right)) return false;
  if (left.N !== undefined) return compareNumbers(left, right) === 0;
  if (left.L !== undefined) return isEqualList(left.L, right.L ?? []);
  if (left.M !== undefined) return isEqualMap(left.M, right.M ?? {});
  const set = left.SS ?? left.NS ?? left.BS;
  if (set !== undefined) {
    return isDeepStrictEqual([...set].sort(), [...(right.SS ?? right.NS ?? right.BS ?? [])].sort());
  }
  return isDeepStrictEqual({ ...left }, { ...right });
}

function isEqualList(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  return left.length === right.length && left.every((value, index) => isEqual(value, right[index]));
}

function isEqualMap(left: AttributeMap, right: AttributeMap): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isEqual(left[name], right[name]))
  );
}

/** False unless both are present, of one type, and of a type that has an order. */
function isOrdered(left: Resolved, right: Resolved, accepts: (order: number) => boolean): boolean {
  if (left === undefined || right === undefined) return false;
  if (left.S !== undefined && right.S !== undefined) {
    return accepts(Buffer.compare(Buffer.from(left.S), Buffer.from(right.S)));
  }
  if (left.B !== undefined && right.B !== undefined) return accepts(Buffer.compare(bytesOf(left.B), bytesOf(right.B)));
  if (left.N !== undefined && right.N !== undefined) return accepts(compareNumbers(left, right));
  return false;
}

/** dynalite compares decimals of 38 digits exactly; it is only safe to ask for two numbers. */
function compareNumbers(left: AttributeValue, right: AttributeValue): number {
  if (db.compare("<", left, right)) return -1;
  return db.compare(">", left, right) ? 1 : 0;
}

function beginsWith(value: Resolved, prefix: Resolved): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (value?.B === undefined || prefix?.B === undefined) return false;
  const start = bytesOf(prefix.B);
  return bytesOf(value.B).subarray(0, start.length).equals(start);
}

function contains(value: Resolved, operand: Resolved): boolean {
  if (value === undefined || operand === undefined) return false;
  if (value.S !== undefined) return operand.S !== undefined && value.S.includes(operand.S);
  if (value.B !== undefined) return operand.B !== undefined && bytesOf(value.B).includes(bytesOf(operand.B));
  const members =
    value.L ??
    value.SS?.map((S): AttributeValue => ({ S })) ??
    value.NS?.map((N): AttributeValue => ({ N })) ??
    value.BS?.map((B): AttributeValue => ({ B }));
  return members?.some((member) => isEqual(member, operand)) ?? false;
}

function typeOf(value: AttributeValue): string | undefined {
  return Object.keys(value)[0];
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, "base64");
}

function isNode(operand: ExpressionOperand): operand is ExpressionNode {
  return !Array.isArray(operand) && "args" in operand;
}
