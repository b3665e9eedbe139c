import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/** An OIDC issuer as far as a verifier sees one: keys at a URL, and JWTs that they signed. */
export interface TestIssuer {
  readonly url: string;
  readonly jwksUri: string;
  /** How often the keys were asked for. */
  keyRequests(): number;
  /** Answers the next requests for keys with this instead. */
  answerWith(answer: { readonly status: number; readonly body: string } | "keys" | "nothing"): void;
  /** A new signing key; `keep` leaves the old one in the key set. */
  rotate(options: { readonly keep: boolean }): void;
  /** Signs what it is given; header and claims replace or, as undefined, remove the defaults. */
  issue(claims?: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): string;
  stop(): Promise<void>;
}

export const CLIENT_ID = "console";

export async function startIssuer(nowEpochSeconds: () => number): Promise<TestIssuer> {
  let keyCount = 0;
  let requests = 0;
  let answer: Parameters<TestIssuer["answerWith"]>[0] = "keys";
  let signing = createKey();
  let published = [signing];

  const server = createServer((_request, response) => {
    requests += 1;
    if (answer === "nothing") return;
    const body = JSON.stringify({ keys: published.map(({ jwk }) => jwk) });
    const { status, body: text } = answer === "keys" ? { status: 200, body } : answer;
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the issuer listens on no port");
  const url = `http://127.0.0.1:${address.port}`;

  function createKey() {
    keyCount += 1;
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const kid = `key-${keyCount}`;
    return {
      kid,
      privateKey,
      publicKey,
      jwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" },
    };
  }

  return {
    url,
    jwksUri: `${url}/.well-known/jwks.json`,
    keyRequests: () => requests,
    answerWith: (next) => {
      answer = next;
    },
    rotate: ({ keep }) => {
      signing = createKey();
      published = keep ? [...published, signing] : [signing];
    },
    issue: (claims = {}, header = {}) => {
      const now = Math.floor(nowEpochSeconds());
      const fullHeader = { alg: "RS256", typ: "JWT", kid: signing.kid, ...header };
      const payload = {
        iss: url,
        sub: "subject-ada",
        client_id: CLIENT_ID,
        token_use: "access",
        scope: "openid",
        iat: now - 10,
        exp: now + 300,
        ...claims,
      };
      const input = `${encode(fullHeader)}.${encode(payload)}`;
      return `${input}.${signWith(String(fullHeader.alg), input, signing)}`;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** `HS256` signs with the public key as the shared secret: the old confusion of algorithms. */
function signWith(alg: string, input: string, keys: { privateKey: KeyObject; publicKey: KeyObject }): string {
  if (alg === "none") return "AA";
  if (alg.startsWith("HS")) {
    const secret = keys.publicKey.export({ format: "pem", type: "spki" });
    return createHmac("sha256", secret).update(input).digest("base64url");
  }
  return sign("sha256", Buffer.from(input), keys.privateKey).toString("base64url");
}
