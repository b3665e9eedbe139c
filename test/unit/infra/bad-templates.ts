/** One change of the real template that a rule must refuse. */
export interface BadTemplate {
  readonly rule: string;
  /** What is changed: the first resource of the type whose logical id matches. */
  readonly type?: string;
  readonly id?: RegExp;
  /** From the resource's properties on, unless it begins with another section; `undefined` as value takes away what is there. */
  readonly path?: readonly (string | number)[];
  readonly value?: unknown;
  /** A resource that is added instead. */
  readonly added?: { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };
}

const ROUTE = "AWS::ApiGatewayV2::Route";
const AUTHORIZER = "AWS::ApiGatewayV2::Authorizer";
const STAGE = "AWS::ApiGatewayV2::Stage";
const INTEGRATION = "AWS::ApiGatewayV2::Integration";
const ROLE = "AWS::IAM::Role";
const FUNCTION = "AWS::Lambda::Function";
const PERMISSION = "AWS::Lambda::Permission";
const TABLE = "AWS::DynamoDB::GlobalTable";
const BUCKET = "AWS::S3::Bucket";
const BUCKET_POLICY = "AWS::S3::BucketPolicy";
const KEY = "AWS::KMS::Key";
const SECRET = "AWS::SecretsManager::Secret";
const DISTRIBUTION = "AWS::CloudFront::Distribution";
const CACHE_POLICY = "AWS::CloudFront::CachePolicy";
const POOL = "AWS::Cognito::UserPool";
const CLIENT = "AWS::Cognito::UserPoolClient";

const STATEMENT = ["Policies", 0, "PolicyDocument", "Statement"];
const FORMAT = ["AccessLogSettings", "Format"];
const CACHE_KEY = ["CachePolicyConfig", "ParametersInCacheKeyAndForwardedToOrigin"];
const HOT = /EmbedLoadRole/;

export const BAD_TEMPLATES: readonly BadTemplate[] = [
  { rule: "ROUTE_HAS_AUTHORIZER", type: ROUTE, id: /createToken/, path: ["AuthorizationType"], value: "NONE" },
  { rule: "ROUTE_HAS_AUTHORIZER", type: ROUTE, id: /createToken/, path: ["AuthorizationType"], value: undefined },
  { rule: "ROUTE_HAS_AUTHORIZER", type: ROUTE, id: /createToken/, path: ["AuthorizerId"], value: undefined },
  { rule: "ROUTE_IS_EXACT", type: ROUTE, id: /createToken/, path: ["RouteKey"], value: "$default" },
  { rule: "ROUTE_IS_EXACT", type: ROUTE, id: /createToken/, path: ["RouteKey"], value: "ANY /v1/tokens" },
  { rule: "ROUTE_IS_EXACT", type: ROUTE, id: /createToken/, path: ["RouteKey"], value: "GET /v1/{proxy+}" },
  { rule: "AUTHORIZER_TYPE", type: AUTHORIZER, path: ["AuthorizerType"], value: "JWT" },
  { rule: "AUTHORIZER_PAYLOAD", type: AUTHORIZER, path: ["AuthorizerPayloadFormatVersion"], value: "1.0" },
  { rule: "AUTHORIZER_ANSWERS", type: AUTHORIZER, path: ["EnableSimpleResponses"], value: undefined },
  { rule: "AUTHORIZER_KEEPS_NO_VERDICT", type: AUTHORIZER, path: ["AuthorizerResultTtlInSeconds"], value: 1 },
  { rule: "AUTHORIZER_KEEPS_NO_VERDICT", type: AUTHORIZER, path: ["AuthorizerResultTtlInSeconds"], value: undefined },
  {
    rule: "AUTHORIZER_SEES_EVERY_REQUEST",
    type: AUTHORIZER,
    path: ["IdentitySource"],
    value: ["$request.header.Authorization"],
  },
  { rule: "AUTHORIZER_SEES_EVERY_REQUEST", type: AUTHORIZER, path: ["IdentitySource"], value: undefined },
  { rule: "API_IS_HTTP", added: { Type: "AWS::ApiGateway::RestApi", Properties: { Name: "Another" } } },
  { rule: "API_IS_HTTP", type: "AWS::ApiGatewayV2::Api", path: ["ProtocolType"], value: "WEBSOCKET" },
  {
    rule: "API_HAS_NO_CORS",
    type: "AWS::ApiGatewayV2::Api",
    path: ["CorsConfiguration"],
    value: { AllowOrigins: ["*"] },
  },
  { rule: "INTEGRATION_IS_A_FUNCTION", type: INTEGRATION, path: ["IntegrationType"], value: "HTTP_PROXY" },
  { rule: "INTEGRATION_IS_A_FUNCTION", type: INTEGRATION, path: ["IntegrationUri"], value: "https://other.example" },
  { rule: "INTEGRATION_IS_A_FUNCTION", type: INTEGRATION, path: ["PayloadFormatVersion"], value: "1.0" },
  { rule: "STAGE_IS_THROTTLED", type: STAGE, path: ["DefaultRouteSettings", "ThrottlingRateLimit"], value: undefined },
  { rule: "STAGE_IS_THROTTLED", type: STAGE, path: ["DefaultRouteSettings", "ThrottlingBurstLimit"], value: 0 },
  { rule: "STAGE_HAS_ACCESS_LOG", type: STAGE, path: ["AccessLogSettings"], value: undefined },
  { rule: "ACCESS_LOG_HOLDS_NO_SECRET", type: STAGE, path: FORMAT, value: '{"path":"$context.path"}' },
  { rule: "ACCESS_LOG_HOLDS_NO_SECRET", type: STAGE, path: FORMAT, value: '{"q":"$context.rawQueryString"}' },
  { rule: "ACCESS_LOG_HOLDS_NO_SECRET", type: STAGE, path: FORMAT, value: '{"a":"$request.header.Authorization"}' },

  { rule: "IAM_NAMES_ACTIONS", type: ROLE, id: HOT, path: [...STATEMENT, 0, "Action", 0], value: "logs:*" },
  { rule: "IAM_NAMES_ACTIONS", added: policy({ Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::one/a" }) },
  {
    rule: "IAM_NAMES_ACTIONS",
    added: policy({ Effect: "Allow", NotAction: "s3:Get", Resource: "arn:aws:s3:::one/a" }),
  },
  { rule: "IAM_NAMES_RESOURCES", type: ROLE, id: HOT, path: [...STATEMENT, 0, "Resource"], value: "*" },
  {
    rule: "IAM_NAMES_RESOURCES",
    type: ROLE,
    id: HOT,
    path: [...STATEMENT, 0, "Resource"],
    value: [{ "Fn::Join": ["", ["arn:aws:logs:", { Ref: "AWS::Region" }, ":*"]] }],
  },
  {
    rule: "IAM_NAMES_RESOURCES",
    added: policy({ Effect: "Allow", Action: "s3:GetObject", Resource: { "Fn::Sub": "arn:aws:s3:::*/a" } }),
  },
  {
    rule: "IAM_NAMES_RESOURCES",
    added: policy({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::one/a" }),
  },
  { rule: "IAM_NEVER_SCANS", type: ROLE, id: HOT, path: [...STATEMENT, 1, "Action"], value: "dynamodb:Scan" },
  { rule: "IAM_NEVER_SCANS", type: ROLE, id: HOT, path: [...STATEMENT, 1, "Action"], value: "dynamodb:PartiQLSelect" },
  {
    rule: "IAM_QUERIES_OFF_THE_HOT_PATH",
    type: ROLE,
    id: HOT,
    path: [...STATEMENT, 1, "Action"],
    value: "dynamodb:Query",
  },
  { rule: "IAM_NAMES_KEYS", type: ROLE, id: HOT, path: [...STATEMENT, 1, "Condition"], value: undefined },
  {
    rule: "IAM_NAMES_KEYS",
    added: policy({ Effect: "Allow", Action: ["dynamodb:PutItem"], Resource: { "Fn::GetAtt": ["Table", "Arn"] } }),
  },
  { rule: "IAM_RIGHTS_ARE_FIXED", type: ROLE, id: HOT, path: [...STATEMENT, 0, "Action", 0], value: "iam:PassRole" },
  {
    rule: "IAM_ROLES_HOLD_THEIR_OWN_GRANTS",
    type: ROLE,
    path: ["ManagedPolicyArns"],
    value: ["arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"],
  },
  {
    rule: "IAM_ROLES_ARE_FOR_SERVICES",
    type: ROLE,
    path: ["AssumeRolePolicyDocument", "Statement", 0, "Principal"],
    value: "*",
  },
  {
    rule: "IAM_ROLES_ARE_FOR_SERVICES",
    type: ROLE,
    path: ["AssumeRolePolicyDocument", "Statement", 0, "Principal", "AWS"],
    value: "arn:aws:iam::111122223333:root",
  },
  { rule: "IAM_HAS_NO_USERS", added: { Type: "AWS::IAM::User", Properties: {} } },

  { rule: "FUNCTION_IS_ARM64", type: FUNCTION, path: ["Architectures"], value: ["x86_64"] },
  { rule: "FUNCTION_IS_ARM64", type: FUNCTION, path: ["Architectures"], value: undefined },
  { rule: "FUNCTION_RUNTIME", type: FUNCTION, path: ["Runtime"], value: "nodejs22.x" },
  { rule: "FUNCTION_MEMORY", type: FUNCTION, path: ["MemorySize"], value: 1025 },
  { rule: "FUNCTION_MEMORY", type: FUNCTION, path: ["MemorySize"], value: undefined },
  { rule: "FUNCTION_TIMEOUT", type: FUNCTION, path: ["Timeout"], value: 301 },
  { rule: "FUNCTION_TIMEOUT", type: FUNCTION, path: ["Timeout"], value: undefined },
  { rule: "FUNCTION_HAS_ITS_OWN_LOG_GROUP", type: FUNCTION, path: ["LoggingConfig"], value: undefined },
  {
    rule: "FUNCTION_HAS_ITS_OWN_LOG_GROUP",
    type: FUNCTION,
    id: /EmbedLoad/,
    path: ["LoggingConfig", "LogGroup", "Ref"],
    value: "LatchkeyFunctionsAuthorizerLogs55A2B5C6",
  },
  {
    rule: "FUNCTION_IS_TOLD_NO_SECRET",
    type: FUNCTION,
    path: ["Environment", "Variables", "EDGE_SECRET"],
    value: "correct horse battery staple",
  },
  {
    rule: "FUNCTION_IS_TOLD_NO_SECRET",
    type: FUNCTION,
    path: ["Environment", "Variables", "SETTING"],
    value: "lks_0123456789ab_secret",
  },
  {
    rule: "FUNCTION_IS_TOLD_NO_SECRET",
    type: FUNCTION,
    path: ["Environment", "Variables", "SETTING"],
    value: "0123456789abcdef0123456789abcdef",
  },
  { rule: "FUNCTION_HAS_NO_OPEN_URL", added: { Type: "AWS::Lambda::Url", Properties: { AuthType: "NONE" } } },
  { rule: "PERMISSION_IS_FOR_A_SERVICE", type: PERMISSION, path: ["Principal"], value: "*" },
  { rule: "PERMISSION_IS_FOR_A_SERVICE", type: PERMISSION, path: ["Principal"], value: "111122223333" },
  { rule: "PERMISSION_IS_BOUND", type: PERMISSION, path: ["SourceArn"], value: undefined },
  { rule: "PERMISSION_IS_BOUND", type: PERMISSION, path: ["SourceArn"], value: "arn:aws:execute-api:*:*:*" },
  { rule: "PERMISSION_IS_TO_INVOKE", type: PERMISSION, path: ["Action"], value: "lambda:*" },
  { rule: "PERMISSION_IS_TO_INVOKE", type: PERMISSION, path: ["FunctionUrlAuthType"], value: "NONE" },
  { rule: "RETRIES_END", type: "AWS::Lambda::EventInvokeConfig", path: ["MaximumEventAgeInSeconds"], value: undefined },
  { rule: "RETRIES_END", type: "AWS::Lambda::EventInvokeConfig", path: ["MaximumRetryAttempts"], value: undefined },
  {
    rule: "STREAM_BATCHES_ARE_SPLIT",
    type: "AWS::Lambda::EventSourceMapping",
    path: ["BisectBatchOnFunctionError"],
    value: false,
  },
  {
    rule: "STREAM_BATCHES_ARE_SPLIT",
    type: "AWS::Lambda::EventSourceMapping",
    path: ["FilterCriteria"],
    value: undefined,
  },
  { rule: "SCHEDULE_GIVES_UP", type: "AWS::Events::Rule", path: ["Targets", 0, "RetryPolicy"], value: undefined },

  { rule: "TABLE_IS_GLOBAL", added: { Type: "AWS::DynamoDB::Table", Properties: { BillingMode: "PAY_PER_REQUEST" } } },
  {
    rule: "TABLE_CAN_GO_BACK_IN_TIME",
    type: TABLE,
    path: ["Replicas", 0, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"],
    value: false,
  },
  {
    rule: "TABLE_CAN_GO_BACK_IN_TIME",
    type: TABLE,
    path: ["Replicas", 0, "PointInTimeRecoverySpecification"],
    value: undefined,
  },
  { rule: "TABLE_IS_PROTECTED", type: TABLE, path: ["Replicas", 0, "DeletionProtectionEnabled"], value: undefined },
  { rule: "TABLE_IS_ON_DEMAND", type: TABLE, path: ["BillingMode"], value: "PROVISIONED" },
  { rule: "TABLE_IS_ENCRYPTED", type: TABLE, path: ["SSESpecification"], value: { SSEEnabled: false, SSEType: "KMS" } },
  { rule: "TABLE_FORGETS", type: TABLE, path: ["TimeToLiveSpecification"], value: undefined },
  {
    rule: "TABLE_FORGETS",
    type: TABLE,
    path: ["TimeToLiveSpecification"],
    value: { Enabled: true, AttributeName: "end" },
  },
  { rule: "BUCKET_IS_PRIVATE", type: BUCKET, path: ["PublicAccessBlockConfiguration"], value: undefined },
  {
    rule: "BUCKET_IS_PRIVATE",
    type: BUCKET,
    path: ["PublicAccessBlockConfiguration", "BlockPublicPolicy"],
    value: false,
  },
  { rule: "BUCKET_IS_ENCRYPTED", type: BUCKET, path: ["BucketEncryption"], value: undefined },
  { rule: "BUCKET_IS_READ_BY_POLICY_ONLY", type: BUCKET, path: ["AccessControl"], value: "PublicRead" },
  {
    rule: "BUCKET_IS_READ_BY_POLICY_ONLY",
    type: BUCKET,
    path: ["WebsiteConfiguration"],
    value: { IndexDocument: "index.html" },
  },
  {
    rule: "BUCKET_TAKES_FORMS_ONLY",
    type: BUCKET,
    id: /Uploads/,
    path: ["CorsConfiguration", "CorsRules", 0, "AllowedMethods"],
    value: ["POST", "GET"],
  },
  {
    rule: "BUCKET_OF_UPLOADS_KEEPS_NO_VERSIONS",
    type: BUCKET,
    id: /Uploads/,
    path: ["VersioningConfiguration"],
    value: { Status: "Enabled" },
  },
  {
    rule: "BUCKET_TAKES_TLS_ONLY",
    type: BUCKET_POLICY,
    path: ["PolicyDocument", "Statement", 0, "Condition", "Bool", "aws:SecureTransport"],
    value: "true",
  },
  {
    rule: "BUCKET_TAKES_TLS_ONLY",
    type: BUCKET_POLICY,
    path: ["PolicyDocument", "Statement", 0, "Action"],
    value: "s3:PutObject",
  },
  {
    rule: "BUCKET_POLICY_NAMES_ITS_READERS",
    type: BUCKET_POLICY,
    id: /SiteFiles/,
    path: ["PolicyDocument", "Statement", 1, "Principal"],
    value: "*",
  },
  {
    rule: "BUCKET_POLICY_NAMES_ITS_READERS",
    type: BUCKET_POLICY,
    id: /SiteFiles/,
    path: ["PolicyDocument", "Statement", 1, "Principal"],
    value: { AWS: "*" },
  },
  {
    rule: "BUCKET_POLICY_NAMES_ITS_READERS",
    type: BUCKET_POLICY,
    id: /SiteFiles/,
    path: ["PolicyDocument", "Statement", 1, "Condition"],
    value: undefined,
  },
  { rule: "KEY_ROTATES", type: KEY, id: /Secrets/, path: ["EnableKeyRotation"], value: undefined },
  { rule: "KEY_DELETION_WAITS", type: KEY, path: ["PendingWindowInDays"], value: 7 },
  {
    rule: "KEY_POLICY_NAMES_ITS_USERS",
    type: KEY,
    path: ["KeyPolicy", "Statement", 0, "Principal"],
    value: { AWS: "*" },
  },
  { rule: "KEY_POLICY_NAMES_ITS_USERS", type: KEY, path: ["KeyPolicy", "Statement", 0, "Principal"], value: "*" },
  { rule: "SECRET_IS_MADE_AT_DEPLOYMENT", type: SECRET, path: ["SecretString"], value: "correct horse battery staple" },
  { rule: "SECRET_IS_MADE_AT_DEPLOYMENT", type: SECRET, path: ["GenerateSecretString", "PasswordLength"], value: 31 },
  { rule: "LOG_GROUP_ENDS", type: "AWS::Logs::LogGroup", path: ["RetentionInDays"], value: undefined },
  {
    rule: "DELIVERY_IS_ENCRYPTED",
    type: "AWS::KinesisFirehose::DeliveryStream",
    path: ["DeliveryStreamEncryptionConfigurationInput"],
    value: undefined,
  },
  { rule: "DATA_OUTLIVES_THE_STACK", type: TABLE, path: ["..", "DeletionPolicy"], value: "Delete" },
  { rule: "DATA_OUTLIVES_THE_STACK", type: KEY, path: ["..", "UpdateReplacePolicy"], value: undefined },

  {
    rule: "EDGE_SPEAKS_TLS_ONLY",
    type: DISTRIBUTION,
    path: ["DistributionConfig", "CacheBehaviors", 1, "ViewerProtocolPolicy"],
    value: "allow-all",
  },
  {
    rule: "EDGE_SPEAKS_TLS_ONLY",
    type: DISTRIBUTION,
    path: ["DistributionConfig", "DefaultCacheBehavior", "ViewerProtocolPolicy"],
    value: "redirect-to-https",
  },
  {
    rule: "EDGE_ASKS_ORIGINS_BY_TLS",
    type: DISTRIBUTION,
    path: ["DistributionConfig", "Origins", 0, "CustomOriginConfig", "OriginProtocolPolicy"],
    value: "match-viewer",
  },
  {
    rule: "EDGE_REFUSES_OLD_TLS",
    type: DISTRIBUTION,
    path: ["DistributionConfig", "ViewerCertificate"],
    value: { MinimumProtocolVersion: "TLSv1.1_2016" },
  },
  {
    rule: "EDGE_CACHE_KEY_HOLDS_THE_DECISION",
    type: CACHE_POLICY,
    path: [...CACHE_KEY, "HeadersConfig", "Headers"],
    value: ["Origin"],
  },
  {
    rule: "EDGE_CACHE_KEY_HOLDS_THE_DECISION",
    type: CACHE_POLICY,
    path: [...CACHE_KEY, "HeadersConfig", "Headers"],
    value: ["Authorization"],
  },
  {
    rule: "EDGE_CACHE_KEY_HOLDS_THE_DECISION",
    type: CACHE_POLICY,
    path: [...CACHE_KEY, "QueryStringsConfig", "QueryStringBehavior"],
    value: "none",
  },
  { rule: "EDGE_CACHE_IS_SHORT", type: CACHE_POLICY, path: ["CachePolicyConfig", "MaxTTL"], value: 61 },
  { rule: "EDGE_CACHE_IS_SHORT", type: CACHE_POLICY, path: ["CachePolicyConfig", "DefaultTTL"], value: 1 },
  {
    rule: "EDGE_KEEPS_NO_ANSWER_OF_THE_API",
    type: DISTRIBUTION,
    path: ["DistributionConfig", "DefaultCacheBehavior", "CachePolicyId"],
    value: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  },
  {
    rule: "EDGE_KEEPS_NO_ERROR",
    type: DISTRIBUTION,
    path: ["DistributionConfig", "CustomErrorResponses", 1, "ErrorCachingMinTTL"],
    value: 10,
  },
  {
    rule: "EDGE_KEEPS_NO_ERROR",
    type: DISTRIBUTION,
    path: ["DistributionConfig", "CustomErrorResponses"],
    value: [{ ErrorCachingMinTTL: 0, ErrorCode: 403 }],
  },
  {
    rule: "EDGE_SETS_SECURITY_HEADERS",
    type: DISTRIBUTION,
    path: ["DistributionConfig", "CacheBehaviors", 1, "ResponseHeadersPolicyId"],
    value: undefined,
  },
  {
    rule: "EDGE_SETS_SECURITY_HEADERS",
    type: "AWS::CloudFront::ResponseHeadersPolicy",
    path: ["ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "StrictTransportSecurity", "AccessControlMaxAgeSec"],
    value: 300,
  },
  {
    rule: "EDGE_SETS_SECURITY_HEADERS",
    type: "AWS::CloudFront::ResponseHeadersPolicy",
    path: ["ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "ContentTypeOptions"],
    value: undefined,
  },
  {
    rule: "EDGE_SIGNS_FOR_BUCKETS",
    type: "AWS::CloudFront::OriginAccessControl",
    path: ["OriginAccessControlConfig", "SigningBehavior"],
    value: "never",
  },

  { rule: "USER_POOL_PASSWORDS", type: POOL, path: ["Policies", "PasswordPolicy", "MinimumLength"], value: 11 },
  { rule: "USER_POOL_PASSWORDS", type: POOL, path: ["Policies"], value: undefined },
  { rule: "USER_POOL_SECOND_FACTOR", type: POOL, path: ["MfaConfiguration"], value: "OFF" },
  { rule: "USER_POOL_SECOND_FACTOR", type: POOL, path: ["EnabledMfas"], value: ["SMS_MFA", "SOFTWARE_TOKEN_MFA"] },
  { rule: "USER_POOL_ASKS_WHO_MAY_REGISTER", type: POOL, path: ["LambdaConfig"], value: undefined },
  { rule: "USER_POOL_PROVES_ADDRESSES", type: POOL, path: ["AutoVerifiedAttributes"], value: [] },
  { rule: "USER_POOL_PROVES_ADDRESSES", type: POOL, path: ["UserAttributeUpdateSettings"], value: undefined },
  { rule: "USER_POOL_IS_PROTECTED", type: POOL, path: ["DeletionProtection"], value: "INACTIVE" },
  { rule: "CLIENT_USES_CODES", type: CLIENT, path: ["AllowedOAuthFlows"], value: ["code", "implicit"] },
  { rule: "CLIENT_USES_CODES", type: CLIENT, path: ["ExplicitAuthFlows"], value: undefined },
  { rule: "CLIENT_USES_CODES", type: CLIENT, path: ["GenerateSecret"], value: true },
  { rule: "CLIENT_TOKENS_END", type: CLIENT, path: ["AccessTokenValidity"], value: 16 },
  { rule: "CLIENT_TOKENS_END", type: CLIENT, path: ["TokenValidityUnits", "RefreshToken"], value: "days" },
  { rule: "CLIENT_TOKENS_CAN_BE_WITHDRAWN", type: CLIENT, path: ["EnableTokenRevocation"], value: undefined },
  { rule: "CLIENT_TOKENS_CAN_BE_WITHDRAWN", type: CLIENT, path: ["RefreshTokenRotation"], value: undefined },
  { rule: "CLIENT_HIDES_WHO_IS_KNOWN", type: CLIENT, path: ["PreventUserExistenceErrors"], value: "LEGACY" },
];

function policy(statement: Readonly<Record<string, unknown>>): NonNullable<BadTemplate["added"]> {
  return {
    Type: "AWS::IAM::Policy",
    Properties: { PolicyName: "More", PolicyDocument: { Version: "2012-10-17", Statement: [statement] } },
  };
}
