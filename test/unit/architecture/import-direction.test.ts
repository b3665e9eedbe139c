import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Import, REPOSITORY, readImports } from "./module-graph.ts";

/**
 * Who may import whom: the table in docs/architecture.md, executable. The first rule whose `from` fits a file is the one that counts.
 * `may` lists beginnings of paths, or of package names.
 */
const RULES: readonly { readonly from: RegExp; readonly may: readonly (string | RegExp)[] }[] = [
  { from: /^functions\/domain\/configurator\//, may: ["functions/domain/configurator/"] },
  { from: /^functions\/domain\/domain-pattern\.ts$/, may: ["functions/domain/", "tldts"] },
  { from: /^functions\/domain\/time-zone\.ts$/, may: ["functions/domain/", "temporal-polyfill"] },
  { from: /^functions\/domain\//, may: ["functions/domain/", "node:crypto", "node:net"] },
  {
    from: /^functions\/store\//,
    may: [
      "functions/domain/",
      "functions/store/",
      /^@aws-sdk\//,
      /^@smithy\/types$/,
      "node:crypto",
      "node:timers/promises",
      "node:zlib",
    ],
  },
  {
    from: /^functions\/http\//,
    may: [
      "functions/domain/",
      "functions/http/",
      "functions/store/",
      "contract/",
      "zod",
      "aws-lambda",
      "@middy/core",
      "@aws-lambda-powertools/logger",
      /^@aws-sdk\/client-dynamodb$/,
      "node:crypto",
    ],
  },
  {
    from: /^functions\/authorizer\//,
    may: [
      "functions/authorizer/",
      "functions/domain/",
      "functions/environment.ts",
      "functions/issuer/",
      "functions/store/token-reader.ts",
      "functions/store/token-usage.ts",
      "functions/store/last-used.ts",
      "functions/store/observed-origins.ts",
      "functions/store/embed-reader.ts",
      "functions/store/sign-ins.ts",
      "contract/operation.ts",
      "contract/operations",
      "aws-jwt-verify/",
      "aws-lambda",
      "@aws-sdk/client-dynamodb",
      "node:crypto",
      "node:net",
    ],
  },
  { from: /^functions\/issuer\//, may: ["functions/issuer/", "aws-jwt-verify/"] },
  { from: /^functions\/environment\.ts$/, may: [] },
  {
    from: /^functions\/webhook-delivery\//,
    may: ["functions/webhook-delivery/", "functions/domain/", "functions/store/", /^node:(?:dns|http|https|net)$/],
  },
  {
    from: /^functions\/expiry-notices\//,
    may: [
      "functions/expiry-notices/",
      "functions/webhook-delivery/",
      ...COMMON(),
      "aws-lambda",
      "@aws-lambda-powertools/logger",
    ],
  },
  {
    from: /^functions\/billing-run\//,
    may: [
      "functions/billing-run/",
      "functions/webhook-delivery/message.ts",
      ...COMMON(),
      "aws-lambda",
      "@aws-lambda-powertools/logger",
    ],
  },
  {
    from: /^functions\/sign-up\//,
    may: ["functions/sign-up/", ...COMMON(), "aws-lambda", "@aws-lambda-powertools/logger"],
  },
  {
    from: /^functions\/usage-metering\//,
    may: [
      "functions/usage-metering/",
      ...COMMON(),
      "aws-lambda",
      "@aws-lambda-powertools/logger",
      "node:timers/promises",
      "node:zlib",
    ],
  },
  {
    from: /^functions\/counting\//,
    may: ["functions/counting/", ...COMMON(), "aws-lambda", "@aws-lambda-powertools/logger"],
  },
  {
    from: /^functions\/event-export\//,
    may: ["functions/event-export/", ...COMMON(), "aws-lambda", "@aws-lambda-powertools/logger"],
  },
  {
    from: /^functions\/file-cleanup\//,
    may: ["functions/file-cleanup/", ...COMMON(), "aws-lambda", "@aws-lambda-powertools/logger"],
  },
  {
    from: /^functions\/management\/webhooks\//,
    may: ["functions/management/", "functions/webhook-delivery/", ...COMMON()],
  },
  {
    from: /^functions\/management\/members\/invitations\//,
    may: ["functions/management/members/", "functions/issuer/", ...COMMON()],
  },
  { from: /^functions\/embed\/load\//, may: ["functions/embed/", ...COMMON(), "node:zlib"] },
  ...["embed", "management"].map((area) => ({
    from: new RegExp(`^functions/${area}/`),
    may: [`functions/${area}/`, ...COMMON()],
  })),
  { from: /^functions\/service-management\//, may: ["functions/service-management/", ...COMMON()] },
  { from: /^functions\/quotes\//, may: ["functions/quotes/", ...COMMON()] },
  { from: /^functions\/uploads\//, may: ["functions/uploads/", ...COMMON()] },
  { from: /^functions\/meta\//, may: ["functions/meta/", ...COMMON()] },
  {
    from: /^functions\/bootstrap\//,
    may: ["functions/bootstrap/", ...COMMON(), "aws-lambda", "@aws-lambda-powertools/logger"],
  },
  {
    from: /^functions\/migrations\//,
    may: ["functions/migrations/", ...COMMON(), "aws-lambda", "@aws-lambda-powertools/logger"],
  },
  { from: /^contract\/openapi\.ts$/, may: ["contract/", "functions/domain/", "zod"] },
  { from: /^contract\//, may: ["contract/", "functions/domain/", /^zod$/] },
  { from: /^embed\/src\/react\.ts$/, may: ["embed/src/", "functions/domain/configurator/", "react"] },
  {
    from: /^embed\/src\/viewer\//,
    may: ["embed/src/", "functions/domain/configurator/", "three", "@google/model-viewer/"],
  },
  { from: /^embed\/src\//, may: ["embed/src/", "functions/domain/configurator/"] },
  { from: /^sdk\/src\//, may: ["sdk/src/"] },
  // The reference reads the API as a document, and the preview's frame is handed everything: neither needs the SDK.
  {
    from: /^console\/src\/docs\//,
    may: ["console/src/docs/", "console/src/design/", "console/src/shell/brand.tsx", ...PAGE()],
  },
  {
    from: /^console\/src\/preview\//,
    may: ["console/src/preview/", "embed/src/core/", "functions/domain/configurator/"],
  },
  {
    from: /^console\/src\/design\/chart-canvas\.tsx$/,
    may: ["console/src/design/", "uplot", ...PAGE()],
  },
  {
    from: /^console\/src\//,
    may: [
      "console/src/",
      "sdk/src/",
      "functions/domain/",
      "contract/errors.ts",
      "contract/operations/",
      "oauth4webapi",
      "wouter",
      /^@(codemirror|lezer|tanstack)\//,
      ...PAGE(),
    ],
  },
];

function PAGE(): readonly (string | RegExp)[] {
  return ["react", "react-dom/client", "lucide-react", /^@base-ui\/react\//];
}

function COMMON(): readonly (string | RegExp)[] {
  return [
    "contract/",
    "functions/domain/",
    "functions/environment.ts",
    "functions/http/",
    "functions/store/",
    /^@aws-sdk\/client-dynamodb$/,
    "node:crypto",
  ];
}

const isAllowed = (to: string, may: readonly (string | RegExp)[]) =>
  may.some((pattern) => (typeof pattern === "string" ? to.startsWith(pattern) : pattern.test(to)));

function findForbidden(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, to }) => {
    const rule = RULES.find((candidate) => candidate.from.test(from));
    return rule !== undefined && !isAllowed(to, rule.may) ? [`${from} imports ${to}`] : [];
  });
}

describe("import direction", () => {
  const imports = readImports("contract", "functions", "embed/src", "sdk/src", "console/src");

  it("is kept by every file", () => {
    expect(findForbidden(imports)).toEqual([]);
  });

  it("has a rule for every file below functions/, contract/, embed/src, sdk/src and console/src", () => {
    const without = [...new Set(imports.map(({ from }) => from))].filter(
      (from) => !RULES.some((rule) => rule.from.test(from)),
    );
    expect(without).toEqual([]);
  });

  it.each([
    ["functions/domain/decide.ts", "functions/store/tokens.ts"],
    ["functions/authorizer/authorize.ts", "zod"],
    ["functions/authorizer/handler.ts", "functions/store/tokens.ts"],
    ["functions/store/keys.ts", "contract/errors.ts"],
    ["functions/management/tokens/handler.ts", "functions/embed/load/handler.ts"],
    ["embed/src/core/index.ts", "functions/domain/token.ts"],
    ["sdk/src/index.ts", "contract/operations.ts"],
    ["functions/domain/origin.ts", "tldts"],
    ["console/src/app.tsx", "functions/store/tokens.ts"],
    ["console/src/docs/reference.tsx", "sdk/src/index.ts"],
    ["console/src/preview/main.ts", "sdk/src/index.ts"],
  ])("would find %s importing %s", (from, to) => {
    expect(findForbidden([{ from, to }])).toHaveLength(1);
  });

  it("reads enough of the tree to mean something", () => {
    expect(imports.length).toBeGreaterThan(150);
  });

  it("keeps each Lambda function to its own folder", () => {
    const ownFolder = (path: string) => /^functions\/(?:embed|management)\/[^/]+\//.exec(path)?.[0];
    const strays = imports.filter(({ from, to }) => {
      const [own, other] = [ownFolder(from), ownFolder(to)];
      return own !== undefined && other !== undefined && own !== other;
    });
    expect(strays).toEqual([]);
  });

  it("takes zod as a namespace only: named imports cost 350 kB more in a bundle", () => {
    const users = imports
      .filter(({ to }) => to === "zod")
      .map(({ from }) => readFileSync(join(REPOSITORY, from), "utf8"));
    expect(users.length).toBeGreaterThan(5);
    expect(users.filter((source) => /import (?:type )?\{[^}]*\} from "zod"/.test(source))).toEqual([]);
  });
});
