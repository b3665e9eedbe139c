import { type Emulator, REGION } from "./emulator.ts";
import { createEmulatorFetch } from "./emulator-fetch.ts";

/** Calls of AWS's own APIs by the account's root, whose signature the emulator does not check. */
export interface Aws {
  /** A service that speaks JSON, such as Cognito: `target` is its X-Amz-Target. */
  callJson(service: string, target: string, body: object): Promise<unknown>;
  /** A service that speaks the Query protocol, such as CloudFormation. The answer is XML. */
  callQuery(service: string, parameters: Readonly<Record<string, string>>): Promise<string>;
  putObject(bucket: string, key: string, body: Buffer, headers: Readonly<Record<string, string>>): Promise<void>;
  /** The keys of a bucket's first thousand objects below a prefix. */
  listObjects(bucket: string, prefix: string): Promise<string[]>;
  /** A Lambda function, by name. */
  invoke(functionName: string, event: object): Promise<void>;
}

export function createAws({ endpoint, port, certificate }: Emulator): Aws {
  const fetch = createEmulatorFetch({ port, certificate });

  async function send(service: string, path: string, init: RequestInit): Promise<string> {
    const credential = `Credential=test/20260101/${REGION}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`;
    const response = await fetch(endpoint + path, { ...init, headers: { ...init.headers, authorization } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${service} answered ${response.status}: ${text.slice(0, 500)}`);
    return text;
  }

  return {
    callJson: async (service, target, body) => {
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
      return JSON.parse((await send(service, "/", { method: "POST", headers, body: JSON.stringify(body) })) || "{}");
    },
    callQuery: (service, parameters) =>
      send(service, "/", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(parameters).toString(),
      }),
    putObject: async (bucket, key, body, headers) => {
      await send("s3", `/${bucket}/${key}`, { method: "PUT", headers, body: new Uint8Array(body) });
    },
    listObjects: async (bucket, prefix) => {
      const query = new URLSearchParams({ "list-type": "2", prefix });
      const xml = await send("s3", `/${bucket}?${query}`, {});
      return [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => key);
    },
    invoke: async (functionName, event) => {
      const path = `/2015-03-31/functions/${functionName}/invocations`;
      const text = await send("lambda", path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(event),
      });
      if (text.includes('"errorMessage"')) throw new Error(`${functionName}: ${text.slice(0, 500)}`);
    },
  };
}

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
}

/** Every resource of a stack. */
export async function listStackResources(aws: Aws, stackName: string): Promise<StackResource[]> {
  const resources: StackResource[] = [];
  let token = "";
  do {
    const xml = await aws.callQuery("cloudformation", {
      Action: "ListStackResources",
      Version: "2010-05-15",
      StackName: stackName,
      ...(token !== "" && { NextToken: token }),
    });
    for (const [, summary = ""] of xml.matchAll(/<member>([\s\S]*?)<\/member>/g)) {
      resources.push({
        logicalId: textOf(summary, "LogicalResourceId"),
        physicalId: textOf(summary, "PhysicalResourceId"),
        type: textOf(summary, "ResourceType"),
        status: textOf(summary, "ResourceStatus"),
      });
    }
    token = textOf(xml, "NextToken");
  } while (token !== "");
  return resources;
}

function textOf(xml: string, element: string): string {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? "";
}
