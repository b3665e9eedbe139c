import { spawn } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One shell, as somebody who follows a guide has it open: what one block sets is there for the next. */
export interface Shell {
  /** @throws Error with the end of what was printed, when a command fails: the shell has then ended */
  run(commands: string): Promise<void>;
  stop(): void;
}

const ENDED = "--- the block has ended ---";
const TAIL_LINES = 6;

export function startShell(options: {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
}): Shell {
  const { directory, environment, logFile } = options;
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail"], { cwd: directory, env: environment });
  let printed = "";
  let check = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      appendFileSync(logFile, data);
      printed += data;
      check();
    });
  }
  const exited = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    run: async (commands) => {
      appendFileSync(logFile, `\n${commands.replace(/^/gm, "$ ")}\n`);
      printed = "";
      // From a file, so that no command can read the shell's own input.
      const file = join(directory, "block.sh");
      writeFileSync(file, commands);
      const ended = new Promise<true>((resolve) => {
        check = () => printed.includes(ENDED) && resolve(true);
      });
      child.stdin.write(`. ./block.sh < /dev/null\necho "${ENDED}"\n`);
      if ((await Promise.race([ended, exited])) === true) return;
      throw new Error(printed.trimEnd().split("\n").slice(-TAIL_LINES).join(" | "));
    },
    stop: () => void child.stdin.end(),
  };
}
