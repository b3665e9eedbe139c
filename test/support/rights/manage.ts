import type { PlainResponse, RequestOptions, TestPlatform } from "../test-platform.ts";

/** Does something through the API that must succeed, and gives the answer's body. */
export type Manage = (method: string, path: string, body?: object) => Promise<Readonly<Record<string, unknown>>>;

/** @param credential default: the demo's owner token */
export function createManage(test: TestPlatform, credential: RequestOptions = { token: test.demo.ownerToken }): Manage {
  return async (method, path, body) => {
    const options = { ...credential, method, ...(body !== undefined && { body }), baseUrl: test.platform.gatewayUrl };
    const answer = await requestCalmly(test, path, options);
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`${method} ${path} ${JSON.stringify(body)}: ${answer.status} ${answer.text}`);
    }
    return typeof answer.json === "object" && answer.json !== null ? { ...answer.json } : {};
  };
}

const GATEWAY_BUSY = '{"message":"Too Many Requests"}';

/** One request; when the gateway says that there are too many from everybody together, it waits and asks again. */
export async function requestCalmly(test: TestPlatform, path: string, options: RequestOptions): Promise<PlainResponse> {
  for (;;) {
    const answer = await test.request(path, options);
    if (answer.status !== 429 || answer.text !== GATEWAY_BUSY) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A text member of an answer. */
export function textOf(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value !== "string") throw new Error(`the answer has no ${name}`);
  return value;
}
