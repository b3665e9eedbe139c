const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * CRC-32/ISO-HDLC (RFC 1952 section 8) of the first `end` characters of an ASCII text. Written out because it runs for every request
 * and the text is short: handing it to `zlib.crc32` takes longer than these few steps.
 */
export function crc32(text: string, end: number): number {
  let register = -1;
  for (let index = 0; index < end; index++) {
    register = (register >>> 8) ^ (TABLE[(register ^ text.charCodeAt(index)) & 0xff] ?? 0);
  }
  return ~register >>> 0;
}
