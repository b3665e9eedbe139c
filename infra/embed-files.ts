import { CfnElement, DefaultStackSynthesizer, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Effect, type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from "aws-cdk-lib/aws-s3";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";

export interface EmbedFilesProps {
  /** Holds `embed.js` and `assets/`, as the embed's build leaves them. */
  readonly directory: string;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * A private bucket with the embed's files. Files with a hash in their name are kept for ever by every cache, and old ones
 * stay in the bucket, so a page that pins one keeps working. The alias `embed.js` goes up last, when all it names is there.
 */
export function createEmbedFiles(
  scope: Construct,
  { directory, logRetention, removalPolicy }: EmbedFilesProps,
): IBucket {
  const parent = new Construct(scope, "EmbedFiles");
  const bucket = createBucket(parent, removalPolicy);
  const logGroup = new LogGroup(parent, "DeploymentLogs", { retention: logRetention, removalPolicy });
  const hashedFiles = new Asset(parent, "HashedFiles", { path: directory, exclude: ["embed.js", "manifest.json"] });
  const aliasFile = new Asset(parent, "AliasFile", { path: directory, exclude: ["**", "!embed.js"] });
  const role = createDeploymentRole(parent, bucket, hashedFiles.bucket, logGroup);

  const deploy = (id: string, asset: Asset, cacheControl: CacheControl[]): BucketDeployment =>
    new BucketDeployment(parent, id, {
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
  const hashed = deploy("Hashed", hashedFiles, [CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()]);
  const alias = deploy("Alias", aliasFile, [CacheControl.maxAge(Duration.minutes(5))]);
  alias.node.addDependency(hashed);
  acknowledgeRuntime(parent, role);
  return bucket;
}

function createBucket(scope: Construct, removalPolicy: RemovalPolicy): PrivateBucket {
  const bucket = new PrivateBucket(scope, "Bucket", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    removalPolicy,
    autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
  });
  acknowledge(bucket, "AwsSolutions-S1", "Only CloudFront can read this bucket, and all it holds is published.");
  return bucket;
}

/** The right to copy archives of a release into this bucket, where CDK by itself would grant all of both buckets. */
function createDeploymentRole(scope: Construct, bucket: Bucket, releases: IBucket, logGroup: LogGroup): IRole {
  const allow = (sid: string, actions: string[], resources: string[]) =>
    new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources });
  const role = new Role(scope, "DeploymentRole", {
    description: "Copies the embed files of a release into their bucket",
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    inlinePolicies: {
      Grants: new PolicyDocument({
        statements: [
          allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup.logGroupArn]),
          allow("ReadReleases", ["s3:GetObject"], [releases.arnForObjects("*.zip")]),
          allow("CompareFiles", ["s3:ListBucket"], [bucket.bucketArn]),
          allow("WriteFiles", ["s3:PutObject"], [bucket.arnForObjects("embed.js"), bucket.arnForObjects("assets/*")]),
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
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${Stack.of(scope).getLogicalId(resource)}.Arn>/assets/*]`,
      "The names of the files hold their hashes, so they differ from release to release.",
    );
  }
  return role.withoutPolicyUpdates();
}

function acknowledgeRuntime(scope: Construct, role: IRole): void {
  for (const construct of Stack.of(scope).node.findAll()) {
    if (construct instanceof LambdaFunction && construct.role === role) {
      acknowledge(construct, "AwsSolutions-L1", "CDK's own function in the Python version that CDK tested it with.");
    }
  }
}

/** CDK types `isWebsite` more loosely on the class than on its interface, which exact optional properties refuse. */
class PrivateBucket extends Bucket {
  override get isWebsite(): boolean {
    return false;
  }
}
