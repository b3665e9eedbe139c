import type { IncomingMessage } from "node:http";
import type { EncryptionContext } from "./kms.ts";

/** A request that could be read. */
export interface KmsRequest {
  readonly operation: "Encrypt" | "Decrypt";
  readonly accessKeyId: string;
  readonly keyId: string;
  readonly context: EncryptionContext;
  /** The plaintext of Encrypt, the ciphertext of Decrypt. */
  readonly blob: Uint8Array;
}

/** An answer with status 400, as it goes over the wire. */
export class KmsError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const TARGET = /^TrentService\.(Encrypt|Decrypt)$/;
const CREDENTIAL =
  /^AWS4-HMAC-SHA256 .*\bCredential=([A-Za-z0-9_-]{1,128})\/\d{8}\/[a-z0-9-]+\/kms\/aws4_request(?:,|$)/;

/** @throws KmsError for everything that is not one of the two operations with the parameters that the local KMS knows */
export function parseKmsRequest({ method, headers }: IncomingMessage, text: string): KmsRequest {
  const target = headers["x-amz-target"];
  const operation = typeof target === "string" ? TARGET.exec(target)?.[1] : undefined;
  if (method !== "POST" || (operation !== "Encrypt" && operation !== "Decrypt")) {
    throw new KmsError("UnknownOperationException", "The local KMS implements Encrypt and Decrypt only");
  }
  const accessKeyId = CREDENTIAL.exec(headers.authorization ?? "")?.[1];
  if (accessKeyId === undefined) {
    throw new KmsError("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  }
  const blobName = operation === "Encrypt" ? "Plaintext" : "CiphertextBlob";
  const { KeyId: keyId, EncryptionContext: context = {}, [blobName]: blob, ...others } = parseObject(text);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) invalid(`The local KMS does not support the parameter ${unknown} of ${operation}`);
  if (typeof keyId !== "string" || !keyId.startsWith("arn:")) invalid("The local KMS needs a KeyId that is an ARN");
  if (typeof blob !== "string") invalid(`${operation} needs ${blobName}`);
  return { operation, accessKeyId, keyId, context: parseContext(context), blob: Buffer.from(blob, "base64") };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new KmsError("SerializationException", "The body is not JSON");
  }
  return isRecord(value) ? value : invalid("The body must be an object");
}

function parseContext(value: unknown): EncryptionContext {
  if (!isRecord(value)) return invalid("EncryptionContext must be an object");
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === "string" ? member : invalid("EncryptionContext holds texts only"),
    ]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(message: string): never {
  throw new KmsError("ValidationException", message);
}
