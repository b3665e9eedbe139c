/**
 * What costs minutes is tried smaller in `npm test`, and as it is in `npm run test:full`: the same code, with all combinations and numbers.
 *
 * @param usual shows the same, with less
 */
export function sized<Size>(usual: Size, full: Size): Size {
  return process.env.LATCHKEY_TEST_SIZE === "full" ? full : usual;
}
