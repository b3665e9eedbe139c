import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import { TemplateError } from "./template-error.ts";

/**
 * Values of the template's parameters: what the runner gives, else the default.
 *
 * @throws TemplateError when a parameter has no value, a value breaks the parameter's rules, or the runner gives a value
 *   for a parameter that does not exist (CloudFormation refuses that as well)
 */
export function parameterValues(declared: JsonObject, given: Readonly<Record<string, string>>): Map<string, string> {
  for (const name of Object.keys(given)) {
    if (declared[name] === undefined)
      throw new TemplateError(`the runner sets parameter ${name}, which the template does not have`);
  }
  const values = new Map<string, string>();
  for (const [name, declaration] of Object.entries(declared)) {
    const value = parameterValue(name, declaration, given[name]);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

function parameterValue(name: string, declaration: Json, given: string | undefined): string | undefined {
  const rules = isJsonObject(declaration) ? declaration : {};
  // Read from the account at deployment, like CDK's BootstrapVersion. It has no local value: a reference to it fails.
  if (String(rules.Type).startsWith("AWS::SSM::Parameter::Value")) return undefined;
  if (rules.Type !== "String" && rules.Type !== "Number") {
    throw new TemplateError(
      `Parameters.${name} has type ${String(rules.Type)}, which the local runner does not implement`,
    );
  }
  const value = given ?? (rules.Default === undefined ? undefined : String(rules.Default));
  if (value === undefined) throw new TemplateError(`Parameters.${name} has no default and the runner gives no value`);
  assertAllowed(name, value, rules);
  return value;
}

function assertAllowed(name: string, value: string, rules: JsonObject): void {
  const { AllowedPattern: pattern, AllowedValues: values, MinLength: minimum, MaxLength: maximum } = rules;
  const broken =
    (typeof pattern === "string" && !new RegExp(`^(?:${pattern})$`).test(value) && `does not match ${pattern}`) ||
    (Array.isArray(values) && !values.map(String).includes(value) && "is not one of the allowed values") ||
    (minimum !== undefined && value.length < Number(minimum) && `is shorter than ${String(minimum)}`) ||
    (maximum !== undefined && value.length > Number(maximum) && `is longer than ${String(maximum)}`);
  if (broken) throw new TemplateError(`the value of Parameters.${name}, ${JSON.stringify(value)}, ${broken}`);
}
