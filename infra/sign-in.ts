import { type CfnCondition, Fn, type RemovalPolicy, Token } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { type Issuer, SCOPES_DEFAULT } from "./issuer.ts";
import { createUserPool } from "./user-pool.ts";

/** The OpenID Connect issuer whose access tokens open the console, and whose ID tokens accept invitations. Latchkey holds no secret of it. */
export interface SignIn {
  /** The `iss` claim, exactly as the issuer writes it. The console reads the discovery document there. */
  readonly issuerUrl: string;
  /** The client that the tokens must have been issued to (`client_id`): a public one with PKCE, whose redirect address is the console's. */
  readonly clientId: string;
  /** Where the issuer publishes its signing keys: RSA, elliptic curves or Ed25519. */
  readonly jwksUri: string;
  /**
   * What the console asks for. Many issuers renew a sign-in only with `offline_access`.
   * @default ["openid", "email", "profile"]
   */
  readonly scopes?: readonly string[];
  /**
   * Origin of the issuer's token endpoint, for the console's content security policy.
   * @default - that of `issuerUrl`
   */
  readonly tokenOrigin?: string;
  /**
   * For an issuer that is named when the stack is deployed: where this does not hold, there is a user pool.
   * @default - always this issuer
   */
  readonly condition?: CfnCondition;
}

export interface SignInProps {
  /** @default - a Cognito user pool of the stack's own */
  readonly signIn: SignIn | undefined;
  /** Where people come back to from the issuer. */
  readonly consoleUrl: string;
  /** The first person in a user pool. */
  readonly ownerEmail: string;
  /** The function that a user pool asks who may register. */
  readonly signUpFunctionArn: string;
  readonly removalPolicy: RemovalPolicy;
}

/** Sign-in by the issuer that is given, or else by a Cognito user pool of the stack's own. */
export function createSignIn(scope: Construct, { signIn, ...props }: SignInProps): Issuer {
  if (signIn === undefined) return createUserPool(scope, props);
  const given = describe(signIn);
  const { condition } = signIn;
  if (condition === undefined) return given;
  const own = createUserPool(scope, { ...props, unless: condition });
  const choose = (member: Exclude<keyof Issuer, "userPool">) =>
    Fn.conditionIf(condition.logicalId, given[member], own[member]).toString();
  return {
    url: choose("url"),
    clientId: choose("clientId"),
    jwksUri: choose("jwksUri"),
    scopes: choose("scopes"),
    origins: choose("origins"),
    userPool: own.userPool,
  };
}

/** @throws Error for an issuer whose answers somebody on the way could change */
export function assertSignIn(signIn: SignIn | undefined): void {
  const { issuerUrl, jwksUri, tokenOrigin } = signIn ?? {};
  for (const [name, url] of Object.entries({ issuerUrl, jwksUri, tokenOrigin })) {
    if (url !== undefined && !Token.isUnresolved(url) && !url.startsWith("https://")) {
      throw new Error(
        `signIn.${name} is "${url}", but must begin with https://: whoever can change its answers can sign in.`,
      );
    }
  }
}

function describe({ issuerUrl, clientId, jwksUri, scopes = SCOPES_DEFAULT, tokenOrigin }: SignIn): Issuer {
  const origins = [originOf(issuerUrl), ...(tokenOrigin === undefined ? [] : [tokenOrigin])];
  return {
    url: issuerUrl,
    clientId,
    jwksUri,
    scopes: scopes.join(" "),
    origins: origins.join(" "),
    userPool: undefined,
  };
}

/** Of an address that may be known only when the stack is deployed. */
function originOf(url: string): string {
  if (!Token.isUnresolved(url)) return new URL(url).origin;
  const parts = Fn.split("/", url);
  return `${Fn.select(0, parts)}//${Fn.select(2, parts)}`;
}
