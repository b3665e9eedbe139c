import { describe, expect, it } from "vitest";
import { DATA_VERSION } from "../../../functions/migrations/data-version.ts";
import { type Resource, synthesizeApp } from "./template.ts";

const { Resources: resources } = synthesizeApp();
const entries = Object.entries(resources);

function step(name: string): readonly [string, Resource] {
  const [found, ...more] = entries.filter(
    ([, { Type, Properties }]) => Type === "Custom::LatchkeyDataVersion" && Properties.step === name,
  );
  if (found === undefined || more.length > 0) throw new Error(`there is not one step ${name}`);
  return found;
}
const [migrateId, migrate] = step("migrate");
const [confirmId, confirm] = step("confirm");

/** Everything that a resource waits for, as CloudFormation sees it. */
function ancestorsOf(id: string, found = new Set<string>()): ReadonlySet<string> {
  const resource = resources[id];
  if (resource === undefined) return found;
  const text = JSON.stringify(resource.Properties ?? {});
  const named = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)].map(([, name = ""]) => name);
  for (const name of [...named, ...(resource.DependsOn ?? [])]) {
    if (found.has(name) || resources[name] === undefined) continue;
    found.add(name);
    ancestorsOf(name, found);
  }
  return found;
}

describe("the data of a stack", () => {
  it("is brought to the version of the functions", () => {
    for (const { Properties } of [migrate, confirm]) expect(Properties.dataVersion).toBe(String(DATA_VERSION));
    expect(migrate.Properties.ServiceTimeout).toBe("3600");
  });

  const replaced = entries.filter(
    ([, { Type, Properties }]) =>
      Type === "Custom::CDKBucketDeployment" ||
      (Type === "AWS::Lambda::Function" && JSON.stringify(Properties.Environment ?? "").includes("POWERTOOLS")),
  );

  it.each(replaced.map(([id]) => id).filter((id) => !id.includes("FunctionsMigrations")))(
    "is migrated before %s is replaced",
    (id) => {
      expect(ancestorsOf(id)).toContain(migrateId);
    },
  );

  it("is migrated without waiting for anything but the function that does it, and its table", () => {
    const types = [...ancestorsOf(migrateId)].map((id) => resources[id]?.Type);
    expect(types.sort()).toEqual([
      "AWS::DynamoDB::GlobalTable",
      "AWS::IAM::Role",
      "AWS::Lambda::Function",
      "AWS::Logs::LogGroup",
    ]);
  });

  it("is confirmed after everything that each deployment has", () => {
    const waited = ancestorsOf(confirmId);
    const left = entries.filter(
      ([id, { Condition }]) => id !== confirmId && Condition === undefined && !waited.has(id),
    );
    expect(left.map(([id]) => id)).toEqual([]);
  });
});
