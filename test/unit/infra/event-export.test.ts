import { Duration } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import { eventKey } from "../../../functions/store/keys.ts";
import { isMatch } from "../../../local/streams/filter.ts";
import {
  at,
  functionsOf,
  listAt,
  propertiesOf,
  resourcesOf,
  statementsOf,
  synthesizeApp,
  synthesizeConstruct,
} from "./template.ts";

const template = synthesizeApp();
const ofExport = Object.entries(template.Resources).filter(([id]) => id.includes("EventExport"));
const [bucket] = resourcesOf(template, "AWS::S3::Bucket").filter(({ id }) => id.includes("EventExport"));
const getArn = (id: string | undefined) => ({ "Fn::GetAtt": [id, "Arn"] });

describe("the export of events", () => {
  it("is off unless the parameter says otherwise: none of its parts is made, and the table has no stream", () => {
    expect(template.Parameters.EventExport).toMatchObject({ Default: "off", AllowedValues: ["on", "off"] });
    expect(template.Conditions?.HasEventExport).toEqual({ "Fn::Equals": [{ Ref: "EventExport" }, "on"] });
    expect(ofExport.map(([, { Type }]) => Type).sort()).toEqual([
      "AWS::IAM::Role",
      "AWS::IAM::Role",
      "AWS::KinesisFirehose::DeliveryStream",
      "AWS::Lambda::EventSourceMapping",
      "AWS::Lambda::Function",
      "AWS::Logs::LogGroup",
      "AWS::S3::Bucket",
      "AWS::S3::BucketPolicy",
    ]);
    for (const [id, { Condition }] of ofExport) expect([id, Condition]).toEqual([id, "HasEventExport"]);
    const streams = resourcesOf(template, "AWS::DynamoDB::GlobalTable").map(
      ({ Properties }) => Properties.StreamSpecification,
    );
    expect(streams).toEqual([
      undefined,
      undefined,
      { "Fn::If": ["HasEventExport", { StreamViewType: "NEW_IMAGE" }, { Ref: "AWS::NoValue" }] },
    ]);
    expect(template.Outputs.EventBucket).toMatchObject({ Condition: "HasEventExport" });
  });

  it("is in somebody's own stack only with its prop, and then without conditions", () => {
    const without = synthesizeConstruct(() => ({}));
    expect(Object.keys(without.Resources).filter((id) => id.includes("EventExport"))).toEqual([]);
    const own = synthesizeConstruct(() => ({ eventExport: { retention: Duration.days(30) } }));
    expect(propertiesOf(own, "AWS::KinesisFirehose::DeliveryStream")).toBeDefined();
    expect(Object.values(own.Resources).filter(({ Condition }) => Condition !== undefined)).toEqual([]);
    const [kept] = resourcesOf(own, "AWS::S3::Bucket").filter(({ id }) => id.includes("EventExport"));
    expect(at(kept?.Properties, "LifecycleConfiguration", "Rules", 0)).toMatchObject({ ExpirationInDays: 30 });
    expect(() => synthesizeConstruct(() => ({ eventExport: { retention: Duration.hours(36) } }))).toThrow(/whole days/);
  });

  it("has a bucket of its own: private, encrypted, by TLS only, forgotten after 800 days, and kept when the stack goes", () => {
    expect(bucket).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
        },
        LifecycleConfiguration: {
          Rules: [
            { Id: "Ended", Status: "Enabled", ExpirationInDays: 800 },
            { Id: "Abandoned", Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
          ],
        },
      },
    });
    const policy = resourcesOf(template, "AWS::S3::BucketPolicy").find(
      ({ Properties }) => at(Properties, "Bucket", "Ref") === bucket?.id,
    );
    expect(listAt(policy?.Properties, "PolicyDocument", "Statement")).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
  });

  it("is written by Firehose as compressed lines below the day, and into no other folder", () => {
    const { ExtendedS3DestinationConfiguration: destination, ...stream } = propertiesOf(
      template,
      "AWS::KinesisFirehose::DeliveryStream",
    );
    expect(stream).toEqual({
      DeliveryStreamType: "DirectPut",
      DeliveryStreamEncryptionConfigurationInput: { KeyType: "AWS_OWNED_CMK" },
    });
    expect(destination).toMatchObject({
      BucketARN: getArn(bucket?.id),
      Prefix: "events/date=!{timestamp:yyyy-MM-dd}/",
      ErrorOutputPrefix: "errors/!{firehose:error-output-type}/date=!{timestamp:yyyy-MM-dd}/",
      FileExtension: ".jsonl.gz",
      CompressionFormat: "GZIP",
    });
    const role = template.Resources[String(at(destination, "RoleARN", "Fn::GetAtt", 0))];
    if (role === undefined) throw new Error("the delivery stream has no role");
    expect(listAt(role.Properties, "AssumeRolePolicyDocument", "Statement")).toEqual([
      {
        Action: "sts:AssumeRole",
        Effect: "Allow",
        Principal: { Service: "firehose.amazonaws.com" },
        Condition: { StringEquals: { "sts:ExternalId": { Ref: "AWS::AccountId" } } },
      },
    ]);
    const below = (folder: string) => ({ "Fn::Join": ["", [getArn(bucket?.id), `/${folder}/*`]] });
    expect(statementsOf(role).map(({ actions, resource }) => [...actions, resource])).toEqual([
      ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads", getArn(bucket?.id)],
      ["s3:AbortMultipartUpload", "s3:PutObject", [below("errors"), below("events")]],
    ]);
  });

  it("gives one function the stream of new events, which it may read, and the delivery stream, which it may fill", () => {
    const { FilterCriteria, ...mapping } = propertiesOf(template, "AWS::Lambda::EventSourceMapping");
    const telemetry = resourcesOf(template, "AWS::DynamoDB::GlobalTable").find(({ id }) => id.includes("Telemetry"));
    const streamArn = { "Fn::GetAtt": [telemetry?.id, "StreamArn"] };
    expect(mapping).toMatchObject({
      EventSourceArn: streamArn,
      StartingPosition: "TRIM_HORIZON",
      BisectBatchOnFunctionError: true,
    });
    expect(mapping).not.toHaveProperty("MaximumRetryAttempts");
    const found = functionsOf(template).get("event-export");
    expect(template.Resources[String(at(mapping, "FunctionName", "Ref"))]?.Properties).toBe(found?.properties);
    const [delivery] = resourcesOf(template, "AWS::KinesisFirehose::DeliveryStream");
    expect(
      found &&
        statementsOf(found.role)
          .slice(1)
          .map(({ actions, resource }) => [...actions, resource]),
    ).toEqual([
      ["dynamodb:DescribeStream", streamArn],
      ["dynamodb:GetRecords", streamArn],
      ["dynamodb:GetShardIterator", streamArn],
      ["dynamodb:ListStreams", streamArn],
      ["firehose:PutRecordBatch", getArn(delivery?.id)],
    ]);
  });

  it("is handed new events, and neither what is counted nor what is removed", () => {
    const filters = listAt(propertiesOf(template, "AWS::Lambda::EventSourceMapping"), "FilterCriteria", "Filters");
    expect(filters).toHaveLength(1);
    const pattern = JSON.parse(String(at(filters[0], "Pattern")));
    const record = (eventName: string, sk: string) => ({ eventName, dynamodb: { Keys: { sk: { S: sk } } } });
    const { sk } = eventKey("ws_4fK2mZq81LpA", "one");
    expect(isMatch(pattern, record("INSERT", sk))).toBe(true);
    expect(isMatch(pattern, record("REMOVE", sk))).toBe(false);
    expect(isMatch(pattern, record("INSERT", "2026-11-23"))).toBe(false);
  });
});
