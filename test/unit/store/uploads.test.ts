import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { uploadKey } from "../../../functions/store/keys.ts";
import { transact } from "../../../functions/store/transact.ts";
import { claimUploads, markChecked, putUpload, readUpload } from "../../../functions/store/uploads.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const WORKSPACE = "ws_000000000001";
const CONFIGURATOR = "cfg_000000000001";
const FILE = { attributeId: "logo", uploadId: "upl_0000000000000000000001" };

let catalogue: TestDirectory;
beforeAll(async () => {
  catalogue = await startDirectory();
  const upload = {
    id: FILE.uploadId,
    configuratorId: CONFIGURATOR,
    attributeId: FILE.attributeId,
    contentType: "image/png",
    bytes: 1,
    name: "logo.png",
    createdAt: new Date(NOW).toISOString(),
    createdWith: "tok_1",
  } as const;
  await transact(catalogue.client, [putUpload(catalogue, WORKSPACE, upload, NOW)]);
  await transact(catalogue.client, [markChecked(catalogue, WORKSPACE, FILE.uploadId, NOW)]);
});
afterAll(() => catalogue.stop());

const claim = async (shortId: string) => {
  const use = { workspaceId: WORKSPACE, configuratorId: CONFIGURATOR, shortId };
  return (await transact(catalogue.client, claimUploads(catalogue, use, [FILE], NOW))).written;
};
/** Others save the same file, in one stroke. */
const addSaves = (shortIds: readonly string[]) =>
  transact(catalogue.client, [
    {
      Update: {
        TableName: catalogue.name,
        Key: marshall(uploadKey(WORKSPACE, FILE.uploadId)),
        UpdateExpression: "ADD savedIn :saves",
        ExpressionAttributeValues: marshall({ ":saves": new Set(shortIds) }),
      },
    },
  ]);

describe("a file that others have saved as often as it may be", () => {
  it("stays usable in the configurations that it is part of, and gets into no other", async () => {
    expect(await claim("owner")).toBe(true);
    await addSaves(Array.from({ length: 998 }, (_, index) => `other${index}`));
    expect(await claim("last")).toBe(true);
    expect(await claim("oneTooMany")).toBe(false);
    expect(await claim("owner")).toBe(true);
    const { savedIn } = (await readUpload(catalogue, WORKSPACE, FILE.uploadId, NOW)) ?? {};
    expect([savedIn?.size, savedIn?.has("owner"), savedIn?.has("oneTooMany")]).toEqual([1000, true, false]);
  });
});
