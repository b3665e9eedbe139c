import { readFileSync } from "node:fs";
import { writePrivateFile } from "../private-file.ts";

/** @returns undefined before the first start, and for what is no port */
export function readPort(file: string): number | undefined {
  try {
    const text = readFileSync(file, "utf8").trim();
    return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

export function writePort(file: string, port: number): void {
  writePrivateFile(file, `${port}\n`);
}
