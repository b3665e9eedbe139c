import { randomUUID } from "node:crypto";
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { createContractTable, type Fixture } from "./fixture.ts";

export function describeTables(use: () => Fixture): void {
  describe("tables", () => {
    it("describes a table as it was created", async () => {
      const { client, table } = use();
      const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
      expect(Table).toMatchObject({
        TableName: table,
        TableStatus: "ACTIVE",
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
        GlobalSecondaryIndexes: [{ IndexName: "byOwner", IndexStatus: "ACTIVE" }],
        TableArn: expect.stringContaining(`:table/${table}`),
      });
    });

    it("lists tables and pages through them", async () => {
      const { client, table } = use();
      const other = `contract-${randomUUID()}`;
      await createContractTable(client, other);
      const seen: string[] = [];
      let start: string | undefined;
      do {
        const page = await client.send(
          new ListTablesCommand({ Limit: 1, ...(start && { ExclusiveStartTableName: start }) }),
        );
        seen.push(...(page.TableNames ?? []));
        start = page.LastEvaluatedTableName;
      } while (start !== undefined);
      expect(seen).toEqual(expect.arrayContaining([table, other]));
      expect(new Set(seen).size).toBe(seen.length);
    });

    it("refuses a second table of the same name", async () => {
      const { client, table } = use();
      await expect(createContractTable(client, table)).rejects.toMatchObject({ name: "ResourceInUseException" });
    });

    it("refuses a key without definition", async () => {
      const { client } = use();
      const request = new CreateTableCommand({
        TableName: `contract-${randomUUID()}`,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "other", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      });
      await expect(client.send(request)).rejects.toMatchObject({ name: "ValidationException" });
    });

    it("deletes a table with its items and index entries", async () => {
      const { client, newKey } = use();
      const name = `contract-${randomUUID()}`;
      const key = newKey();
      await createContractTable(client, name);
      await client.send(new PutItemCommand({ TableName: name, Item: key }));
      await client.send(new DeleteTableCommand({ TableName: name }));
      const read = () => client.send(new GetItemCommand({ TableName: name, Key: key }));
      await expect(read()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
      await createContractTable(client, name);
      expect((await read()).Item).toBeUndefined();
    });

    it("turns TTL on and off, and refuses to turn it on twice", async () => {
      const { client } = use();
      const name = `contract-${randomUUID()}`;
      await createContractTable(client, name);
      const update = (Enabled: boolean, AttributeName = "ttl") =>
        client.send(
          new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { Enabled, AttributeName } }),
        );
      const describeTtl = async () =>
        (await client.send(new DescribeTimeToLiveCommand({ TableName: name }))).TimeToLiveDescription;
      expect(await describeTtl()).toEqual({ TimeToLiveStatus: "DISABLED" });
      await expect(update(false)).rejects.toThrow("TimeToLive is already disabled");
      expect((await update(true)).TimeToLiveSpecification).toEqual({ Enabled: true, AttributeName: "ttl" });
      expect(await describeTtl()).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "ttl" });
      await expect(update(true)).rejects.toThrow("TimeToLive is already enabled");
      await expect(update(true, "other")).rejects.toThrow(
        "TimeToLive is active on a different AttributeName: current AttributeName is ttl",
      );
      await update(false);
      expect(await describeTtl()).toEqual({ TimeToLiveStatus: "DISABLED" });
    });
  });
}
