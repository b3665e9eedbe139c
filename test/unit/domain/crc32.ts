/**
 * CRC-32/ISO-HDLC by its definition (ISO/IEC 3309; RFC 1952 section 8), table-based. A second implementation, so that the tests do
 * not ask the code under test for the right answer.
 */
export function crc32(text: string): number {
  let register = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    register = (register >>> 8) ^ (TABLE[(register ^ byte) & 0xff] ?? 0);
  }
  return (register ^ 0xffffffff) >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
