import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Key } from "./keys.ts";

/** A DynamoDB table with keys `pk` and `sk`. The store is the only writer, so what is read has the shape that was written. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

/** A condition on the item as it is stored: attribute names written out, values by `:name`. */
export interface Condition {
  readonly expression: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

export const IS_NEW: Condition = { expression: "attribute_not_exists(pk)" };
export const EXISTS: Condition = { expression: "attribute_exists(pk)" };

/** One strongly consistent GetItem. */
export async function getItem<Item>(table: Table, key: Key): Promise<Item | undefined> {
  const { Item } = await table.client.send(
    new GetItemCommand({ TableName: table.name, Key: marshall(key), ConsistentRead: true }),
  );
  return Item === undefined ? undefined : (unmarshall(Item) as Item);
}

/** Both ends are included. */
export interface SortKeyRange {
  readonly from: string;
  readonly to: string;
}

export interface QueryOptions {
  readonly index?: { readonly name: string; readonly partitionKey: string; readonly sortKey: string };
  readonly partition: string;
  /** Of the table's own sort key. */
  readonly sortKeyPrefix?: string;
  /** Of the sort key that is read by: the index's, when there is one. Not together with a prefix. */
  readonly sortKeyRange?: SortKeyRange;
  readonly descending?: boolean;
  readonly limit: number;
  readonly startAfter?: Readonly<Record<string, string>> | undefined;
}

/** One Query page; strongly consistent on the table itself, eventually on an index. */
export async function queryPage<Item>(
  table: Table,
  { index, partition, sortKeyPrefix, sortKeyRange, descending = false, limit, startAfter }: QueryOptions,
): Promise<{ readonly items: Item[]; readonly hasMore: boolean }> {
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      ...(index === undefined ? { ConsistentRead: true } : { IndexName: index.name }),
      KeyConditionExpression: [
        "#partition = :partition",
        ...(sortKeyPrefix === undefined ? [] : ["begins_with(sk, :prefix)"]),
        ...(sortKeyRange === undefined ? [] : ["#sort BETWEEN :from AND :to"]),
      ].join(" AND "),
      ExpressionAttributeNames: {
        "#partition": index?.partitionKey ?? "pk",
        ...(sortKeyRange !== undefined && { "#sort": index?.sortKey ?? "sk" }),
      },
      ExpressionAttributeValues: marshall({
        ":partition": partition,
        ...(sortKeyPrefix !== undefined && { ":prefix": sortKeyPrefix }),
        ...(sortKeyRange !== undefined && { ":from": sortKeyRange.from, ":to": sortKeyRange.to }),
      }),
      ScanIndexForward: !descending,
      Limit: limit,
      ...(startAfter !== undefined && { ExclusiveStartKey: marshall(startAfter) }),
    }),
  );
  return { items: Items.map((item) => unmarshall(item) as Item), hasMore: LastEvaluatedKey !== undefined };
}

// The writes below are parts of a transaction: see transact.ts.

/** The key goes last into `item`: what was read from the store carries the key that it was read under. */
export function put<Item extends Key>(table: Table, item: Item, condition?: Condition): TransactWriteItem {
  return {
    Put: {
      TableName: table.name,
      Item: marshall(item, { removeUndefinedValues: true }),
      ...(condition !== undefined && {
        ConditionExpression: condition.expression,
        ...valuesOf(condition.values),
      }),
    },
  };
}

/** Sets what has a value and removes what is undefined. */
export function update(
  table: Table,
  key: Key,
  changes: Readonly<Record<string, unknown>>,
  condition: Condition,
): TransactWriteItem {
  const names = Object.keys(changes);
  const set = names.filter((name) => changes[name] !== undefined);
  const removed = names.filter((name) => changes[name] === undefined);
  const clauses = [
    set.length > 0 ? `SET ${set.map((name) => `#${name} = :set_${name}`).join(", ")}` : "",
    removed.length > 0 ? `REMOVE ${removed.map((name) => `#${name}`).join(", ")}` : "",
  ];
  return {
    Update: {
      TableName: table.name,
      Key: marshall(key),
      UpdateExpression: clauses.filter((clause) => clause !== "").join(" "),
      ConditionExpression: condition.expression,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ...valuesOf({
        ...Object.fromEntries(set.map((name) => [`:set_${name}`, changes[name]])),
        ...condition.values,
      }),
    },
  };
}

/** Adds to a counter of an item that exists, or that is as the condition says. */
export function add(
  table: Table,
  key: Key,
  attribute: string,
  amount: number,
  condition: Condition = EXISTS,
): TransactWriteItem {
  return {
    Update: {
      TableName: table.name,
      Key: marshall(key),
      UpdateExpression: `ADD #counter :amount`,
      ConditionExpression: condition.expression,
      ExpressionAttributeNames: { "#counter": attribute },
      ...valuesOf({ ":amount": amount, ...condition.values }),
    },
  };
}

/** Without a condition, it does not matter whether the item is there. */
export function remove(table: Table, key: Key, condition?: Condition): TransactWriteItem {
  return {
    Delete: {
      TableName: table.name,
      Key: marshall(key),
      ...(condition !== undefined && {
        ConditionExpression: condition.expression,
        ...valuesOf(condition.values),
      }),
    },
  };
}

/** Writes nothing: the transaction holds only if the item is as the condition says. */
export function check(table: Table, key: Key, condition: Condition): TransactWriteItem {
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: marshall(key),
      ConditionExpression: condition.expression,
      ...valuesOf(condition.values),
    },
  };
}

function valuesOf(values: Readonly<Record<string, unknown>> | undefined): {
  ExpressionAttributeValues?: Record<string, AttributeValue>;
} {
  return values === undefined || Object.keys(values).length === 0
    ? {}
    : { ExpressionAttributeValues: marshall(values, { removeUndefinedValues: true }) };
}
