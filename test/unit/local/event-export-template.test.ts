import { afterEach, expect, it } from "vitest";
import { readDeployment } from "../../../local/template/deployment.ts";
import { createAssembly, type Edits, noSecret, PARAMETERS, removeFolder } from "./fixture.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder);
});

const getArn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const ROLE = {
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: { Version: "2012-10-17" },
    Policies: [{ PolicyName: "Grants", PolicyDocument: { Version: "2012-10-17", Statement: [] } }],
  },
};

/** A stack whose table has a stream that a function gets, and a delivery stream. */
function read(edits: Edits = {}) {
  const folder = createAssembly({
    "Resources.Table.Properties.StreamSpecification": { StreamViewType: "NEW_IMAGE" },
    "Resources.NewEvents": {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        EventSourceArn: { "Fn::GetAtt": ["Table", "StreamArn"] },
        FunctionName: { Ref: "Function" },
        StartingPosition: "TRIM_HORIZON",
        FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      },
    },
    "Resources.DeliveryRole": ROLE,
    "Resources.Delivery": {
      Type: "AWS::KinesisFirehose::DeliveryStream",
      Properties: {
        DeliveryStreamType: "DirectPut",
        ExtendedS3DestinationConfiguration: {
          BucketARN: "arn:aws:s3:::files",
          RoleARN: getArn("DeliveryRole"),
          Prefix: "events/!{timestamp:yyyy-MM-dd}/",
          CompressionFormat: "GZIP",
        },
      },
    },
    ...edits,
  });
  folders.push(folder);
  return readDeployment(folder, PARAMETERS, noSecret);
}

it("a table's stream, the function that gets it and the delivery stream are read from the template", () => {
  const { tables, eventSources, deliveryStreams } = read();
  const streamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/Test-Table/stream/local";
  expect(tables).toMatchObject([{ streamArn }]);
  expect(eventSources).toEqual([
    {
      logicalId: "NewEvents",
      tableName: "Test-Table",
      streamArn,
      functionArn: "arn:aws:lambda:us-east-1:000000000000:function:Test-Function",
      batchSize: 100,
      windowMs: 1000,
      pattern: { eventName: ["INSERT"] },
    },
  ]);
  expect(deliveryStreams).toEqual([
    {
      name: "Test-Delivery",
      arn: "arn:aws:firehose:us-east-1:000000000000:deliverystream/Test-Delivery",
      bucketArn: "arn:aws:s3:::files",
      prefix: "events/!{timestamp:yyyy-MM-dd}/",
      fileExtension: ".gz",
      roleName: "Test-DeliveryRole",
      statements: [],
    },
  ]);
});

it.each([
  ["Table.Properties.StreamSpecification.StreamViewType", "KEYS_ONLY", /must be NEW_IMAGE/],
  [
    "NewEvents.Properties.EventSourceArn",
    "arn:aws:dynamodb:us-east-1:000000000000:table/other/stream/1",
    /is not the stream/,
  ],
  ["NewEvents.Properties.StartingPosition", "LATEST", /must be TRIM_HORIZON/],
  ["NewEvents.Properties.FilterCriteria.Filters.0.Pattern", '{"eventName":[{"prefix":"I"}]}', /lists of texts/],
  ["NewEvents.Properties.FunctionName", "Nobody", /which is no Node function/],
  ["NewEvents.Properties.MaximumRetryAttempts", 3, /MaximumRetryAttempts/],
  ["Delivery.Properties.DeliveryStreamType", "KinesisStreamAsSource", /must be DirectPut/],
  ["Delivery.Properties.ExtendedS3DestinationConfiguration.CompressionFormat", "UNCOMPRESSED", /must be GZIP/],
  ["Delivery.Properties.ExtendedS3DestinationConfiguration.Prefix", "a/!{timestamp:HH}/", /implements/],
  ["Delivery.Properties.ExtendedS3DestinationConfiguration.RoleARN", "arn:aws:iam::000000000000:role/x", /not a role/],
  ["Delivery.Properties.ExtendedS3DestinationConfiguration.ProcessingConfiguration", { Enabled: true }, /Processing/],
])("%s may not be %j", (path, value, problem) => {
  expect(() => read({ [`Resources.${path}`]: value })).toThrow(problem);
});
