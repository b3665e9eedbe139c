import { afterAll, beforeAll } from "vitest";
import { ApiError, type CreateToken, type Token } from "../../sdk/src/index.ts";
import type { PlainResponse, TestPlatform } from "./test-platform.ts";
import { startTestPlatform } from "./test-platform.ts";

export const SHOP = "https://shop.example.com";
export const OTHER = "https://other.example.net";

type PublicToken = Extract<CreateToken, { kind: "public" }>;

/** A platform for the tests of one file, and what pages do with public tokens on it. */
export interface PublicTokenStage {
  readonly test: TestPlatform;
  issuePublic(more?: Partial<PublicToken>): Promise<Token & { readonly token: string }>;
  /** A load that no cache answers: straight at the gateway. */
  loadAs(credential: string, origin?: string): Promise<PlainResponse>;
}

/** Starts before the file's first test and ends after its last. */
export function usePublicTokenStage(): PublicTokenStage {
  let started: TestPlatform | undefined;
  const platform = () => {
    if (started === undefined) throw new Error("the platform is used before it has started");
    return started;
  };
  beforeAll(async () => {
    // One worker per function: the authorizer's memory is one, and what it notes is written with the first use.
    started = await startTestPlatform({ workersMax: 1 });
  });
  afterAll(() => started?.close());
  return {
    get test() {
      return platform();
    },
    async issuePublic(more = {}) {
      const { demo, owner: client } = platform();
      const owner = { type: "service_account", id: demo.serviceAccount } as const;
      const made = await client.tokens.create({ kind: "public", label: "shop", owner, domains: [SHOP], ...more });
      if (made.token === null) throw new Error("a public token came without its value");
      return { ...made, token: made.token };
    },
    loadAs(credential, origin) {
      const { demo, request, platform: running } = platform();
      return request(`/embed/v1/configurators/${demo.configuratorId}?access_token=${credential}`, {
        baseUrl: running.gatewayUrl,
        ...(origin !== undefined && { origin }),
      });
    },
  };
}

/** The code of the problem that a call ends with, "none" when it succeeds. */
export function codeOf(work: PromiseLike<unknown>): Promise<string> {
  return Promise.resolve(work).then(
    () => "none",
    (error: unknown) => (error instanceof ApiError ? error.code : String(error)),
  );
}
