import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createApp } from "../../../infra/stack.ts";
import { createEdge } from "../../../local/edge/edge.ts";
import type { AskOrigin } from "../../../local/edge/http-origin.ts";
import { createS3Origin } from "../../../local/edge/s3-origin.ts";
import { type Listener, listen } from "../../../local/http/listen.ts";
import { readDeployment } from "../../../local/template/deployment.ts";
import { createMemoryLogs } from "../local/fixture.ts";
import { createAssets, createFolder, removeFolder } from "./fixture.ts";

export const WITH_ISSUER = {
  IssuerUrl: "https://issuer.example/tenant",
  IssuerClientId: "console",
  IssuerJwksUri: "https://keys.example/jwks",
  OwnerEmail: "owner@example.com",
};

export interface FrontDoorOptions {
  /** Of the template. @default WITH_ISSUER */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Added to the fixture's console, or put in the place of its files: path -> content. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The distribution of the stack's own template, with the fixture's files and an API that says that it was asked. */
export async function startFrontDoor({
  parameters = WITH_ISSUER,
  files = {},
}: FrontDoorOptions = {}): Promise<Listener> {
  const folder = createFolder({});
  try {
    const assets = createAssets(folder);
    for (const [path, content] of Object.entries(files)) {
      const file = join(assets.console.directory, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    createApp(join(folder, "out"), assets).synth();
    const { distribution, buckets, api } = readDeployment(join(folder, "out"), parameters, () => "secret");
    const ask: AskOrigin = async ({ target }) => ({ status: 200, headers: [], body: Buffer.from(`API ${target}`) });
    const origins = new Map<string, AskOrigin>([[api.domainName, ask]]);
    for (const bucket of buckets) origins.set(bucket.domainName, createS3Origin(bucket, distribution.arn, new Date(0)));
    return await listen(0, createEdge({ distribution, origins, logs: createMemoryLogs() }));
  } finally {
    removeFolder(folder);
  }
}
