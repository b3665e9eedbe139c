// Plain JavaScript, so that a Node which cannot read TypeScript can still say so in one line.
const NODE_MAJOR_MIN = 24;

if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR_MIN) {
  process.stderr.write(
    `Latchkey needs Node ${NODE_MAJOR_MIN} or newer, and this is ${process.version}. npm start finds it after npm ci on Linux and Windows.\n`,
  );
  process.exitCode = 1;
} else {
  await import("./start.ts");
}
