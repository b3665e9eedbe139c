import { type AttributeValue, DeleteItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { type Fixture, N, S } from "./fixture.ts";

const ITEM: Record<string, AttributeValue> = {
  text: S("hello"),
  count: N(10),
  big: N("12345678901234567890123456789012345678"),
  bytes: { B: new Uint8Array([1, 2, 3]) },
  yes: { BOOL: true },
  list: { L: [S("a"), { M: { b: N(1) } }] },
  map: { M: { a: N(1), b: { L: [S("x")] } } },
  strings: { SS: ["x", "y"] },
  numbers: { NS: ["1", "2"] },
};

const VALUES: Record<string, AttributeValue> = {
  ":hello": S("hello"),
  ":he": S("he"),
  ":ll": S("ll"),
  ":z": S("z"),
  ":upper": S("Z"),
  ":a": S("a"),
  ":x": S("x"),
  ":nine": N(9),
  ":ten": N("10.0"),
  ":eleven": N(11),
  ":bigger": N("12345678901234567890123456789012345679"),
  ":one": N(1),
  ":two": N(2),
  ":three": N(3),
  ":bytes": { B: new Uint8Array([1, 2]) },
  ":yes": { BOOL: true },
  ":map": { M: { b: { L: [S("x")] }, a: N(1) } },
  ":otherMap": { M: { a: N(1) } },
  ":list": { L: [S("a"), { M: { b: N(1) } }] },
  ":inner": { M: { b: N(1) } },
  ":strings": { SS: ["y", "x"] },
  ":typeS": S("S"),
  ":typeM": S("M"),
};

/** Expression and whether it holds for ITEM. `#t` and friends stand for reserved words. */
const CASES: readonly (readonly [string, boolean])[] = [
  ["#text = :hello", true],
  ["#text <> :hello", false],
  ["#text = :ten", false],
  ["#text <> :ten", true],
  ["absent = :hello", false],
  ["absent <> :hello", true],
  ["absent < :hello", false],
  ["#count = :ten", true],
  ["#count > :nine", true],
  ["#count >= :ten", true],
  ["#count < :ten", false],
  ["#count <= :nine", false],
  ["big < :bigger", true],
  ["big = :bigger", false],
  ["#text < :z", true],
  ["#text < :upper", false],
  ["#count between :nine and :eleven", true],
  ["#count between :eleven and :eleven", false],
  ["#count between :nine and absent", false],
  ["#text between :a and :z", true],
  ["#text in (:a, :hello)", true],
  ["#text in (:a, :ten)", false],
  ["#text in (absent, :hello)", true],
  ["#text in (absent, :a)", false],
  ["absent in (:a, :hello)", false],
  ["attribute_exists(#text)", true],
  ["attribute_exists(absent)", false],
  ["attribute_not_exists(absent)", true],
  ["attribute_exists(#map.a)", true],
  ["attribute_exists(#map.absent)", false],
  ["attribute_exists(#list[1].b)", true],
  ["attribute_exists(#list[7])", false],
  ["attribute_type(#text, :typeS)", true],
  ["attribute_type(#text, :typeM)", false],
  ["attribute_type(absent, :typeS)", false],
  ["begins_with(#text, :he)", true],
  ["begins_with(#text, :ll)", false],
  ["begins_with(#bytes, :bytes)", true],
  ["begins_with(absent, :he)", false],
  ["begins_with(absent, gone)", false],
  ["contains(#text, :ll)", true],
  ["contains(strings, :x)", true],
  ["contains(strings, :z)", false],
  ["contains(numbers, :one)", true],
  ["contains(#list, :a)", true],
  ["contains(#list, :inner)", true],
  ["contains(absent, :a)", false],
  ["size(#text) > :three", true],
  ["size(#list) = :two", true],
  ["size(#map) = :two", true],
  ["size(strings) = :two", true],
  ["size(#bytes) = :three", true],
  ["size(absent) = :two", false],
  ["#map = :map", true],
  ["#map = :otherMap", false],
  ["#list = :list", true],
  ["strings = :strings", true],
  ["yes = :yes", true],
  ["#map.a = :one", true],
  ["#list[0] = :a", true],
  ["absent = gone", false],
  ["#text = :hello and #count = :ten", true],
  ["#text = :hello and #count = :nine", false],
  ["#text = :a or #count = :ten", true],
  ["not #text = :a", true],
  ["not (#text = :hello or absent = :a)", false],
  ["#text = :hello and (#count = :nine or attribute_exists(#map.b[0]))", true],
];

const NAMES = {
  "#text": "text",
  "#count": "count",
  "#bytes": "bytes",
  "#list": "list",
  "#map": "map",
};

export function describeConditions(use: () => Fixture): void {
  describe("conditions and filters", () => {
    it.each(CASES)("%s is %s", async (expression, isMet) => {
      const { client, table, newKey, put, read } = use();
      const key = newKey();
      await put({ ...key, ...ITEM });
      const names = optional("ExpressionAttributeNames", pickUsed(NAMES, expression));
      const values = pickUsed(VALUES, expression);

      const { Count } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "pk = :pk",
          FilterExpression: expression,
          ...names,
          ExpressionAttributeValues: { ...values, ":pk": key.pk },
        }),
      );
      expect(Count).toBe(isMet ? 1 : 0);

      const remove = client.send(
        new DeleteItemCommand({
          TableName: table,
          Key: key,
          ConditionExpression: expression,
          ...names,
          ...optional("ExpressionAttributeValues", values),
        }),
      );
      if (isMet) await remove;
      else await expect(remove).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
      expect((await read(key)) === undefined).toBe(isMet);
    });

    it.each([
      ["#text =", "Invalid ConditionExpression: Syntax error"],
      ["text = :hello", "reserved keyword: text"],
      ["#text = :unset", "An expression attribute value used in expression is not defined; attribute value: :unset"],
      ["attribute_exists(#unset)", "An expression attribute name used in the document path is not defined"],
      ["unknown(#text)", "Invalid function name; function: unknown"],
      ["attribute_exists(:hello)", "Operator or function requires a document path"],
    ] as const)("refuses %s", async (expression, message) => {
      const { client, table, newKey } = use();
      const refused = client.send(
        new DeleteItemCommand({
          TableName: table,
          Key: newKey(),
          ConditionExpression: expression,
          ...optional("ExpressionAttributeNames", pickUsed(NAMES, expression)),
          ...optional("ExpressionAttributeValues", pickUsed(VALUES, expression)),
        }),
      );
      await expect(refused).rejects.toMatchObject({ name: "ValidationException" });
      await expect(refused).rejects.toThrow(message);
    });

    it("refuses names and values that no expression uses", async () => {
      const { client, table, newKey } = use();
      const send = (more: object) =>
        client.send(
          new DeleteItemCommand({
            TableName: table,
            Key: newKey(),
            ConditionExpression: "attribute_exists(pk)",
            ...more,
          }),
        );
      await expect(send({ ExpressionAttributeNames: { "#spare": "spare" } })).rejects.toThrow(
        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#spare}",
      );
      await expect(send({ ExpressionAttributeValues: { ":spare": N(1) } })).rejects.toThrow(
        "Value provided in ExpressionAttributeValues unused in expressions: keys: {:spare}",
      );
      await expect(send({ ExpressionAttributeValues: {} })).rejects.toThrow(
        "ExpressionAttributeValues must not be empty",
      );
    });
  });
}

function pickUsed<Value>(all: Record<string, Value>, expression: string): Record<string, Value> {
  const used = new Set(expression.match(/[#:][A-Za-z]+/g));
  return Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
}

function optional<Value>(member: string, values: Record<string, Value>): Record<string, Record<string, Value>> {
  return Object.keys(values).length === 0 ? {} : { [member]: values };
}
