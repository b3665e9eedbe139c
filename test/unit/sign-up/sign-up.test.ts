import type { PreSignUpTriggerEvent } from "aws-lambda";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSignUp, SIGN_UP_REFUSED } from "../../../functions/sign-up/sign-up.ts";
import { putMember, removeMember, type StoredMember, updateMember } from "../../../functions/store/members.ts";
import { transact } from "../../../functions/store/transact.ts";
import { NOON } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

const AT = new Date(NOON).toISOString();
let directory: TestDirectory;
let count = 0;
let email: string;
let logged: [string, object][];
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());
beforeEach(() => {
  count += 1;
  email = `ada-${count}@example.com`;
  logged = [];
});

/** Invites the address until noon, unless the changes say otherwise. */
async function invite(changes: Partial<StoredMember> = {}): Promise<StoredMember> {
  count += 1;
  const member: StoredMember = {
    memberId: "mem_000000000001",
    workspaceId: `ws_${String(count).padStart(12, "0")}`,
    email,
    state: "invited",
    invitationExpiresAt: AT,
    role: "viewer",
    scopes: [],
    services: [],
    tokenCount: 0,
    createdAt: AT,
    createdBy: "mem_000000000002",
    updatedAt: AT,
    revision: 1,
    ...changes,
  };
  await transact(directory.client, [...putMember(directory, member)]);
  return member;
}

/** What Cognito sends, in parts. */
function event(userAttributes: Readonly<Record<string, string>> = { email }, triggerSource = "PreSignUp_SignUp") {
  const response = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
  return { version: "1", triggerSource, userPoolId: "pool", userName: "name", request: { userAttributes }, response };
}

/** What the function answers a millisecond before the invitations of the test end. */
function ask(
  asked: object = event(),
  { nowEpochMs = NOON - 1, from = directory as Pick<TestDirectory, "client" | "name"> } = {},
) {
  const log = (message: unknown, ...more: unknown[]) => void logged.push([String(message), Object(more[0])]);
  const handle = createSignUp({ directory: from, logger: { info: log, error: log }, now: () => nowEpochMs });
  return handle(asked as PreSignUpTriggerEvent);
}

async function expectRefusal(answer: Promise<unknown>, reason: string): Promise<void> {
  await expect(answer).rejects.toThrow(new Error(SIGN_UP_REFUSED));
  expect(logged.at(-1)).toEqual(["sign-up refused", { reason }]);
}

describe("whoever registers", () => {
  it("may, with an address that a workspace has invited, until the instant at which that ends", async () => {
    await invite();
    expect(await ask()).toEqual(event());
    await expectRefusal(ask(event(), { nowEpochMs: NOON }), "not_invited");
  });

  it("may as the first owner, whose invitation has no end", async () => {
    await invite({ role: "owner", invitationExpiresAt: undefined });
    expect(await ask(event(), { nowEpochMs: NOON + 1e12 })).toEqual(event());
  });

  it("may with one open invitation beside those that have ended", async () => {
    for (let hours = 3; hours >= 0; hours--) {
      await invite({ invitationExpiresAt: new Date(NOON - hours * 3_600_000).toISOString() });
    }
    expect(await ask()).toEqual(event());
  });

  it("may spell the address as they like", async () => {
    await invite();
    const shouting = event({ email: email.toUpperCase() });
    expect(await ask(shouting)).toEqual(shouting);
  });

  it("may not when nobody has invited them, nor when the invitation was taken back or is accepted", async () => {
    await expectRefusal(ask(), "not_invited");
    await transact(directory.client, [...removeMember(directory, await invite())]);
    await expectRefusal(ask(), "not_invited");
    const changes = { state: "active", subject: "subject", invitationExpiresAt: undefined } as const;
    const writes = [...updateMember(directory, await invite(), changes)];
    // What finds the sign-in is not made: only what is known by the address matters here.
    await transact(directory.client, writes);
    await expectRefusal(ask(), "not_invited");
  });

  it.each([
    ["no address", {}],
    ["an empty one", { email: "" }],
    ["one with white space", { email: " ada@example.com" }],
    ["no mail address", { email: "ada" }],
    ["one that would be another in lower case", { email: "mi\u212aa@example.com" }],
    ["one that is too long", { email: `${"a".repeat(250)}@example.com` }],
  ])("may not with %s, and no store is asked", async (_, attributes) => {
    await invite({ email: "mika@example.com" });
    directory.forget();
    await expectRefusal(ask(event(attributes)), "address");
    expect(directory.count()).toBe(0);
  });

  it("is believed by the address that Cognito will verify, not by what they say beside it", async () => {
    await invite();
    const { request, ...rest } = event({ email: "eve@example.com", email_verified: "true" });
    const said = { validationData: { email }, clientMetadata: { email } };
    await expectRefusal(ask({ ...rest, userName: email, request: { ...request, ...said } }), "not_invited");
  });

  it("is never confirmed, nor is an address verified, whatever the event said", async () => {
    await invite();
    const eager = { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: true };
    expect(await ask({ ...event(), response: eager })).toEqual(event());
  });

  it("may not when the store cannot be asked, and is told nothing else", async () => {
    await invite();
    await expectRefusal(ask(event(), { from: { client: directory.client, name: "missing" } }), "fault");
    expect(logged).toHaveLength(2);
    expect(logged[0]).toEqual([
      "invitations could not be read",
      expect.objectContaining({ errorName: "ResourceNotFoundException" }),
    ]);
  });

  it("leaves no address in the log", async () => {
    await expectRefusal(ask(), "not_invited");
    await expectRefusal(ask(event(), { from: { client: directory.client, name: "missing" } }), "fault");
    expect(JSON.stringify(logged)).not.toContain("ada-");
  });
});

describe("whoever comes in another way", () => {
  it("may when the AWS account adds them, and no store is asked", async () => {
    directory.forget();
    const added = event({ email, email_verified: "true" }, "PreSignUp_AdminCreateUser");
    expect(await ask(added)).toEqual(added);
    expect(directory.count()).toBe(0);
  });

  it.each(["PreSignUp_ExternalProvider", "PreSignUp_Other", "", "PostConfirmation_ConfirmSignUp"])(
    "may not by %j, invited or not",
    async (triggerSource) => {
      await invite();
      await expectRefusal(ask(event({ email }, triggerSource)), "source");
    },
  );
});
