import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createEmulatorFetch } from "./emulator-fetch.ts";

/** MiniStack on loopback, with TLS, and with every call judged by IAM policies as AWS would. */
export interface Emulator {
  readonly port: number;
  readonly endpoint: string;
  /** The certificate that clients must trust, PEM. */
  readonly certificate: string;
  /** For programs that talk to AWS: the CDK's CLI. The key is the account's root. */
  readonly environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export const REGION = "us-east-1";
const START_TIMEOUT_MS = 60_000;

export interface EmulatorOptions {
  /** The virtual environment's interpreter. */
  readonly python: string;
  /** For certificate, log and temporary files. */
  readonly directory: string;
  /** Without it, any key may do anything. */
  readonly judgesCallers: boolean;
}

/** @throws Error when it does not answer within a minute */
export async function startEmulator({ python, directory, judgesCallers }: EmulatorOptions): Promise<Emulator> {
  const temporary = join(directory, "tmp");
  mkdirSync(temporary, { recursive: true });
  // It writes a program for Node there, which must not be read as a module of this package.
  writeFileSync(join(temporary, "package.json"), "{}");
  const [certificateFile, keyFile] = [join(directory, "certificate.pem"), join(directory, "key.pem")];
  const made = spawnSync(python, [join(import.meta.dirname, "certificate.py"), certificateFile, keyFile], {
    stdio: "inherit",
  });
  if (made.status !== 0) throw new Error("the emulator's certificate could not be made");
  const port = await findFreePort();
  const endpoint = `https://127.0.0.1:${port}`;
  const shared = {
    ...process.env,
    // Its functions run with the first `node` on the path: the project's.
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    NODE_EXTRA_CA_CERTS: certificateFile,
    AWS_CA_BUNDLE: certificateFile,
    TMPDIR: temporary,
  };
  const log = openSync(join(directory, "emulator.log"), "w");
  const child = spawn(python, ["-m", "ministack"], {
    env: {
      ...shared,
      GATEWAY_PORT: String(port),
      BIND_HOST: "127.0.0.1",
      MINISTACK_HOST: "127.0.0.1",
      MINISTACK_REGION: REGION,
      USE_SSL: "1",
      MINISTACK_SSL_CERT: certificateFile,
      MINISTACK_SSL_KEY: keyFile,
      AUTH: String(judgesCallers),
      SFTP_ENABLED: "0",
      IOT_MTLS_ENABLED: "0",
    },
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  const emulator = {
    port,
    endpoint,
    certificate: readFileSync(certificateFile, "utf8"),
    environment: {
      ...shared,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: REGION,
      CDK_DISABLE_CLI_TELEMETRY: "true",
      CI: "true",
    },
    stop: () => stop(child),
  };
  try {
    await waitForHealth(emulator, child);
  } catch (error) {
    await emulator.stop();
    throw error;
  }
  return emulator;
}

async function waitForHealth({ port, certificate }: Pick<Emulator, "port" | "certificate">, child: ChildProcess) {
  const fetch = createEmulatorFetch({ port, certificate });
  const endMs = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error("the emulator ended at its start; emulator.log tells more");
    const answers = await fetch(`https://127.0.0.1:${port}/_ministack/health`, {}).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
    if (Date.now() > endMs) throw new Error("the emulator does not answer; emulator.log tells more");
    await wait(250);
  }
}

/** With the processes that run functions. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGTERM");
  await Promise.race([ended, wait(5000)]);
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // All of them had ended.
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}
