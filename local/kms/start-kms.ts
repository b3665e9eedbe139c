import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listen } from "../http/listen.ts";
import type { PolicyRequest } from "../iam/policy-evaluator.ts";
import type { KeyMaterial, Material } from "./key-material.ts";
import { decrypt, encrypt, InvalidCiphertextError } from "./kms.ts";
import { KmsError, type KmsRequest, parseKmsRequest } from "./request.ts";
import { publicKeyOf, signDigest } from "./sign.ts";

export interface Kms {
  readonly endpoint: string;
  stop(): Promise<void>;
}

export interface KmsOptions {
  readonly keys: KeyMaterial;
  /** Whether the policies of whoever has the access key allow it; otherwise what to answer. */
  readonly judge: (accessKeyId: string, operation: string, request: PolicyRequest) => KmsRefusal | undefined;
}

export interface KmsRefusal {
  readonly type: string;
  readonly message: string;
}

/** Longest plaintext that KMS encrypts, and more than the longest request about one. */
const PLAINTEXT_BYTES_MAX = 4096;
const REQUEST_BYTES_MAX = 64 * 1024;

/** Starts the operations of KMS that the stack's functions call. Every other one, and every other parameter, is refused. */
export async function startKms({ keys, judge }: KmsOptions): Promise<Kms> {
  function answer(request: KmsRequest): object {
    const { operation, accessKeyId, keyId } = request;
    const refusal = judge(accessKeyId, operation, {
      action: `kms:${operation}`,
      resource: keyId,
      context: contextKeysOf(request),
    });
    if (refusal !== undefined) throw new KmsError(refusal.type, refusal.message);
    const material = keys.find(keyId);
    if (material === undefined) throw new KmsError("NotFoundException", `Key '${keyId}' does not exist`);
    return { KeyId: keyId, ...use(material, request) };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      send(response, 200, answer(parseKmsRequest(request, await readBody(request))));
    } catch (error) {
      const known =
        error instanceof InvalidCiphertextError ? new KmsError("InvalidCiphertextException", error.message) : error;
      if (!(known instanceof KmsError)) throw known;
      send(response, 400, { __type: known.type, message: known.message });
    }
  }

  const listener = await listen(0, (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  return { endpoint: `http://127.0.0.1:${listener.port}`, stop: () => listener.close() };
}

/** @throws KmsError when the key is not for that */
function use(material: Material, request: KmsRequest): object {
  if (request.operation === "Encrypt" || request.operation === "Decrypt") {
    if (material.spec !== "SYMMETRIC_DEFAULT") return wrongUsage(request);
    const { operation, blob, context } = request;
    const common = { EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
    if (operation === "Decrypt") {
      return { ...common, Plaintext: decrypt(material.bytes, blob, context).toString("base64") };
    }
    if (blob.length === 0 || blob.length > PLAINTEXT_BYTES_MAX) {
      throw new KmsError("ValidationException", `The plaintext must have 1 to ${PLAINTEXT_BYTES_MAX} bytes`);
    }
    return { ...common, CiphertextBlob: encrypt(material.bytes, blob, context).toString("base64") };
  }
  if (material.spec !== "ECC_NIST_P256") return wrongUsage(request);
  const { privateKey, spec } = material;
  if (request.operation === "Sign") {
    const { digest, signingAlgorithm } = request;
    return { SigningAlgorithm: signingAlgorithm, Signature: signDigest(privateKey, digest).toString("base64") };
  }
  return {
    PublicKey: publicKeyOf(privateKey).toString("base64"),
    KeySpec: spec,
    KeyUsage: "SIGN_VERIFY",
    SigningAlgorithms: ["ECDSA_SHA_256"],
  };
}

function wrongUsage({ keyId, operation }: KmsRequest): never {
  throw new KmsError("InvalidKeyUsageException", `Key '${keyId}' is not for ${operation}`);
}

/** What conditions in policies can ask about. */
function contextKeysOf(request: KmsRequest): PolicyRequest["context"] {
  if (request.operation === "GetPublicKey") return {};
  if (request.operation === "Sign") {
    return { "kms:MessageType": [request.messageType], "kms:SigningAlgorithm": [request.signingAlgorithm] };
  }
  const names = Object.keys(request.context);
  if (names.length === 0) return {};
  const values = Object.entries(request.context).map(([name, value]) => [`kms:EncryptionContext:${name}`, [value]]);
  return { ...Object.fromEntries(values), "kms:EncryptionContextKeys": names };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > REQUEST_BYTES_MAX) throw new KmsError("ValidationException", "The request is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID() })
    .end(JSON.stringify(body));
}
