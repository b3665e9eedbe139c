import { GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import type { SignDigest } from "../domain/quote.ts";
import { parseQuoteKey, type QuoteKey } from "../domain/quote-key.ts";

/** The keys of quotes. Their private halves never leave KMS. */
export interface QuoteSigner {
  /** What quotes are signed with now. */
  currentKey(): Promise<QuoteKey>;
  /** The current key first, then those whose quotes are to be good still. */
  keys(): Promise<readonly QuoteKey[]>;
  readonly sign: SignDigest;
}

export interface QuoteSignerOptions {
  readonly keyArn: string;
  readonly earlierKeyArns: readonly string[];
  /** Default: one that is made when the module loads. */
  readonly client?: KMSClient;
}

/** One per function, made when the module loads. Each public key is read once, and read again only when that failed. */
export function createQuoteSigner(options: QuoteSignerOptions): QuoteSigner {
  const { keyArn, earlierKeyArns } = options;
  const client =
    options.client ??
    new KMSClient({ maxAttempts: 3, requestHandler: { requestTimeout: 3000, connectionTimeout: 1000 } });
  const read = new Map<string, Promise<QuoteKey>>();

  function readKey(arn: string): Promise<QuoteKey> {
    const known = read.get(arn);
    if (known !== undefined) return known;
    const reading = fetchKey(client, arn);
    read.set(arn, reading);
    reading.catch(() => read.delete(arn));
    return reading;
  }

  return {
    currentKey: () => readKey(keyArn),
    keys: () => Promise.all([keyArn, ...earlierKeyArns].map(readKey)),
    async sign(digest) {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: keyArn,
          Message: digest,
          MessageType: "DIGEST",
          SigningAlgorithm: "ECDSA_SHA_256",
        }),
      );
      if (Signature === undefined) throw new Error("KMS gave no signature");
      return Signature;
    },
  };
}

async function fetchKey(client: KMSClient, arn: string): Promise<QuoteKey> {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: arn }));
  if (PublicKey === undefined) throw new Error("KMS gave no public key");
  return parseQuoteKey(PublicKey);
}
