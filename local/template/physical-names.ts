import { formatArn, PARTITION, REGION, stableId, URL_SUFFIX } from "./account.ts";

/** What `Ref` and `Fn::GetAtt` give for one resource. */
export interface PhysicalNames {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Names that the runner gives to a resource when the template gives none: `<stack>-<logical id>`. */
export function physicalNames(type: string, stackName: string, logicalId: string, givenName?: string): PhysicalNames {
  const name = givenName ?? `${stackName}-${logicalId}`;
  const id = (length: number) => stableId(`${stackName}/${logicalId}`, length);
  switch (type) {
    case "AWS::DynamoDB::GlobalTable":
    case "AWS::DynamoDB::Table":
      return {
        ref: name,
        attributes: {
          Arn: formatArn("dynamodb", `table/${name}`),
          StreamArn: formatArn("dynamodb", `table/${name}/stream/local`),
        },
      };
    case "AWS::KMS::Key":
      return { ref: id(32), attributes: { Arn: formatArn("kms", `key/${id(32)}`) } };
    case "AWS::Lambda::Function":
      return { ref: name, attributes: { Arn: formatArn("lambda", `function:${name}`) } };
    case "AWS::Lambda::LayerVersion":
      return { ref: formatArn("lambda", `layer:${name}:1`), attributes: {} };
    case "AWS::Events::Rule":
      return { ref: name, attributes: { Arn: formatArn("events", `rule/${name}`) } };
    case "AWS::CloudWatch::Alarm":
      return { ref: name, attributes: { Arn: formatArn("cloudwatch", `alarm:${name}`) } };
    case "AWS::SQS::Queue":
      return {
        ref: `https://sqs.${REGION}.${URL_SUFFIX}/${name}`,
        attributes: { Arn: formatArn("sqs", name), QueueName: name },
      };
    case "AWS::KinesisFirehose::DeliveryStream":
      return { ref: name, attributes: { Arn: formatArn("firehose", `deliverystream/${name}`) } };
    case "AWS::IAM::Role":
      return { ref: name, attributes: { Arn: formatArn("iam", `role/${name}`, { region: "" }) } };
    case "AWS::Logs::LogGroup":
      return { ref: name, attributes: { Arn: `${formatArn("logs", `log-group:${name}`)}:*` } };
    case "AWS::S3::Bucket":
      return bucketNames(name.toLowerCase());
    case "AWS::ApiGatewayV2::Api": {
      const apiId = id(10);
      const domain = `${apiId}.execute-api.${REGION}.${URL_SUFFIX}`;
      return { ref: apiId, attributes: { ApiId: apiId, ApiEndpoint: `https://${domain}` } };
    }
    case "AWS::ApiGatewayV2::Stage":
      return { ref: givenName ?? "$default", attributes: {} };
    case "AWS::ApiGatewayV2::Authorizer":
      return { ref: id(6), attributes: { AuthorizerId: id(6) } };
    case "AWS::ApiGatewayV2::Integration":
    case "AWS::ApiGatewayV2::Route":
      return { ref: id(7), attributes: {} };
    case "AWS::CloudFront::Distribution":
      return {
        ref: id(14).toUpperCase(),
        attributes: { Id: id(14).toUpperCase(), DomainName: `${id(14)}.cloudfront.net` },
      };
    case "AWS::CloudFront::OriginAccessControl":
    case "AWS::CloudFront::CachePolicy":
    case "AWS::CloudFront::OriginRequestPolicy":
    case "AWS::CloudFront::ResponseHeadersPolicy":
      return { ref: id(14), attributes: { Id: id(14) } };
    case "AWS::CloudFront::Function": {
      const arn = formatArn("cloudfront", `function/${name}`, { region: "" });
      return { ref: arn, attributes: { FunctionARN: arn } };
    }
    case "AWS::SecretsManager::Secret": {
      const arn = formatArn("secretsmanager", `secret:${name}-${id(6)}`);
      return { ref: arn, attributes: { Id: arn } };
    }
    default:
      return { ref: name, attributes: {} };
  }
}

function bucketNames(name: string): PhysicalNames {
  return {
    ref: name,
    attributes: {
      Arn: `arn:${PARTITION}:s3:::${name}`,
      DomainName: `${name}.s3.${URL_SUFFIX}`,
      RegionalDomainName: `${name}.s3.${REGION}.${URL_SUFFIX}`,
    },
  };
}
