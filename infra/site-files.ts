import { CfnElement, DefaultStackSynthesizer, Duration, type RemovalPolicy, Stack } from "aws-cdk-lib";
import { Effect, type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import { Construct, type IDependable } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import type { LatchkeyAssets } from "./assets.ts";
import { acknowledgeDeploymentFunction } from "./function-exceptions.ts";
import { PrivateBucket } from "./private-bucket.ts";

export interface SiteFilesProps {
  readonly embed: LatchkeyAssets["embed"];
  readonly console: LatchkeyAssets["console"];
  /** What must be there before a file is replaced. */
  readonly after: IDependable;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/** What one build left in its folder: files whose names hold their hashes, and files with fixed names that lead to them. */
interface Site {
  readonly id: string;
  readonly directory: string;
  /** The folder of the hashed files. */
  readonly hashed: string;
  readonly entries: readonly string[];
  /** For how long a browser may use an entry without asking. */
  readonly entryCache: CacheControl;
}

/**
 * A private bucket with the files of embed and console. Hashed files are kept for ever by every cache, and old ones stay in the bucket, so that a
 * page that pins one, or that was opened before a deployment, goes on working. Entries go up last, when all they name is there.
 */
export function createSiteFiles(scope: Construct, props: SiteFilesProps): IBucket {
  const { embed, console, after, logRetention, removalPolicy } = props;
  const sites: readonly Site[] = [
    {
      id: "Embed",
      directory: embed.directory,
      hashed: "assets",
      entries: ["embed.js"],
      entryCache: CacheControl.maxAge(Duration.minutes(5)),
    },
    {
      id: "Console",
      directory: console.directory,
      hashed: "console/assets",
      entries: console.pages,
      entryCache: CacheControl.noCache(),
    },
  ];
  const parent = new Construct(scope, "SiteFiles");
  const bucket = createBucket(parent, removalPolicy);
  const logGroup = new LogGroup(parent, "DeploymentLogs", { retention: logRetention, removalPolicy });
  const archives = sites.map((site) => ({
    site,
    hashed: archive(parent, `${site.id}Hashed`, site.directory, site.entries),
    entries: archive(parent, `${site.id}Entries`, site.directory, [site.hashed]),
  }));
  const [first] = archives;
  if (first === undefined) throw new Error("there are no sites");
  const role = createDeploymentRole(parent, { bucket, releases: first.hashed.bucket, logGroup, sites });

  const deploy = (id: string, asset: Asset, cacheControl: CacheControl[]): BucketDeployment => {
    const deployment = new BucketDeployment(parent, id, {
      destinationBucket: bucket,
      sources: [Source.bucket(asset.bucket, asset.s3ObjectKey)],
      cacheControl: [CacheControl.setPublic(), ...cacheControl],
      prune: false,
      role,
      logGroup,
      // CDK shares the function behind this between all deployments of a stack that ask for equal memory. An unusual
      // amount keeps this one, with its narrow role, to ourselves.
      memoryLimit: 520,
    });
    deployment.node.addDependency(after);
    return deployment;
  };
  for (const { site, hashed, entries } of archives) {
    const before = deploy(`${site.id}HashedFiles`, hashed, [
      CacheControl.maxAge(Duration.days(365)),
      CacheControl.immutable(),
    ]);
    deploy(`${site.id}EntryFiles`, entries, [site.entryCache]).node.addDependency(before);
  }
  acknowledgeDeployment(parent, role);
  return bucket;
}

/** A build's folder without some of its files, and without the list that the build makes for other programs. */
function archive(scope: Construct, id: string, path: string, without: readonly string[]): Asset {
  return new Asset(scope, id, { path, exclude: ["manifest.json", ...without] });
}

function createBucket(scope: Construct, removalPolicy: RemovalPolicy): PrivateBucket {
  const bucket = new PrivateBucket(scope, "Bucket", { removalPolicy });
  acknowledge(bucket, "AwsSolutions-S1", "Only CloudFront can read this bucket, and all it holds is published.");
  return bucket;
}

interface DeploymentRoleProps {
  readonly bucket: PrivateBucket;
  /** Where archives of releases are. */
  readonly releases: IBucket;
  readonly logGroup: LogGroup;
  readonly sites: readonly Site[];
}

/** The right to copy archives of a release into this bucket, where CDK by itself would grant all of both buckets. */
function createDeploymentRole(scope: Construct, { bucket, releases, logGroup, sites }: DeploymentRoleProps): IRole {
  const allow = (sid: string, actions: string[], resources: string[]) =>
    new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources });
  const folders = sites.map(({ hashed }) => `${hashed}/*`);
  const written = [...sites.flatMap(({ entries }) => entries), ...folders];
  const role = new Role(scope, "DeploymentRole", {
    description: "Copies the files of a release into their bucket",
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: {
      Grants: new PolicyDocument({
        statements: [
          allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup.logGroupArn]),
          allow("ReadReleases", ["s3:GetObject"], [releases.arnForObjects("*.zip")]),
          allow("CompareFiles", ["s3:ListBucket"], [bucket.bucketArn]),
          allow(
            "WriteFiles",
            ["s3:PutObject"],
            written.map((key) => bucket.arnForObjects(key)),
          ),
        ],
      }),
    },
  });
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-<AWS::AccountId>-<AWS::Region>/*.zip]`,
    "The archive has another name in each release. A policy that named it would change with every release, and the copy could start before the change is in force.",
  );
  const { defaultChild: resource } = bucket.node;
  if (CfnElement.isCfnElement(resource)) {
    for (const folder of folders) {
      acknowledge(
        role,
        `AwsSolutions-IAM5[Resource::<${Stack.of(scope).getLogicalId(resource)}.Arn>/${folder}]`,
        "The names of the files hold their hashes, so they differ from release to release.",
      );
    }
  }
  return role.withoutPolicyUpdates();
}

function acknowledgeDeployment(scope: Construct, role: IRole): void {
  for (const construct of Stack.of(scope).node.findAll()) {
    if (construct instanceof LambdaFunction && construct.role === role) acknowledgeDeploymentFunction(construct);
  }
}
