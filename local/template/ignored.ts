/**
 * What the runner leaves out on purpose, each with the reason why it cannot matter on one machine. Everything else that
 * no reader reads makes the runner stop.
 */

/** Resource types that do nothing here. */
export const IGNORED_TYPES: Readonly<Record<string, string>> = {
  "AWS::Logs::LogGroup": "log lines go to one local file; how long AWS keeps them changes no answer",
  "AWS::KMS::Alias": "a name for people: functions name keys by their ARN",
  "AWS::CloudWatch::Alarm": "alarms watch a deployment; no answer depends on one",
  "AWS::CloudWatch::Dashboard": "a page for people in the AWS console",
  "AWS::SNS::Topic": "only alarms publish to it",
  "AWS::SNS::TopicPolicy": "only alarms publish to the topic",
  "AWS::SNS::Subscription": "only alarms publish to the topic",
  "AWS::SQS::Queue": "what a function gives up is printed here, and its event is still in the local log",
  "AWS::SQS::QueuePolicy": "no queue is here",
  "AWS::Lambda::LayerVersion": "only CDK's own file-copying function uses one, and the runner copies the files itself",
};

/** Resource type -> path of a property (`*` is one member or list item; everything below counts too) -> reason. */
export const IGNORED_PROPERTIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "AWS::ApiGatewayV2::Api": {
    Name: "a label",
    Description: "a label",
  },
  "AWS::ApiGatewayV2::Authorizer": { Name: "a label" },
  "AWS::ApiGatewayV2::Integration": { Description: "a label" },
  "AWS::ApiGatewayV2::Stage": { Description: "a label" },
  "AWS::CloudFront::CachePolicy": {
    "CachePolicyConfig.Name": "a label",
    "CachePolicyConfig.Comment": "a label",
  },
  "AWS::CloudFront::OriginRequestPolicy": {
    "OriginRequestPolicyConfig.Name": "a label",
    "OriginRequestPolicyConfig.Comment": "a label",
  },
  "AWS::CloudFront::Function": { Name: "a label", "FunctionConfig.Comment": "a label" },
  "AWS::CloudFront::ResponseHeadersPolicy": {
    "ResponseHeadersPolicyConfig.Name": "a label",
    "ResponseHeadersPolicyConfig.Comment": "a label",
  },
  "AWS::CloudFront::OriginAccessControl": {
    "OriginAccessControlConfig.Name": "a label",
    "OriginAccessControlConfig.Description": "a label",
    "OriginAccessControlConfig.SigningProtocol": "sigv4 is the only one",
  },
  "AWS::CloudFront::Distribution": {
    "DistributionConfig.Comment": "a label",
    "DistributionConfig.HttpVersion": "the local front door speaks HTTP/1.1; answers do not depend on the version",
    "DistributionConfig.IPV6Enabled": "the local front door listens on both loopback addresses",
    "DistributionConfig.PriceClass": "there is one edge location here",
    "DistributionConfig.CacheBehaviors.*.ViewerProtocolPolicy":
      "loopback needs no TLS, and browsers treat it as secure",
    "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy":
      "loopback needs no TLS, and browsers treat it as secure",
    "DistributionConfig.Origins.*.CustomOriginConfig.OriginSSLProtocols": "the way to the local gateway has no TLS",
  },
  "AWS::DynamoDB::GlobalTable": {
    "Replicas.*.Region": "there is one Region here",
    "Replicas.*.ContributorInsightsSpecification": "a report for operators",
    "Replicas.*.GlobalSecondaryIndexes.*.IndexName": "which index the settings below belong to",
    "Replicas.*.GlobalSecondaryIndexes.*.ContributorInsightsSpecification": "a report for operators",
    "Replicas.*.DeletionProtectionEnabled": "nothing deletes tables here but --reset",
    "Replicas.*.PointInTimeRecoverySpecification": "backups",
    "Replicas.*.Tags": "labels",
    SSESpecification: "the local store is a folder that only its owner can read",
  },
  "AWS::DynamoDB::Table": {
    ContributorInsightsSpecification: "a report for operators",
    DeletionProtectionEnabled: "nothing deletes tables here but --reset",
    PointInTimeRecoverySpecification: "backups",
    SSESpecification: "the local store is a folder that only its owner can read",
    Tags: "labels",
  },
  "AWS::Events::Rule": {
    Name: "a label",
    Description: "a label",
    "Targets.*.Id": "a label",
    "Targets.*.RetryPolicy": "the local scheduler reaches every function at once",
  },
  "AWS::IAM::Role": {
    AssumeRolePolicyDocument: "the runner gives each function the role that the function names",
    Description: "a label",
    Tags: "labels",
  },
  "AWS::KMS::Key": {
    Description: "a label",
    EnableKeyRotation: "AWS changes the key's bytes every year and keeps the old ones; nothing runs here for so long",
    PendingWindowInDays: "nothing deletes keys here but --reset",
    Tags: "labels",
  },
  "AWS::Lambda::Function": {
    Architectures: "the bundle is JavaScript, and runs on the machine's own architecture",
    "Code.S3Bucket": "every asset is in the assembly's folder; its key names it",
    Description: "a label",
    ReservedConcurrentExecutions: "the runner's own limit of workers per function is lower",
    "LoggingConfig.SystemLogLevel": "the runner writes no platform lines",
    Tags: "labels",
  },
  "AWS::KinesisFirehose::DeliveryStream": {
    DeliveryStreamEncryptionConfigurationInput: "what waits for Firehose waits nowhere here",
    "ExtendedS3DestinationConfiguration.BufferingHints": "each request becomes a file at once",
    "ExtendedS3DestinationConfiguration.ErrorOutputPrefix": "what cannot be written is refused at once",
    Tags: "labels",
  },
  "AWS::Lambda::EventSourceMapping": {
    BisectBatchOnFunctionError: "what fails comes again as a whole, and nothing is forgotten here after a day",
    Tags: "labels",
  },
  "AWS::Lambda::EventInvokeConfig": {
    MaximumEventAgeInSeconds: "no event waits here",
    DestinationConfig: "what a function gives up is printed here, and its event is still in the local log",
  },
  "AWS::S3::Bucket": {
    BucketEncryption: "objects are files that only the owner of the data directory can read, or files of the assembly",
    "LifecycleConfiguration.Rules.*.AbortIncompleteMultipartUpload": "the local S3 has no multipart uploads",
    "LifecycleConfiguration.Rules.*.Id": "a label",
    OwnershipControls: "objects have no owners here",
    PublicAccessBlockConfiguration: "no request without a signature is answered here, but those of the edge",
    Tags: "labels",
  },
  "AWS::SecretsManager::Secret": {
    Name: "a label",
    Description: "a label",
    KmsKeyId: "the value is kept in the data directory, which only its owner can read",
    Tags: "labels",
  },
  "Custom::CDKBucketDeployment": {
    ServiceToken: "the runner copies the files itself",
    SourceBucketNames: "every asset is in the assembly's folder; its key names it",
    OutputObjectKeys: "what the deployment's own answer lists",
    WaitForDistributionInvalidation: "the local edge starts with an empty cache after every deployment",
    DistributionId: "the local edge starts with an empty cache after every deployment",
    DistributionPaths: "the local edge starts with an empty cache after every deployment",
  },
};
