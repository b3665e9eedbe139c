import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const embed = join(root, "embed");

/** A program that has installed `@latchkey/embed`, with React beside it. */
export interface EmbedConsumer {
  readonly folder: string;
  /** Where the package is. */
  readonly packageFolder: string;
  write(name: string, source: string): void;
  /** Runs a program in Node, and gives what it prints. */
  run(name: string, source: string): string;
  /** Runs a tool that the repository has, in this folder or in the one of the package. */
  runTool(script: string, args: readonly string[], cwd?: string): string;
  /** Name to code of the browser's files; the first one is the page's script. */
  bundle(source: string): Promise<ReadonlyMap<string, string>>;
  remove(): void;
}

/** Builds the package as it would be published. */
export function installEmbed({ types }: { readonly types: boolean }): EmbedConsumer {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-embed-consumer-"));
  const packageFolder = join(folder, "node_modules/@latchkey/embed");
  const execute = (args: readonly string[], cwd: string) =>
    execFileSync(process.execPath, args, { cwd, encoding: "utf8", stdio: "pipe" });
  const runTool = (script: string, args: readonly string[], cwd = folder) =>
    execute([join(root, "node_modules", script), ...args], cwd);
  const write = (name: string, source: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), source);
  };

  mkdirSync(packageFolder, { recursive: true });
  for (const name of ["package.json", "README.md"]) copyFileSync(join(embed, name), join(packageFolder, name));
  const outDir = join(packageFolder, "dist/npm");
  runTool("tsdown/dist/run.mjs", ["--out-dir", outDir, "--logLevel", "error", ...(types ? [] : ["--no-dts"])], embed);
  for (const name of ["react", "react-dom", "scheduler", "csstype", "@types"]) {
    const target = join(root, "node_modules", name);
    if (existsSync(target)) symlinkSync(target, join(folder, "node_modules", name));
  }

  return {
    folder,
    packageFolder,
    write,
    run(name, source) {
      write(name, source);
      return execute([name], folder);
    },
    runTool,
    async bundle(source) {
      write("page.mjs", source);
      const { outputFiles } = await build({
        absWorkingDir: folder,
        entryPoints: ["page.mjs"],
        bundle: true,
        splitting: true,
        format: "esm",
        outdir: "page",
        write: false,
        target: "es2022",
        define: { "process.env.NODE_ENV": '"development"' },
      });
      const outDir = `${join(folder, "page")}/`;
      const files = outputFiles.map(({ path, text }) => [path.slice(outDir.length), text] as const);
      return new Map(files.toSorted(([name]) => (name === "page.js" ? -1 : 1)));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
