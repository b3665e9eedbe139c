import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where one local run keeps everything. */
export interface DataDirectory {
  readonly path: string;
  readonly assembly: string;
  readonly dynamodb: string;
  readonly s3: string;
  readonly s3PortFile: string;
  /** Holds what Firehose writes, in a folder for each bucket. */
  readonly firehose: string;
  readonly keysFile: string;
  readonly issuerFile: string;
  readonly bootstrapFile: string;
  readonly secretsFile: string;
  readonly demoFile: string;
  readonly trafficFile: string;
  readonly logFile: string;
  /** Lets another run have the directory. */
  release(): void;
}

/** The directory cannot be used; the message says why and what to do. */
export class DataDirectoryError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DataDirectoryError";
  }
}

/** Says that a directory is ours: nothing is ever deleted from one that does not hold it. */
const MARKER = "latchkey-data";
const LOCK = "running.pid";

/**
 * Takes a directory for this process, and makes it when it is missing.
 *
 * @param reset deletes all that an earlier run left there
 * @throws DataDirectoryError when another process is running on it, or when it holds somebody else's files
 */
export function claimDataDirectory(directory: string, { reset = false } = {}): DataDirectory {
  const path = resolve(directory);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (!existsSync(join(path, MARKER)) && readdirSync(path).length > 0) {
    throw new DataDirectoryError(`${path} holds files that Latchkey did not make: choose an empty directory`);
  }
  chmodSync(path, 0o700);
  writeFileSync(join(path, MARKER), "Data of a local Latchkey. `npm start -- --reset` empties this directory.\n");
  lock(path);
  if (reset) {
    const ours = readdirSync(path).filter((name) => name !== MARKER && name !== LOCK);
    for (const name of ours) rmSync(join(path, name), { recursive: true, force: true });
  }
  return {
    path,
    assembly: join(path, "cdk.out"),
    dynamodb: join(path, "dynamodb"),
    s3: join(path, "s3"),
    s3PortFile: join(path, "s3-port"),
    firehose: join(path, "firehose"),
    keysFile: join(path, "kms.json"),
    issuerFile: join(path, "issuer.json"),
    bootstrapFile: join(path, "bootstrap.json"),
    secretsFile: join(path, "secrets.json"),
    demoFile: join(path, "demo.json"),
    trafficFile: join(path, "traffic.json"),
    logFile: join(path, "logs", "functions.jsonl"),
    release: () => rmSync(join(path, LOCK), { force: true }),
  };
}

function lock(path: string): void {
  const file = join(path, LOCK);
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
  } catch {
    const owner = Number(readFileSync(file, "utf8"));
    if (isRunning(owner))
      throw new DataDirectoryError(
        `${path} is in use by the running process ${owner}: stop it, or set LATCHKEY_DATA_DIR`,
      );
    // Left by a process that was killed.
    writeFileSync(file, String(process.pid));
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
