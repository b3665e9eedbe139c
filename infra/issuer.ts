import type { CfnUserPool } from "aws-cdk-lib/aws-cognito";

/** What the stack needs to know of who signs people in, whichever issuer it is. */
export interface Issuer {
  /** The `iss` claim. */
  readonly url: string;
  readonly clientId: string;
  readonly jwksUri: string;
  /** What the console asks for, with spaces between. */
  readonly scopes: string;
  /** What the console's pages ask while signing in, with spaces between. */
  readonly origins: string;
  /** Cognito, when there is no other issuer. With a condition, it need not come to be. */
  readonly userPool: CfnUserPool | undefined;
}

export const SCOPES_DEFAULT = ["openid", "email", "profile"] as const;
