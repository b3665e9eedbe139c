import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import { signInKey } from "../../../functions/store/keys.ts";
import { createSignInReader } from "../../../functions/store/sign-ins.ts";
import { WORKSPACE_ID } from "../domain/records.ts";
import { createReadStore } from "./read-store.ts";

describe("the sign-in reader", () => {
  const record = {
    memberId: "mem_0000000000aa",
    workspaceId: WORKSPACE_ID,
    email: "ada@example.com",
    role: "owner",
    scopes: API_SCOPES,
    services: "all",
    state: "active",
  };
  const member = { ...signInKey("subject-ada", WORKSPACE_ID), ...record };

  it("asks for the member that a subject is in one workspace, strongly consistent", async () => {
    const { client, requests } = createReadStore(marshall(member));
    expect(await createSignInReader(client, "directory")("subject-ada", WORKSPACE_ID)).toEqual(record);
    expect(requests).toEqual([
      {
        TableName: "directory",
        Key: { pk: { S: "SUBJECT#subject-ada" }, sk: { S: `WS#${WORKSPACE_ID}` } },
        ConsistentRead: true,
      },
    ]);
  });

  it.each(["memberId", "workspaceId", "email", "role", "state"])(
    "takes an item without %s for a fault",
    async (name) => {
      const { [name]: _gone, ...item } = marshall(member);
      await expect(
        createSignInReader(createReadStore(item).client, "directory")("subject-ada", WORKSPACE_ID),
      ).rejects.toThrow(TypeError);
    },
  );

  it("takes an unknown state or role for a fault", async () => {
    for (const changes of [{ state: "invited" }, { role: "root" }]) {
      const { client } = createReadStore(marshall({ ...member, ...changes }));
      await expect(createSignInReader(client, "directory")("subject-ada", WORKSPACE_ID)).rejects.toThrow(TypeError);
    }
  });

  it("knows nobody where there is no item", async () => {
    expect(
      await createSignInReader(createReadStore().client, "directory")("subject-eve", WORKSPACE_ID),
    ).toBeUndefined();
  });
});
