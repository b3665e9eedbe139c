import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editStoredMember } from "../../support/edit-stored-token.ts";
import { feature } from "../../support/features.ts";
import { accept, createPerson } from "../../support/people.ts";
import { askToRegister } from "../../support/sign-up.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
beforeAll(async () => {
  test = await startTestPlatform();
});
afterAll(() => test.close());

const LET_THROUGH = { response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false } };
const ask = (...asked: [email: string, source?: Parameters<typeof askToRegister>[2]]) =>
  askToRegister(test.platform, ...asked);
const refusalOf = async (email: string): Promise<string> =>
  ask(email).then(
    () => "let through",
    (error) => String(error),
  );

describe(feature(35), () => {
  it("with a user pool, who is invited may register, in any spelling, and is nobody before their address is proven", async () => {
    const person = createPerson();
    await test.owner.members.invite({ email: person.email, role: "viewer" });
    expect(await ask(person.email)).toMatchObject(LET_THROUGH);
    expect(await ask(person.email.toUpperCase())).toMatchObject(LET_THROUGH);
    await expect(accept(test, person, false)).rejects.toMatchObject({ code: "invitation_not_found" });
    await accept(test, person);
  });

  it("nobody else may register, and all are told the same: unknown, ended, taken back, accepted, malformed", async () => {
    const [ended, removed, joined] = [createPerson("ended"), createPerson("removed"), createPerson("joined")];
    const invite = ({ email }: { readonly email: string }) => test.owner.members.invite({ email, role: "viewer" });
    const { id: endedId } = await invite(ended);
    await editStoredMember(test, endedId, { invitationExpiresAt: new Date(Date.now() - 1).toISOString() });
    await test.owner.members.remove((await invite(removed)).id);
    await invite(joined);
    await accept(test, joined);
    const emails = [createPerson().email, ended.email, removed.email, joined.email, "nobody", " ", "a@b\n@c"];
    const told = new Set<string>();
    for (const email of emails) told.add(await refusalOf(email));
    expect([...told]).toEqual([expect.stringContaining("No open invitation was found for this address")]);
    // What is given anew counts anew.
    await test.owner.members.renewInvitation(endedId);
    expect(await ask(ended.email)).toMatchObject(LET_THROUGH);
  });

  it("who is added with rights in the AWS account needs no invitation; another identity provider brings nobody", async () => {
    const person = createPerson();
    expect(await ask(person.email, "PreSignUp_AdminCreateUser")).toMatchObject(LET_THROUGH);
    await test.owner.members.invite({ email: person.email, role: "viewer" });
    await expect(ask(person.email, "PreSignUp_ExternalProvider")).rejects.toThrow("No open invitation");
  });

  it("what asks about them reads invitations and members, and writes nothing", () => {
    const statements = test.platform.store.usage().filter(({ roleName }) => /SignUp/.test(roleName));
    expect(statements.map(({ sid }) => sid).sort()).toEqual(["GetItemDirectory", "QueryDirectory", "WriteLogs"]);
    expect(test.platform.store.refusals()).toEqual([]);
  });
});
