import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tokenKey } from "../../../functions/store/keys.ts";
import { createLastUsedWriter } from "../../../functions/store/last-used.ts";
import { getItem } from "../../../functions/store/table.ts";
import { putToken } from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import { createCredential, NOON, SHOP } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";
import { createStoredToken } from "./stored-tokens.ts";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());

it("the last use is written when there was none, and again after an hour and not a millisecond before", async () => {
  const { id, write, stored } = await issue(1);
  await write({ tokenId: id, atEpochMs: NOON, from: { origin: SHOP }, secret: "current" });
  expect(await stored()).toMatchObject({ lastUsedAt: "2026-11-22T12:00:00.000Z", lastUsedOrigin: SHOP });
  await write({ tokenId: id, atEpochMs: NOON + 3_599_999, from: { origin: SHOP }, secret: "current" });
  expect(await stored()).toMatchObject({ lastUsedAt: "2026-11-22T12:00:00.000Z" });
  await write({ tokenId: id, atEpochMs: NOON + 3_600_000, from: { origin: SHOP }, secret: "current" });
  expect(await stored()).toMatchObject({ lastUsedAt: "2026-11-22T13:00:00.000Z" });
});

it("of the previous secret it is written again after a minute and not a millisecond before", async () => {
  const { id, write, stored } = await issue(7);
  const use = { tokenId: id, from: { origin: SHOP }, secret: "previous" } as const;
  for (const [at, written] of [
    [0, "12:00"],
    [59_999, "12:00"],
    [60_000, "12:01"],
  ] as const) {
    await write({ ...use, atEpochMs: NOON + at });
    const instant = `2026-11-22T${written}:00.000Z`;
    expect(await stored()).toMatchObject({ lastUsedAt: instant, previousLastUsedAt: instant });
  }
});

it("the origin and the address take each other's place", async () => {
  const { id, write, stored } = await issue(2);
  await write({ tokenId: id, atEpochMs: NOON, from: { origin: SHOP }, secret: "current" });
  await write({ tokenId: id, atEpochMs: NOON + 3_600_000, from: { ip: "203.0.113.7" }, secret: "current" });
  expect(await stored()).toMatchObject({ lastUsedIp: "203.0.113.7" });
  expect(await stored()).not.toHaveProperty("lastUsedOrigin");
  await write({ tokenId: id, atEpochMs: NOON + 7_200_000, from: { origin: SHOP }, secret: "current" });
  expect(await stored()).toMatchObject({ lastUsedOrigin: SHOP });
  expect(await stored()).not.toHaveProperty("lastUsedIp");
});

it("of 20 containers that write at once, one does", async () => {
  const { id, write } = await issue(3);
  directory.forget();
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      write({ tokenId: id, atEpochMs: NOON + index, from: { ip: "203.0.113.7" }, secret: "current" }),
    ),
  );
  expect(directory.requests.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
});

it("nothing else of the token changes, and an edit meanwhile is not lost", async () => {
  const { id, write, stored, token } = await issue(4);
  const edit = { TableName: directory.name, Key: marshall(tokenKey(id)), UpdateExpression: "SET label = :label" };
  await directory.client.send(
    new UpdateItemCommand({ ...edit, ExpressionAttributeValues: { ":label": { S: "edited" } } }),
  );
  await write({ tokenId: id, atEpochMs: NOON, from: { origin: SHOP }, secret: "current" });
  expect(await stored()).toMatchObject({ ...token, label: "edited" });
});

it("a token that was purged meanwhile does not come back", async () => {
  const gone = createCredential("public", 5);
  await createLastUsedWriter(
    directory.client,
    directory.name,
  )({ tokenId: gone.id, atEpochMs: NOON, from: { origin: SHOP }, secret: "current" });
  expect(await getItem(directory, tokenKey(gone.id))).toBeUndefined();
});

it("a fault of the store is thrown", async () => {
  const { id } = await issue(6);
  const write = createLastUsedWriter(directory.client, "no-such-table");
  await expect(write({ tokenId: id, atEpochMs: NOON, from: { origin: SHOP }, secret: "current" })).rejects.toThrow();
});

async function issue(seed: number) {
  const { id, ...rest } = createCredential("public", seed);
  const token = createStoredToken({ id, ...rest });
  await transact(directory.client, [putToken(directory, token)]);
  return {
    id,
    token,
    write: createLastUsedWriter(directory.client, directory.name),
    stored: () => getItem<Record<string, unknown>>(directory, tokenKey(id)),
  };
}
