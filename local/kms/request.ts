import type { IncomingMessage } from "node:http";
import type { EncryptionContext } from "./kms.ts";
import { DIGEST_BYTES } from "./sign.ts";

/** A request that could be read. */
export type KmsRequest = { readonly accessKeyId: string; readonly keyId: string } & KmsCall;

type KmsCall =
  | {
      readonly operation: "Encrypt" | "Decrypt";
      readonly context: EncryptionContext;
      /** The plaintext of Encrypt, the ciphertext of Decrypt. */
      readonly blob: Uint8Array;
    }
  | {
      readonly operation: "Sign";
      readonly digest: Uint8Array;
      readonly messageType: "DIGEST";
      readonly signingAlgorithm: "ECDSA_SHA_256";
    }
  | { readonly operation: "GetPublicKey" };

const OPERATIONS = ["Encrypt", "Decrypt", "Sign", "GetPublicKey"] as const;
type KmsOperation = (typeof OPERATIONS)[number];

/** An answer with status 400, as it goes over the wire. */
export class KmsError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const TARGET = /^TrentService\.([A-Za-z]+)$/;
const CREDENTIAL =
  /^AWS4-HMAC-SHA256 .*\bCredential=([A-Za-z0-9_-]{1,128})\/\d{8}\/[a-z0-9-]+\/kms\/aws4_request(?:,|$)/;

/** @throws KmsError for everything that is not one of the operations with the parameters that the local KMS knows */
export function parseKmsRequest({ method, headers }: IncomingMessage, text: string): KmsRequest {
  const target = headers["x-amz-target"];
  const name = typeof target === "string" ? TARGET.exec(target)?.[1] : undefined;
  const operation = OPERATIONS.find((known) => known === name);
  if (method !== "POST" || operation === undefined) {
    throw new KmsError("UnknownOperationException", `The local KMS implements ${OPERATIONS.join(", ")} only`);
  }
  const accessKeyId = CREDENTIAL.exec(headers.authorization ?? "")?.[1];
  if (accessKeyId === undefined) {
    throw new KmsError("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  }
  const { KeyId: keyId, ...parameters } = parseObject(text);
  if (typeof keyId !== "string" || !keyId.startsWith("arn:")) invalid("The local KMS needs a KeyId that is an ARN");
  return { accessKeyId, keyId, ...parseCall(operation, parameters) };
}

type Parameters = Readonly<Record<string, unknown>>;

function parseCall(operation: KmsOperation, parameters: Parameters): KmsCall {
  switch (operation) {
    case "Encrypt":
    case "Decrypt": {
      const blobName = operation === "Encrypt" ? "Plaintext" : "CiphertextBlob";
      const { EncryptionContext: context = {}, [blobName]: blob, ...others } = parameters;
      refuseOthers(operation, others);
      return { operation, context: parseContext(context), blob: parseBlob(operation, blobName, blob) };
    }
    case "Sign": {
      const { Message, MessageType: messageType, SigningAlgorithm: signingAlgorithm, ...others } = parameters;
      refuseOthers(operation, others);
      if (messageType !== "DIGEST") return invalid("The local KMS signs messages of the MessageType DIGEST only");
      if (signingAlgorithm !== "ECDSA_SHA_256") return invalid("The local KMS signs with ECDSA_SHA_256 only");
      const digest = parseBlob(operation, "Message", Message);
      if (digest.length !== DIGEST_BYTES) return invalid("Digest is invalid length for algorithm ECDSA_SHA_256.");
      return { operation, digest, messageType, signingAlgorithm };
    }
    case "GetPublicKey":
      refuseOthers(operation, parameters);
      return { operation };
    default:
      return operation satisfies never;
  }
}

function refuseOthers(operation: KmsOperation, others: Parameters): void {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) invalid(`The local KMS does not support the parameter ${unknown} of ${operation}`);
}

function parseBlob(operation: KmsOperation, name: string, value: unknown): Uint8Array {
  return typeof value === "string" ? Buffer.from(value, "base64") : invalid(`${operation} needs ${name}`);
}

function parseObject(text: string): Parameters {
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

function isRecord(value: unknown): value is Parameters {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(message: string): never {
  throw new KmsError("ValidationException", message);
}
