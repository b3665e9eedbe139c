import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createSecretStore, generateSecret } from "../../../local/secrets.ts";
import { readDeployment } from "../../../local/template/deployment.ts";
import { createAssembly, createFolder, type Edits, PARAMETERS, removeFolder } from "./fixture.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder);
});

const SECRET = {
  Type: "AWS::SecretsManager::Secret",
  Properties: { Description: "x", GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 48 } },
};
const reference = (more = ":SecretString:::") => ({
  "Fn::Join": ["", ["{{resolve:secretsmanager:", { Ref: "Secret" }, `${more}}}`]],
});
const VARIABLE = "Resources.Function.Properties.Environment.Variables.EDGE";
const HEADERS = "Resources.Distribution.Properties.DistributionConfig.Origins.0.OriginCustomHeaders";

function read(edits: Edits) {
  const folder = createAssembly(edits);
  folders.push(folder);
  return readDeployment(
    folder,
    PARAMETERS,
    ({ logicalId, length, excludesPunctuation }) => `${logicalId} ${length} ${excludesPunctuation}`,
  );
}

describe("secrets of the template", () => {
  it("stand in environments and origin headers in the place of their references", () => {
    const { functions, distribution } = read({
      "Resources.Secret": SECRET,
      [VARIABLE]: reference(),
      [HEADERS]: [{ HeaderName: "X-Edge", HeaderValue: reference() }],
    });
    expect(functions[0]?.environment).toMatchObject({ EDGE: "Secret 48 true" });
    const api = distribution.behaviors.find(({ pathPattern }) => pathPattern === "*");
    expect(api?.origin.customHeaders).toEqual({ "x-edge": "Secret 48 true" });
  });

  it.each([
    ["of a JSON key", reference(":SecretString:password::")],
    ["of a version", reference(":SecretString::AWSPREVIOUS:")],
    [
      "of a secret of somebody else",
      "{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:1:secret:x:SecretString:::}}",
    ],
    ["of another store", "{{resolve:ssm-secure:name:1}}"],
    ["without a meaning", "{{resolve:}}"],
  ])("make the runner stop at a reference %s", (_, value) => {
    expect(() => read({ "Resources.Secret": SECRET, [VARIABLE]: value })).toThrow(/dynamic reference/);
  });

  it("make the runner stop when the value stands in the template, or is made in a way it does not know", () => {
    const plain = { Type: SECRET.Type, Properties: { SecretString: "x" } };
    expect(() => read({ "Resources.Secret": plain })).toThrow(/GenerateSecretString/);
    const templated = { GenerateSecretString: { SecretStringTemplate: "{}", GenerateStringKey: "password" } };
    expect(() => read({ "Resources.Secret": { Type: SECRET.Type, Properties: templated } })).toThrow(
      /SecretStringTemplate/,
    );
  });
});

describe("the secrets of a data directory", () => {
  const rules = { logicalId: "Secret", length: 48, excludesPunctuation: true };

  it("are made once, kept over a restart, and can be read by their owner only", () => {
    const folder = createFolder();
    folders.push(folder);
    const file = join(folder, "secrets.json");
    const obtain = createSecretStore(file);
    const value = obtain(rules);
    expect(value).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(obtain(rules)).toBe(value);
    expect(obtain({ ...rules, logicalId: "Other" })).not.toBe(value);
    expect(createSecretStore(file)(rules)).toBe(value);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ Secret: value });
  });

  it("are not made anew when the file is broken", () => {
    const folder = createFolder({ "secrets.json": '{"Secret":1}' });
    folders.push(folder);
    expect(() => createSecretStore(join(folder, "secrets.json"))).toThrow(/secrets of a local stack/);
  });

  it("are as long as the template says, each another one", () => {
    const made = Array.from({ length: 50 }, () => generateSecret({ ...rules, length: 20, excludesPunctuation: false }));
    for (const value of made) expect(value).toHaveLength(20);
    expect(new Set(made).size).toBe(50);
    expect(made.join("")).toMatch(/[^A-Za-z0-9]/);
  });
});
