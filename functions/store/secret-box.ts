import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { DecryptCommand, EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { secretKey } from "./keys.ts";
import { type Condition, EXISTS, getItem, put, remove, type Table } from "./table.ts";

/**
 * Where secrets are kept that must be shown or used again. The value leaves this module encrypted by KMS, under a context that names the
 * workspace and the thing whose secret it is: what is stored for one thing cannot be decrypted as another's. Every ciphertext is an item
 * of its own, so that nobody reads one along with something else.
 */
export interface SecretBox {
  readonly client: KMSClient;
  readonly keyArn: string;
}

/** One per function, made when the module loads. */
export function createSecretBox(keyArn: string): SecretBox {
  return {
    client: new KMSClient({ maxAttempts: 3, requestHandler: { requestTimeout: 3000, connectionTimeout: 1000 } }),
    keyArn,
  };
}

/** Whose secret it is: the encryption context, whose names and ids the function's grant has to fit. */
export type SecretOwner = { readonly workspaceId: string } & (
  | { readonly tokenId: string }
  | { readonly webhookId: string }
);

export interface SealedSecret {
  /** Base64. */
  readonly ciphertext: string;
}

export async function sealSecret(box: SecretBox, owner: SecretOwner, secret: string): Promise<SealedSecret> {
  const { CiphertextBlob } = await box.client.send(
    new EncryptCommand({ KeyId: box.keyArn, EncryptionContext: { ...owner }, Plaintext: Buffer.from(secret) }),
  );
  if (CiphertextBlob === undefined) throw new Error("KMS gave no ciphertext");
  return { ciphertext: Buffer.from(CiphertextBlob).toString("base64") };
}

/** @throws when it was sealed for another owner, or has been changed */
export async function openSecret(box: SecretBox, owner: SecretOwner, sealed: SealedSecret): Promise<string> {
  const { Plaintext } = await box.client.send(
    new DecryptCommand({
      KeyId: box.keyArn,
      EncryptionContext: { ...owner },
      CiphertextBlob: Buffer.from(sealed.ciphertext, "base64"),
    }),
  );
  if (Plaintext === undefined) throw new Error("KMS gave no plaintext");
  return Buffer.from(Plaintext).toString();
}

export async function readSealedSecret(directory: Table, owner: SecretOwner): Promise<SealedSecret | undefined> {
  return getItem<SealedSecret>(directory, keyOf(owner));
}

/** @param condition `IS_NEW` for a first secret, `EXISTS` for one that replaces another */
export function putSealedSecret(
  directory: Table,
  owner: SecretOwner,
  { ciphertext }: SealedSecret,
  condition: Condition,
): TransactWriteItem {
  return put(directory, { ciphertext, ...keyOf(owner) }, condition);
}

export function removeSealedSecret(directory: Table, owner: SecretOwner): TransactWriteItem {
  return remove(directory, keyOf(owner), EXISTS);
}

function keyOf(owner: SecretOwner) {
  return secretKey(owner.workspaceId, "tokenId" in owner ? owner.tokenId : owner.webhookId);
}
