import { RemovalPolicy } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import type { Latchkey } from "../../../infra/latchkey.ts";
import { at, functionsOf, propertiesOf, resourcesOf, SIGN_IN, synthesizeApp, synthesizeConstruct } from "./template.ts";

const COGNITO_TYPES = ["UserPool", "UserPoolClient", "UserPoolDomain", "ManagedLoginBranding", "UserPoolUser"].map(
  (name) => `AWS::Cognito::${name}`,
);
const PERMISSION = "AWS::Lambda::Permission";
const app = synthesizeApp();
const own = synthesizeConstruct(() => ({ signIn: undefined }));
const given = synthesizeConstruct(() => ({}));

/** What the function is told of the issuer. */
function issuerOf(template: typeof app, name: string) {
  const variables = Object(at(functionsOf(template).get(name)?.properties, "Environment", "Variables"));
  return [variables.ISSUER_URL, variables.ISSUER_CLIENT_ID, variables.ISSUER_JWKS_URI];
}

describe("without an issuer", () => {
  const [pool] = resourcesOf(own, "AWS::Cognito::UserPool");
  const [client] = resourcesOf(own, "AWS::Cognito::UserPoolClient");

  it("there is one user pool, which outlives the stack", () => {
    expect(pool).toMatchObject({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        UserPoolTier: "ESSENTIALS",
        DeletionProtection: "ACTIVE",
        UsernameAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
        AutoVerifiedAttributes: ["email"],
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
      },
    });
  });

  it("people can register with an address, which counts when they have typed the code that is mailed to it", () => {
    expect(pool?.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      Schema: [{ Name: "email", Required: true, Mutable: true }],
      AutoVerifiedAttributes: ["email"],
      VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
    });
    const { EmailMessage } = Object(at(pool?.Properties, "VerificationMessageTemplate"));
    expect(EmailMessage).toMatch(/\{####\}.* tell it to nobody/);
  });

  it("the pool asks one function who may register, and nothing else may invoke that function", () => {
    const arn = { "Fn::GetAtt": [expect.stringContaining("FunctionsSignUpFunction"), "Arn"] };
    expect(pool?.Properties.LambdaConfig).toEqual({ PreSignUp: arn });
    const [permission, ...others] = permissionsOfSignUp(own);
    expect(others).toEqual([]);
    expect(permission?.Properties).toEqual({
      Action: "lambda:InvokeFunction",
      FunctionName: at(pool?.Properties, "LambdaConfig", "PreSignUp"),
      Principal: "cognito-idp.amazonaws.com",
      SourceArn: { "Fn::GetAtt": [pool?.id, "Arn"] },
    });
    // It is asked about the owner, too, and must be able to answer by then.
    expect(resourcesOf(own, "AWS::Cognito::UserPoolUser")[0]?.DependsOn).toEqual([permission?.id]);
  });

  it("passwords need length and every class, and an authenticator app can be added", () => {
    expect(pool?.Properties).toMatchObject({
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
      },
      MfaConfiguration: "OPTIONAL",
      EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
    });
  });

  it("the console's client has no secret, gets a code only, comes back to the console only, and changes nothing at Cognito", () => {
    const consoleUrl = {
      "Fn::Join": [
        "",
        ["https://", { "Fn::GetAtt": [expect.stringContaining("Distribution"), "DomainName"] }, "/console/"],
      ],
    };
    expect(client?.Properties).toEqual({
      UserPoolId: { Ref: pool?.id },
      ClientName: "Latchkey console",
      GenerateSecret: false,
      SupportedIdentityProviders: ["COGNITO"],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "email", "profile"],
      CallbackURLs: [consoleUrl],
      LogoutURLs: [consoleUrl],
      ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 },
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: "ENABLED",
      AccessTokenValidity: 10,
      IdTokenValidity: 10,
      RefreshTokenValidity: 12,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "hours" },
    });
  });

  it("the newer sign-in pages are there, with the branding that they need", () => {
    expect(propertiesOf(own, "AWS::Cognito::UserPoolDomain")).toMatchObject({
      UserPoolId: { Ref: pool?.id },
      ManagedLoginVersion: 2,
    });
    expect(propertiesOf(own, "AWS::Cognito::ManagedLoginBranding")).toEqual({
      UserPoolId: { Ref: pool?.id },
      ClientId: { Ref: client?.id },
      UseCognitoProvidedValues: true,
    });
  });

  it("the sign-in page has a name that no other stack and no other construct has", () => {
    const { Domain } = propertiesOf(own, "AWS::Cognito::UserPoolDomain");
    const uuid = { "Fn::Select": [2, { "Fn::Split": ["/", { Ref: "AWS::StackId" }] }] };
    expect(Domain).toEqual({ "Fn::Join": ["", [expect.stringMatching(/^latchkey-[0-9a-f]{8}-$/), uuid]] });
    expect(propertiesOf(app, "AWS::Cognito::UserPoolDomain").Domain).not.toEqual(Domain);
  });

  it("the first owner is mailed a password, and stays when a later deployment names another", () => {
    const [owner] = resourcesOf(own, "AWS::Cognito::UserPoolUser");
    expect(owner).toMatchObject({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        UserPoolId: { Ref: pool?.id },
        Username: "owner@example.com",
        UserAttributes: [
          { Name: "email", Value: "owner@example.com" },
          { Name: "email_verified", Value: "true" },
        ],
        DesiredDeliveryMediums: ["EMAIL"],
      },
    });
    const message = JSON.stringify(at(pool?.Properties, "AdminCreateUserConfig", "InviteMessageTemplate"));
    expect(message).toMatch(/\/console\/ as \{username\} .*\{####\}/);
  });

  it("the functions believe that pool and that client", () => {
    const url = { "Fn::GetAtt": [pool?.id, "ProviderURL"] };
    const jwks = { "Fn::Join": ["", [url, "/.well-known/jwks.json"]] };
    for (const name of ["authorizer", "invitations"]) {
      expect(issuerOf(own, name)).toEqual([url, { Ref: client?.id }, jwks]);
    }
  });

  it("the console may ask Cognito and the sign-in page, by names that it has before they are made", () => {
    const policy = JSON.stringify(contentPolicyOf(own));
    const { Domain } = propertiesOf(own, "AWS::Cognito::UserPoolDomain");
    const [prefix] = Object(Domain)["Fn::Join"][1];
    expect(policy).toContain("connect-src 'self' https://cognito-idp.");
    expect(policy).toContain(` https://${prefix}`);
    expect(policy).toContain(".amazoncognito.com; frame-src");
  });

  it("pool and owner go with the stack when that is asked for", () => {
    const template = synthesizeConstruct(() => ({ signIn: undefined, removalPolicy: RemovalPolicy.DESTROY }));
    expect(propertiesOf(template, "AWS::Cognito::UserPool").DeletionProtection).toBe("INACTIVE");
    expect(resourcesOf(template, "AWS::Cognito::UserPool")[0]?.DeletionPolicy).toBe("Delete");
    expect(resourcesOf(template, "AWS::Cognito::UserPoolUser")[0]).toMatchObject({
      DeletionPolicy: "Delete",
      UpdateReplacePolicy: "Retain",
    });
  });
});

describe("with an issuer", () => {
  it("nothing of Cognito is there, and the functions believe that issuer", () => {
    const seen: Latchkey[] = [];
    synthesizeConstruct(
      () => ({}),
      (latchkey) => seen.push(latchkey),
    );
    expect(seen[0]?.userPool).toBeUndefined();
    expect(COGNITO_TYPES.flatMap((type) => resourcesOf(given, type))).toEqual([]);
    expect(permissionsOfSignUp(given)).toEqual([]);
    const { issuerUrl, clientId, jwksUri } = SIGN_IN;
    expect(issuerOf(given, "authorizer")).toEqual([issuerUrl, clientId, jwksUri]);
  });

  it("the console may ask that issuer, and a token endpoint elsewhere", () => {
    expect(contentPolicyOf(given)).toContain("connect-src 'self' https://issuer.example; ");
    const elsewhere = synthesizeConstruct(() => ({
      signIn: { ...SIGN_IN, issuerUrl: "https://issuer.example/a/b", tokenOrigin: "https://tokens.example" },
    }));
    expect(contentPolicyOf(elsewhere)).toContain("connect-src 'self' https://issuer.example https://tokens.example; ");
  });

  it.each(["issuerUrl", "jwksUri", "tokenOrigin"])("refuses an unencrypted %s", (name) => {
    const signIn = { ...SIGN_IN, [name]: "http://issuer.example" };
    expect(() => synthesizeConstruct(() => ({ signIn }))).toThrow(`signIn.${name}`);
  });
});

describe("the stack of cdk deploy", () => {
  const condition = resourcesOf(app, "AWS::Cognito::UserPool")[0]?.Condition;

  it("makes a user pool unless it is given an issuer", () => {
    for (const type of COGNITO_TYPES) {
      expect(resourcesOf(app, type)).toEqual([expect.objectContaining({ Condition: condition })]);
    }
    expect(permissionsOfSignUp(app)).toEqual([expect.objectContaining({ Condition: condition })]);
    expect(app.Conditions).toMatchObject({
      HasIssuer: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "IssuerUrl" }, ""] }] },
      [String(condition)]: { "Fn::Not": [{ Condition: "HasIssuer" }] },
    });
    expect(app.Outputs.UserPoolId).toMatchObject({ Condition: condition });
  });

  it("tells the same functions of the issuer, whichever it is, and no others", () => {
    const choice = (parameter: string, other: unknown) => ({ "Fn::If": ["HasIssuer", { Ref: parameter }, other] });
    const issuer = [
      choice("IssuerUrl", { "Fn::GetAtt": [expect.any(String), "ProviderURL"] }),
      choice("IssuerClientId", { Ref: expect.any(String) }),
      choice("IssuerJwksUri", { "Fn::Join": ["", [expect.anything(), "/.well-known/jwks.json"]] }),
    ];
    const verifying = [...functionsOf(app)].filter(([, { properties }]) =>
      JSON.stringify(properties).includes("ISSUER_JWKS_URI"),
    );
    expect(verifying.map(([name]) => name).sort()).toEqual(["authorizer", "invitations"]);
    for (const [name] of verifying) expect(issuerOf(app, name)).toEqual(issuer);
  });

  it("refuses an issuer of which a part is missing", () => {
    const rule = app.Rules?.IssuerIsComplete;
    expect(rule?.RuleCondition).toEqual({ "Fn::Not": [{ "Fn::Equals": [{ Ref: "IssuerUrl" }, ""] }] });
    expect(rule?.Assertions.map(({ Assert }) => Assert)).toEqual(
      ["IssuerClientId", "IssuerJwksUri"].map((name) => ({ "Fn::Not": [{ "Fn::Equals": [{ Ref: name }, ""] }] })),
    );
  });

  const patternOf = (parameter: string) => new RegExp(String(at(app.Parameters, parameter, "AllowedPattern")));

  it.each(["IssuerUrl", "IssuerJwksUri"])("takes %s over https, or from this machine, or not at all", (parameter) => {
    const accepted = [
      "",
      "https://issuer.example/",
      "https://issuer.example:8443/a?b",
      "http://localhost:9000",
      "http://127.0.0.1/jwks",
    ];
    const refused = [
      "http://issuer.example/",
      "http://localhost.evil.example",
      "ftp://issuer.example",
      "issuer.example",
    ];
    const hostile = ["https://issuer.example; script-src *", "https://a b", "https://*", "https://", "https://a;b/"];
    expect(accepted.filter((url) => patternOf(parameter).test(url))).toEqual(accepted);
    expect([...refused, ...hostile].filter((url) => patternOf(parameter).test(url))).toEqual([]);
  });

  it("takes for the token endpoint an origin and nothing after it", () => {
    const values = [
      "",
      "https://tokens.example",
      "https://tokens.example/path",
      "https://a.example https://b.example",
      "*",
    ];
    expect(values.filter((value) => patternOf("IssuerTokenOrigin").test(value))).toEqual([
      "",
      "https://tokens.example",
    ]);
  });
});

it.each([
  ["cdk deploy", app],
  ["a stack with a user pool", own],
  ["a stack with an issuer", given],
])("%s can be made in some order: no resource waits for itself", (_, template) => {
  const waits = new Map(
    Object.entries(template.Resources).map(([id, resource]) => [id, [...referencesIn(resource, template)]]),
  );
  const done = new Set<string>();
  for (let before = -1; done.size > before; ) {
    before = done.size;
    for (const [id, others] of waits) if (others.every((other) => other === id || done.has(other))) done.add(id);
  }
  expect([...waits.keys()].filter((id) => !done.has(id))).toEqual([]);
});

/** Who may invoke the function that says who may register. */
function permissionsOfSignUp(template: typeof app) {
  return resourcesOf(template, PERMISSION).filter(({ Properties }) =>
    JSON.stringify(Properties.FunctionName).includes("FunctionsSignUpFunction"),
  );
}

function referencesIn(part: unknown, template: typeof app): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown, key = ""): void => {
    if (typeof value === "string" && ["Ref", "DependsOn", "Fn::GetAtt"].includes(key) && value in template.Resources)
      found.add(value);
    if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (typeof value === "object" && value !== null)
      for (const [name, member] of Object.entries(value)) visit(member, name);
  };
  visit(part);
  return found;
}

function contentPolicyOf(template: typeof app): unknown {
  const [policy] = resourcesOf(template, "AWS::CloudFront::ResponseHeadersPolicy").filter(({ id }) =>
    id.includes("PageHeaders"),
  );
  const headers = at(policy?.Properties, "ResponseHeadersPolicyConfig", "SecurityHeadersConfig");
  return at(headers, "ContentSecurityPolicy", "ContentSecurityPolicy");
}
