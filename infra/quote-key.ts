import { Duration, type RemovalPolicy, Stack, Token } from "aws-cdk-lib";
import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { QUOTE_LIFETIME_SECONDS_MAX, QUOTE_LIFETIME_SECONDS_MIN } from "../functions/domain/quote.ts";

/** What quotes are signed with, and which keys they may be verified with. */
export interface QuoteSigning {
  /** Signs. */
  readonly keyArn: string;
  /** Sign no more, but stay among the public keys. */
  readonly earlierKeyArns: readonly string[];
  readonly lifetimeSeconds: number;
}

export interface QuoteSigningProps {
  readonly generation: number;
  readonly earlierKeyArns: readonly string[];
  readonly lifetimeSeconds: number;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The key that quotes are signed with: ECDSA on P-256, whose private half nobody can read. AWS makes no new material for such a key, so
 * another generation is another key, and the one before it stays in the account unless the removal policy says otherwise.
 */
export function createQuoteSigning(scope: Construct, props: QuoteSigningProps): QuoteSigning {
  const { generation, earlierKeyArns, lifetimeSeconds, removalPolicy } = props;
  assertProps(props);
  const key = new Key(scope, generation === 1 ? "QuoteKey" : `QuoteKey${generation}`, {
    description: `Latchkey: signs quotes (${generation})`,
    // For people: functions name the key by its ARN.
    alias: `latchkey/${Stack.of(scope).stackName}/quotes-${generation}`,
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    // The longest time that AWS gives to notice a deletion.
    pendingWindow: Duration.days(30),
    removalPolicy,
  });
  return { keyArn: key.keyArn, earlierKeyArns, lifetimeSeconds };
}

/** What the function that signs may do with the keys, and nobody else may: one statement for each action. */
export function quoteStatements({ keyArn, earlierKeyArns }: QuoteSigning): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: "SignQuotes",
      effect: Effect.ALLOW,
      actions: ["kms:Sign"],
      resources: [keyArn],
      conditions: { StringEquals: { "kms:SigningAlgorithm": "ECDSA_SHA_256", "kms:MessageType": "DIGEST" } },
    }),
    new PolicyStatement({
      sid: "GetPublicKeyOfQuotes",
      effect: Effect.ALLOW,
      actions: ["kms:GetPublicKey"],
      resources: [keyArn, ...earlierKeyArns],
    }),
  ];
}

/** How the function is told that there is no earlier key. */
export const NO_KEYS = "none";

export function quoteEnvironment({ keyArn, earlierKeyArns, lifetimeSeconds }: QuoteSigning): Record<string, string> {
  return {
    QUOTE_KEY_ARN: keyArn,
    EARLIER_QUOTE_KEY_ARNS: earlierKeyArns.join(",") || NO_KEYS,
    QUOTE_LIFETIME_SECONDS: String(lifetimeSeconds),
  };
}

const KEY_ARN = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

function assertProps({ generation, earlierKeyArns, lifetimeSeconds }: QuoteSigningProps): void {
  if (!(Number.isInteger(generation) && generation >= 1)) {
    throw new Error(
      `quoteKeyGeneration is ${generation}, but must be a whole number from 1 on: one more for each new key.`,
    );
  }
  const [low, high] = [QUOTE_LIFETIME_SECONDS_MIN, QUOTE_LIFETIME_SECONDS_MAX];
  if (!(Number.isInteger(lifetimeSeconds) && lifetimeSeconds >= low && lifetimeSeconds <= high)) {
    throw new Error(
      `quoteLifetimeSeconds is ${lifetimeSeconds}, but must be a whole number from ${low} to ${high}: a quote cannot be taken back.`,
    );
  }
  for (const arn of earlierKeyArns) {
    if (!Token.isUnresolved(arn) && !KEY_ARN.test(arn)) {
      throw new Error(
        `earlierQuoteKeyArns holds "${arn}", but takes ARNs of KMS keys, such as arn:aws:kms:eu-central-1:111122223333:key/1234abcd. ` +
          "An alias may point to another key tomorrow.",
      );
    }
  }
}
