import { idsOf, type Template } from "./template.ts";

/** Something of AWS that the emulator does not have, and what the rehearsal does in its place. */
export interface StandIn {
  /** A resource type, or a behaviour. */
  readonly what: string;
  readonly why: string;
  readonly instead: string;
}

/** Types that are taken out of the copy that is deployed. */
const REPLACED_TYPES: ReadonlyMap<string, Omit<StandIn, "what">> = new Map([
  [
    "AWS::Cognito::ManagedLoginBranding",
    { why: "the emulator does not know the type", instead: "its own sign-in page, which needs no branding" },
  ],
  [
    "AWS::Cognito::UserPoolUser",
    { why: "the emulator does not know the type", instead: "AdminCreateUser with the same properties" },
  ],
  [
    "Custom::CDKBucketDeployment",
    {
      why: "its function calls the AWS CLI at /opt/awscli, a path of Lambda's own",
      instead: "the same files, put into the same bucket with the same Cache-Control",
    },
  ],
]);

export interface AdaptOptions {
  /** Where the emulator serves Cognito's keys. */
  readonly endpoint: string;
  /** Where a relay on this machine passes requests on to the deployed API. */
  readonly relayPort: number;
}

/**
 * Changes a synthesized template so that the emulator can deploy it, and tells each change. What the template says about rights, routes, tables and
 * code stays.
 */
export function adaptTemplate(template: Template, options: AdaptOptions): StandIn[] {
  return [
    ...takeOutTypes(template),
    simplifyAlarms(template),
    replaceProviderUrl(template),
    replaceKeyAddress(template, options.endpoint),
    replaceApiOrigin(template, options.relayPort),
    takeOutConditionKeys(template),
  ];
}

function takeOutTypes(template: Template): StandIn[] {
  const gone = new Set([...REPLACED_TYPES.keys()].flatMap((type) => idsOf(template, type)));
  for (const id of gone) delete template.Resources[id];
  for (const resource of Object.values(template.Resources)) {
    if (resource.DependsOn !== undefined) {
      resource.DependsOn = [resource.DependsOn].flat().filter((id) => !gone.has(id));
    }
  }
  return [...REPLACED_TYPES].map(([what, described]) => ({ what, ...described }));
}

/** Alarms and what refers to them stay; six look at less. */
function simplifyAlarms(template: Template): StandIn {
  let simplified = 0;
  for (const id of idsOf(template, "AWS::CloudWatch::Alarm")) {
    const { Metrics: queries, ...properties } = template.Resources[id]?.Properties ?? {};
    if (!Array.isArray(queries)) continue;
    const stat = queries.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat;
    template.Resources[id] = {
      ...template.Resources[id],
      Type: "AWS::CloudWatch::Alarm",
      Properties: { ...properties, ...stat.Metric, Period: stat.Period, Statistic: stat.Stat },
    };
    simplified += 1;
  }
  assertReplaced(simplified, "alarm on an expression");
  return {
    what: `expressions of ${simplified} alarms (Metrics of AWS::CloudWatch::Alarm)`,
    why: "the emulator's alarms look at one metric each",
    instead: "the same alarm on the first of its metrics; unit tests look at the expressions",
  };
}

/** In AWS the two are the same text. */
function replaceProviderUrl(template: Template): StandIn {
  let replaced = 0;
  template.Resources = mapObjects(template.Resources, (object) => {
    const attribute = object["Fn::GetAtt"];
    if (!Array.isArray(attribute) || attribute[1] !== "ProviderURL") return undefined;
    replaced += 1;
    return {
      "Fn::Join": ["", ["https://cognito-idp.", { Ref: "AWS::Region" }, ".amazonaws.com/", { Ref: attribute[0] }]],
    };
  });
  assertReplaced(replaced, "ProviderURL");
  return {
    what: "attribute ProviderURL of AWS::Cognito::UserPool",
    why: "the emulator does not know the attribute",
    instead: "the address that AWS documents for it, put together from the pool's id",
  };
}

/** The issuer's name stays Cognito's. Only where its keys are fetched changes: that name leads out of this machine. */
function replaceKeyAddress(template: Template, endpoint: string): StandIn {
  const [userPool = ""] = idsOf(template, "AWS::Cognito::UserPool");
  let replaced = 0;
  template.Resources = mapObjects(template.Resources, (object) => {
    const choice = object.ISSUER_JWKS_URI as { readonly "Fn::If"?: readonly [string, unknown, unknown] } | undefined;
    if (choice?.["Fn::If"] === undefined) return undefined;
    const [condition, given] = choice["Fn::If"];
    const own = { "Fn::Join": ["", [`${endpoint}/`, { Ref: userPool }, "/.well-known/jwks.json"]] };
    replaced += 1;
    return { ...object, ISSUER_JWKS_URI: { "Fn::If": [condition, given, own] } };
  });
  assertReplaced(replaced, "ISSUER_JWKS_URI");
  return {
    what: "address of Cognito's keys (ISSUER_JWKS_URI)",
    why: "cognito-idp.us-east-1.amazonaws.com is not on this machine",
    instead: "the same document from the emulator; the issuer that tokens must name stays Cognito's",
  };
}

function replaceApiOrigin(template: Template, relayPort: number): StandIn {
  let replaced = 0;
  template.Resources = mapObjects(template.Resources, (object) => {
    if (object.CustomOriginConfig === undefined) return undefined;
    replaced += 1;
    return {
      ...object,
      DomainName: "localhost",
      CustomOriginConfig: { OriginProtocolPolicy: "http-only", HTTPPort: relayPort },
    };
  });
  assertReplaced(replaced, "CustomOriginConfig");
  return {
    what: "address of the distribution's API origin",
    why: "the emulator's CloudFront asks no host below amazonaws.com",
    instead: "a relay on loopback that passes each request on to the deployed API, its headers untouched",
  };
}

/** Of KMS: what a request to sign is about. */
function takeOutConditionKeys(template: Template): StandIn {
  let replaced = 0;
  template.Resources = mapObjects(template.Resources, (object) => {
    if (object["kms:SigningAlgorithm"] === undefined) return undefined;
    const { "kms:SigningAlgorithm": _algorithm, "kms:MessageType": _type, ...others } = object;
    replaced += 1;
    return others;
  });
  assertReplaced(replaced, "kms:SigningAlgorithm");
  return {
    what: "condition keys kms:SigningAlgorithm and kms:MessageType",
    why: "the emulator does not fill them in, so that it refuses every signature",
    instead: "the same statement without them: one action on one key",
  };
}

function assertReplaced(count: number, name: string): void {
  if (count === 0) throw new Error(`the template has no ${name} any more: rehearsal/stand-ins.ts is out of date`);
}

/** A copy in which `change` has replaced the objects for which it gives another. */
function mapObjects<T>(value: T, change: (object: Record<string, unknown>) => object | undefined): T;
function mapObjects(value: unknown, change: (object: Record<string, unknown>) => object | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  if (typeof value !== "object" || value === null) return value;
  const object = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapObjects(item, change)]));
  return change(object) ?? object;
}
