import { createHash, randomBytes } from "node:crypto";
import { API_FAMILIES } from "../functions/domain/rights.ts";
import { createClient } from "../sdk/src/index.ts";
import type { Aws } from "./aws.ts";
import type { Deployed } from "./deploy.ts";

/** As in docs/guides/deploy.md. */
export const OWNER_EMAIL = "you@example.com";

/**
 * The first steps of a new deployment's owner: a person in the user pool, a sign-in with PKCE at its pages, the invitation, and a private
 * token for a program.
 *
 * @returns the token's value
 */
export async function signInAsOwner(aws: Aws, { outputs, fetch, endpoint }: Deployed): Promise<string> {
  const { UserPoolId: userPoolId, BaseUrl: baseUrl, ConsoleUrl: consoleUrl, WorkspaceId: workspaceId } = outputs;
  const password = `Aa1!${randomBytes(16).toString("base64url")}`;
  if (userPoolId === undefined) throw new Error("the stack tells no user pool");
  await createOwner(aws, userPoolId, password);
  const { signIn } = await createClient({ baseUrl, fetch }).deployment();

  const verifier = randomBytes(32).toString("base64url");
  const page = await fetch(`${endpoint}/login`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      client_id: signIn.clientId,
      redirect_uri: consoleUrl,
      scope: signIn.scopes,
      state: "rehearsal",
      response_type: "code",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
      username: OWNER_EMAIL,
      password,
    }).toString(),
  });
  const location = page.headers.get("location");
  const code = location === null ? null : new URL(location).searchParams.get("code");
  if (code === null)
    throw new Error(`the sign-in page gave no code: ${page.status} ${location} ${(await page.text()).slice(0, 300)}`);
  const answer = await fetch(`${endpoint}/oauth2/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: signIn.clientId,
      redirect_uri: consoleUrl,
      code,
      code_verifier: verifier,
    }).toString(),
  });
  const tokens: { access_token?: string; id_token?: string } = await answer.json();
  const { access_token: accessToken, id_token: idToken } = tokens;
  if (accessToken === undefined || idToken === undefined) throw new Error(`no tokens were given: ${answer.status}`);

  const owner = createClient({ baseUrl, fetch, workspaceId, token: accessToken });
  await owner.members.acceptInvitation({ workspaceId, idToken });
  const { token } = await owner.tokens.create({
    kind: "private",
    label: "Rehearsal",
    role: "owner",
    scopes: API_FAMILIES.map((family) => `${family}:write` as const),
    services: "all",
  });
  if (token == null) throw new Error("the API issued a token without its value");
  return token;
}

/** What AWS::Cognito::UserPoolUser makes; and a password, which a person sets at the first sign-in. */
async function createOwner(aws: Aws, userPoolId: string, password: string): Promise<void> {
  const call = (operation: string, body: object) =>
    aws.callJson("cognito-idp", `AWSCognitoIdentityProviderService.${operation}`, {
      UserPoolId: userPoolId,
      Username: OWNER_EMAIL,
      ...body,
    });
  await call("AdminCreateUser", {
    UserAttributes: [
      { Name: "email", Value: OWNER_EMAIL },
      { Name: "email_verified", Value: "true" },
    ],
    MessageAction: "SUPPRESS",
  });
  await call("AdminSetUserPassword", { Password: password, Permanent: true });
}
