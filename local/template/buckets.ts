import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Assembly } from "./assembly.ts";
import { type CorsRule, type ObjectExpiration, readCorsRules, readExpirations } from "./bucket-rules.ts";
import { isJsonObject, type Json } from "./json.ts";
import { type ResourceStatement, readResourceStatements } from "./policies.ts";
import type { Resource, Stack } from "./stack.ts";
import { TemplateError } from "./template-error.ts";
import { matchesWildcard } from "./wildcard.ts";

export interface LocalBucket {
  readonly name: string;
  readonly domainName: string;
  /** By key, without a leading slash. */
  readonly objects: ReadonlyMap<string, BucketObject>;
  readonly access: readonly DistributionAccess[];
  readonly cors: readonly CorsRule[];
  readonly expirations: readonly ObjectExpiration[];
}

export interface BucketObject {
  readonly bytes: Buffer;
  /** Object metadata: `cache-control`, `content-type`. Lower case names. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** What the bucket's policy lets one distribution do. */
export interface DistributionAccess {
  readonly distributionArn: string;
  readonly canRead: boolean;
  /** With it a missing object is a 404, without it a 403. */
  readonly canList: boolean;
}

const DEPLOYMENT = "Custom::CDKBucketDeployment";

/** Buckets with the files that the stack's bucket deployments put into them. */
export function readBuckets(stack: Stack, assembly: Assembly): LocalBucket[] {
  const deployments = stack.ofType(DEPLOYMENT).map((resource) => readDeployment(resource, assembly));
  return stack.ofType("AWS::S3::Bucket").map(({ ref, attributes, properties }) => {
    const own = deployments.filter(({ bucket }) => bucket === ref);
    assertNothingPruned(own);
    return {
      name: ref,
      domainName: attributes.RegionalDomainName ?? ref,
      objects: new Map(own.flatMap(({ objects }) => [...objects])),
      access: readAccess(stack, ref),
      cors: readCorsRules(properties),
      expirations: readExpirations(properties),
    };
  });
}

interface BucketDeployment {
  readonly logicalId: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly prunes: boolean;
  readonly objects: ReadonlyMap<string, BucketObject>;
}

function readDeployment({ logicalId, properties }: Resource, assembly: Assembly): BucketDeployment {
  const prefix = properties.find("DestinationBucketKeyPrefix")?.string() ?? "";
  const metadata = properties.find("SystemMetadata")?.stringMap() ?? {};
  const include = properties.find("Include")?.strings() ?? [];
  const exclude = properties.find("Exclude")?.strings() ?? [];
  if (properties.find("Extract")?.boolean() === false)
    properties.fail("must be extracted: the local runner reads folders only");
  const objects = properties
    .get("SourceObjectKeys")
    .strings()
    .flatMap((key) => {
      const directory = assembly.assetDirectory(key);
      return listFiles(directory)
        .filter((file) => isDeployed(file, include, exclude))
        .map((file): [string, BucketObject] => [
          join(prefix, file).split(sep).join("/"),
          { bytes: readFileSync(join(directory, file)), metadata },
        ]);
    });
  return {
    logicalId,
    bucket: properties.get("DestinationBucketName").string(),
    prefix,
    prunes: properties.find("Prune")?.boolean() ?? true,
    objects: new Map(objects),
  };
}

/** As `aws s3 sync --exclude ... --include ...`: later filters win. */
function isDeployed(file: string, include: readonly string[], exclude: readonly string[]): boolean {
  const matches = (pattern: string) => matchesWildcard(pattern, file);
  return include.some(matches) || !exclude.some(matches);
}

/** A deployment that prunes deletes whatever else is below its prefix, so another deployment's files would go or stay by luck. */
function assertNothingPruned(deployments: readonly BucketDeployment[]): void {
  for (const { logicalId, prefix } of deployments.filter(({ prunes }) => prunes)) {
    const victim = deployments.find(
      (other) => other.logicalId !== logicalId && [...other.objects.keys()].some((key) => key.startsWith(prefix)),
    );
    if (victim !== undefined)
      throw new TemplateError(
        `${logicalId} prunes and would delete the files of ${victim.logicalId}: set prune to false`,
      );
  }
}

function readAccess(stack: Stack, bucket: string): DistributionAccess[] {
  const policies = stack
    .ofType("AWS::S3::BucketPolicy")
    .filter(({ properties }) => properties.get("Bucket").string() === bucket);
  return policies.flatMap(({ properties }) => {
    const document = properties.get("PolicyDocument");
    const statements = readResourceStatements(document);
    if (statements.some((statement) => statement.effect === "Deny" && !isAboutTransport(statement))) {
      document.fail("denies something that the local edge does not check");
    }
    return statements
      .filter(({ effect, principal }) => effect === "Allow" && isCloudFront(principal))
      .map(({ actions, resources, conditions }): DistributionAccess => {
        const [distributionArn, ...more] = conditionValues(conditions);
        if (distributionArn === undefined || more.length > 0) {
          return document.fail("lets CloudFront in without naming one distribution by AWS:SourceArn");
        }
        const allows = (action: string, resource: string) => actions.includes(action) && resources.includes(resource);
        return {
          distributionArn,
          canRead: allows("s3:GetObject", `arn:aws:s3:::${bucket}/*`),
          canList: allows("s3:ListBucket", `arn:aws:s3:::${bucket}`),
        };
      });
  });
}

function isCloudFront(principal: Json): boolean {
  return isJsonObject(principal) && principal.Service === "cloudfront.amazonaws.com";
}

/** The usual refusal of requests without TLS: the edge signs its requests and would always use TLS. */
function isAboutTransport({ conditions }: ResourceStatement): boolean {
  return JSON.stringify(conditions) === JSON.stringify({ Bool: { "aws:SecureTransport": ["false"] } });
}

function conditionValues(conditions: ResourceStatement["conditions"]): readonly string[] {
  const equals = Object.entries(conditions.StringEquals ?? {});
  return equals.flatMap(([key, values]) => (key.toLowerCase() === "aws:sourcearn" ? values : []));
}

function listFiles(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
