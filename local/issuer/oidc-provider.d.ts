// Types for the parts of oidc-provider 9 that the local issuer uses. The package ships none.

declare module "oidc-provider" {
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

  /** What the provider keeps: a plain object whose members are the provider's own business. */
  export interface AdapterPayload {
    grantId?: string;
    uid?: string;
    userCode?: string;
    consumed?: number;
    [member: string]: unknown;
  }

  export interface Adapter {
    upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void>;
    find(id: string): Promise<AdapterPayload | undefined>;
    findByUid(uid: string): Promise<AdapterPayload | undefined>;
    findByUserCode(userCode: string): Promise<AdapterPayload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export interface Account {
    accountId: string;
    claims(): object;
  }

  export interface JwtParts {
    header: Record<string, unknown> | undefined;
    payload: Record<string, unknown>;
  }

  export interface Context {
    type: string;
    body: unknown;
    oidc: {
      client: { clientId: string };
      session: { accountId: string };
      params: Record<string, string | undefined>;
      provider: Provider;
      result?: { consent?: { grantId?: string } };
    };
  }

  export interface AccessToken {
    accountId: string;
    clientId: string;
  }

  export interface Configuration {
    adapter: (model: string) => Adapter;
    claims: Record<string, string[]>;
    clientBasedCORS: (context: Context, origin: string) => boolean;
    clients: object[];
    conformIdTokenClaims: boolean;
    cookies: { keys: string[] };
    extraTokenClaims: (context: Context, token: AccessToken) => object;
    features: Record<string, object>;
    findAccount: (context: Context, subject: string) => Account | undefined;
    formats: { customizers: { jwt: (context: Context, token: AccessToken, jwt: JwtParts) => void } };
    issueRefreshToken: (context: Context, client: { grantTypeAllowed(type: string): boolean }) => Promise<boolean>;
    interactions: { url: (context: Context, interaction: { uid: string }) => string };
    jwks: { keys: object[] };
    loadExistingGrant: (context: Context) => Promise<Grant>;
    pkce: { required: () => boolean };
    renderError: (context: Context, out: Record<string, string>) => void;
    scopes: string[];
    ttl: Record<string, number>;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  export interface InteractionDetails {
    uid: string;
    prompt: { name: string };
    params: Record<string, string | undefined>;
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    Grant: new (properties: {
      accountId: string;
      clientId: string;
    }) => Grant;
    callback(): RequestListener;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<InteractionDetails>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
      options: { mergeWithLastSubmission: boolean },
    ): Promise<void>;
  }
}
