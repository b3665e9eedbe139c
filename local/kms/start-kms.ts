import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listen } from "../http/listen.ts";
import type { PolicyRequest } from "../iam/policy-evaluator.ts";
import type { KeyMaterial } from "./key-material.ts";
import { decrypt, type EncryptionContext, encrypt, InvalidCiphertextError } from "./kms.ts";
import { KmsError, type KmsRequest, parseKmsRequest } from "./request.ts";

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

/** Starts the two operations of KMS that the stack's functions call. Every other one, and every other parameter, is refused. */
export async function startKms({ keys, judge }: KmsOptions): Promise<Kms> {
  function answer(request: KmsRequest): object {
    const { operation, accessKeyId, keyId, context } = request;
    const refusal = judge(accessKeyId, operation, {
      action: `kms:${operation}`,
      resource: keyId,
      context: contextKeysOf(context),
    });
    if (refusal !== undefined) throw new KmsError(refusal.type, refusal.message);
    const key = keys.find(keyId);
    if (key === undefined) throw new KmsError("NotFoundException", `Key '${keyId}' does not exist`);
    const common = { KeyId: keyId, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
    if (operation === "Decrypt") {
      return { ...common, Plaintext: decrypt(key, request.blob, context).toString("base64") };
    }
    if (request.blob.length === 0 || request.blob.length > PLAINTEXT_BYTES_MAX) {
      throw new KmsError("ValidationException", `The plaintext must have 1 to ${PLAINTEXT_BYTES_MAX} bytes`);
    }
    return { ...common, CiphertextBlob: encrypt(key, request.blob, context).toString("base64") };
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

/** What conditions in policies can ask about. */
function contextKeysOf(context: EncryptionContext): Record<string, readonly string[]> {
  const names = Object.keys(context);
  if (names.length === 0) return {};
  const values = Object.entries(context).map(([name, value]) => [`kms:EncryptionContext:${name}`, [value]]);
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
