import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contentTypeOf } from "../local/http/content-types.ts";
import type { Aws, StackResource } from "./aws.ts";
import { idsOf, type Template } from "./template.ts";

/** Does what the stack's bucket deployments do. @returns how many files */
export async function putSiteFiles(
  aws: Aws,
  template: Template,
  assembly: string,
  resources: readonly StackResource[],
): Promise<number> {
  let count = 0;
  for (const id of idsOf(template, "Custom::CDKBucketDeployment")) {
    const properties = template.Resources[id]?.Properties ?? {};
    const { SourceObjectKeys, DestinationBucketName, SystemMetadata } = properties as unknown as BucketDeployment;
    const bucket = resources.find(({ logicalId }) => logicalId === DestinationBucketName.Ref)?.physicalId ?? "";
    for (const key of SourceObjectKeys) {
      const directory = join(assembly, `asset.${key.replace(/\.zip$/, "")}`);
      for (const name of readdirSync(directory, { recursive: true, withFileTypes: true })) {
        if (!name.isFile()) continue;
        const file = join(name.parentPath, name.name);
        const headers = {
          "cache-control": SystemMetadata["cache-control"],
          "content-type": contentTypeOf(file) ?? "application/octet-stream",
        };
        await aws.putObject(bucket, file.slice(directory.length + 1), readFileSync(file), headers);
        count += 1;
      }
    }
  }
  return count;
}

interface BucketDeployment {
  readonly SourceObjectKeys: readonly string[];
  readonly DestinationBucketName: { readonly Ref: string };
  readonly SystemMetadata: { readonly "cache-control": string };
}
