import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listenOnLastPort } from "../http/listen.ts";
import { readBody } from "../http/message.ts";
import { readIssuerState, writeIssuerState } from "./issuer-state.ts";
import { DEMO_MEMBERS, type DemoMember } from "./members.ts";
import { ACCESS_TOKEN_TTL_SECONDS, CLIENT_ID, createProvider } from "./provider.ts";
import { formatErrorPage, formatSignInPage } from "./sign-in-page.ts";
import { signJwt } from "./signing-key.ts";

/** An OpenID Connect issuer on this machine, whose members sign in with a click. */
export interface LocalIssuer {
  /** The `iss` claim. */
  readonly url: string;
  readonly jwksUri: string;
  readonly clientId: string;
  readonly members: readonly DemoMember[];
  /** What the console would hold after this member signed in. */
  issueAccessToken(member: Pick<DemoMember, "subject">, options?: { readonly ttlSeconds?: number }): string;
  /** What says who signed in: the issuer vouches for the email address, unless it is to be one that nobody has verified. */
  issueIdToken(
    member: Pick<DemoMember, "subject" | "email">,
    options?: { readonly ttlSeconds?: number; readonly emailVerified?: boolean },
  ): string;
  stop(): Promise<void>;
}

export interface LocalIssuerOptions {
  /** Holds the signing key and the port, mode 600. Made when missing. */
  readonly stateFile: string;
  /** The public client's redirect addresses. Pages of other origins are refused. */
  readonly redirectUris: readonly string[];
}

const FORM_BYTES_MAX = 1000;

/** Takes the port of the last run when it is free, so that the `iss` of open sessions stays right; else any. */
export async function startIssuer({ stateFile, redirectUris }: LocalIssuerOptions): Promise<LocalIssuer> {
  const { key, port } = readIssuerState(stateFile);
  const listener = await listenOnLastPort(port, (_, response) => sendHtml(response, 503, formatErrorPage("Starting.")));
  writeIssuerState(stateFile, { key, port: listener.port });
  const url = `http://localhost:${listener.port}`;
  const provider = createProvider({ url, key, members: DEMO_MEMBERS, redirectUris });
  const serveProtocol = provider.callback();
  const origins = new Set([url, ...redirectUris.map((uri) => new URL(uri).origin)]);

  async function showPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { uid } = await provider.interactionDetails(request, response);
    sendHtml(response, 200, formatSignInPage(DEMO_MEMBERS, `/interaction/${uid}`));
  }
  async function finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, FORM_BYTES_MAX);
    const subject = new URLSearchParams(body?.toString("utf8")).get("subject");
    const member = DEMO_MEMBERS.find((candidate) => candidate.subject === subject);
    if (member === undefined) return sendHtml(response, 400, formatErrorPage("There is no such member."));
    const result = { login: { accountId: member.subject } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  listener.handle((request, response) => {
    const { origin } = request.headers;
    if (origin !== undefined && !origins.has(origin))
      return sendHtml(response, 403, formatErrorPage("This page has nothing to do with sign-in."));
    if (!request.url?.startsWith("/interaction/")) return void serveProtocol(request, response);
    const work = request.method === "POST" ? finish(request, response) : showPage(request, response);
    work.catch(() => sendHtml(response, 400, formatErrorPage("This sign-in has ended. Start again from the console.")));
  });

  return {
    url,
    jwksUri: `${url}/jwks`,
    clientId: CLIENT_ID,
    members: DEMO_MEMBERS,
    issueAccessToken(member, { ttlSeconds = ACCESS_TOKEN_TTL_SECONDS } = {}) {
      const issuedAt = Math.floor(Date.now() / 1000);
      return signJwt(key, {
        sub: member.subject,
        iss: url,
        client_id: CLIENT_ID,
        token_use: "access",
        username: member.subject,
        scope: "openid email profile",
        auth_time: issuedAt,
        iat: issuedAt,
        exp: issuedAt + ttlSeconds,
        jti: randomUUID(),
      });
    },
    issueIdToken({ subject, email }, { ttlSeconds = ACCESS_TOKEN_TTL_SECONDS, emailVerified = true } = {}) {
      const issuedAt = Math.floor(Date.now() / 1000);
      return signJwt(key, {
        sub: subject,
        iss: url,
        aud: CLIENT_ID,
        token_use: "id",
        email,
        email_verified: emailVerified,
        auth_time: issuedAt,
        iat: issuedAt,
        exp: issuedAt + ttlSeconds,
        jti: randomUUID(),
      });
    },
    stop: () => listener.close(),
  };
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(html);
}
