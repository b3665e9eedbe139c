import { type CfnCondition, CfnResource, Duration, Fn, type RemovalPolicy, Stack } from "aws-cdk-lib";
import { CfnGlobalTable, type TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnDeliveryStream } from "aws-cdk-lib/aws-kinesisfirehose";
import { CfnEventSourceMapping, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { PrivateBucket } from "./private-bucket.ts";

/** The events that the embed and shops send, one by one, as files for tools of your own. */
export interface EventExport {
  /**
   * How long the files are kept: 1 day or more.
   * @default Duration.days(800), as long as the counts that are made of the events
   */
  readonly retention?: Duration;

  /**
   * Decides at deployment whether there is an export.
   * @default - there is one
   */
  readonly condition?: CfnCondition;
}

export interface EventExportProps extends EventExport {
  /** Holds the events. */
  readonly telemetry: TableV2;
  /** The function, with the role that is given here. */
  readonly createFunction: (settings: ExportFunctionSettings) => LambdaFunction;
  readonly removalPolicy: RemovalPolicy;
}

/** What the function that exports is told and may do. */
export interface ExportFunctionSettings {
  readonly scope: Construct;
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
}

/** The bucket's folders: what was exported, by the UTC day on which it was, and what Firehose could not write. */
const EVENTS_PREFIX = "events/date=!{timestamp:yyyy-MM-dd}/";
const ERRORS_PREFIX = "errors/!{firehose:error-output-type}/date=!{timestamp:yyyy-MM-dd}/";
const RETENTION_DAYS = 800;
/** A file is begun when the last one is so old or so large. Few large files are what queries are fast with. */
const BUFFERING = { intervalInSeconds: 300, sizeInMBs: 64 } as const;
/** New events are handed over together: so many, or those of a minute. */
const BATCH = { batchSize: 1000, maximumBatchingWindowInSeconds: 60 } as const;
/** The item of an event, when it is written: see `eventKey` in functions/store/keys.ts. Nothing else of the table invokes the function. */
const NEW_EVENTS = { eventName: ["INSERT"], dynamodb: { Keys: { sk: { S: ["EVENT"] } } } } as const;

/**
 * Files of events in a bucket of their own. The table's stream hands each new event, some time after it was stored, to a function, which
 * gives it to Firehose. So no request waits for it, and nothing that is counted depends on it.
 */
export function createEventExport(scope: Construct, props: EventExportProps): IBucket {
  const { telemetry, condition, retention = Duration.days(RETENTION_DAYS), removalPolicy } = props;
  assertRetention(retention);
  const parent = new Construct(scope, "EventExport");
  const bucket = createBucket(parent, retention, removalPolicy);
  const deliveryStream = createDeliveryStream(parent, bucket);
  const streamArn = addStream(telemetry, condition);
  const run = props.createFunction({
    scope: parent,
    environment: { DELIVERY_STREAM: deliveryStream.ref },
    statements: [...readStatements(streamArn), deliverStatement(deliveryStream.attrArn)],
  });
  const newEvents = new CfnEventSourceMapping(parent, "NewEvents", {
    eventSourceArn: streamArn,
    functionName: run.functionName,
    ...BATCH,
    startingPosition: "TRIM_HORIZON",
    // What fails is tried until the stream forgets it, after a day, in ever smaller parts.
    bisectBatchOnFunctionError: true,
    filterCriteria: { filters: [{ pattern: JSON.stringify(NEW_EVENTS) }] },
  });
  acknowledge(
    newEvents,
    "Serverless-LambdaEventSourceMappingDestination",
    "What fails is tried until the stream forgets it, and the event itself stays in the table.",
  );
  if (condition !== undefined) {
    for (const child of parent.node.findAll()) {
      if (CfnResource.isCfnResource(child)) child.cfnOptions.condition = condition;
    }
  }
  return bucket;
}

function createBucket(scope: Construct, retention: Duration, removalPolicy: RemovalPolicy): PrivateBucket {
  const bucket = new PrivateBucket(scope, "Bucket", {
    lifecycleRules: [
      { id: "Ended", expiration: retention },
      { id: "Abandoned", abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    removalPolicy,
  });
  acknowledge(
    bucket,
    "AwsSolutions-S1",
    "Firehose alone writes into it, and who reads it is for the deployer to say, and to log with a trail of data events.",
  );
  return bucket;
}

/** Firehose and what it may do: write into the two folders, with what it asks of a bucket beforehand. */
function createDeliveryStream(scope: Construct, bucket: PrivateBucket): CfnDeliveryStream {
  const role = new Role(scope, "DeliveryRole", {
    description: "What Firehose may do with the events that Latchkey exports",
    assumedBy: new ServicePrincipal("firehose.amazonaws.com", {
      // A delivery stream of somebody else's account is not to be lent this role.
      conditions: { StringEquals: { "sts:ExternalId": Stack.of(scope).account } },
    }),
    inlinePolicies: {
      Grants: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: "FindBucket",
            effect: Effect.ALLOW,
            actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
            resources: [bucket.bucketArn],
          }),
          new PolicyStatement({
            sid: "WriteFiles",
            effect: Effect.ALLOW,
            actions: ["s3:AbortMultipartUpload", "s3:PutObject"],
            resources: FOLDERS.map((folder) => bucket.arnForObjects(`${folder}/*`)),
          }),
        ],
      }),
    },
  });
  const { defaultChild: bucketResource } = bucket.node;
  if (CfnResource.isCfnResource(bucketResource)) {
    const bucketId = Stack.of(scope).getLogicalId(bucketResource);
    for (const folder of FOLDERS) {
      acknowledge(
        role,
        `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${folder}/*]`,
        "Firehose gives each file a name of its own.",
      );
    }
  }
  return new CfnDeliveryStream(scope, "Delivery", {
    deliveryStreamType: "DirectPut",
    deliveryStreamEncryptionConfigurationInput: { keyType: "AWS_OWNED_CMK" },
    extendedS3DestinationConfiguration: {
      bucketArn: bucket.bucketArn,
      roleArn: role.roleArn,
      prefix: EVENTS_PREFIX,
      errorOutputPrefix: ERRORS_PREFIX,
      fileExtension: ".jsonl.gz",
      compressionFormat: "GZIP",
      bufferingHints: BUFFERING,
    },
  });
}

const FOLDERS = ["events", "errors"] as const;

/** @returns the ARN of the stream of what is written to the table */
function addStream(table: TableV2, condition: CfnCondition | undefined): string {
  const { defaultChild: resource } = table.node;
  if (!CfnGlobalTable.isCfnGlobalTable(resource)) throw new Error("the table is not a global table");
  const stream = { streamViewType: "NEW_IMAGE" };
  // A stack that has no export has no stream either.
  resource.streamSpecification =
    condition === undefined
      ? stream
      : Fn.conditionIf(condition.logicalId, { StreamViewType: stream.streamViewType }, Fn.ref("AWS::NoValue"));
  return resource.attrStreamArn;
}

/** What Lambda reads the stream with, in the function's role (Amazon DynamoDB developer guide, "IAM policy to allow a Lambda function to access DynamoDB stream records"). */
function readStatements(streamArn: string): readonly PolicyStatement[] {
  return ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
    (action) =>
      new PolicyStatement({
        sid: `${action}Events`,
        effect: Effect.ALLOW,
        actions: [`dynamodb:${action}`],
        resources: [streamArn],
      }),
  );
}

function deliverStatement(deliveryStreamArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: "DeliverEvents",
    effect: Effect.ALLOW,
    actions: ["firehose:PutRecordBatch"],
    resources: [deliveryStreamArn],
  });
}

function assertRetention(retention: Duration): void {
  if (retention.isUnresolved()) return;
  const days = retention.toDays({ integral: false });
  if (!(Number.isInteger(days) && days >= 1)) {
    throw new Error(`eventExport.retention is ${days} days, but S3 ends files after whole days, 1 or more.`);
  }
}
