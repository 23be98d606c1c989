const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES: ReadonlyMap<string, number> = new Map(ALPHABET.split('').map((letter, index) => [letter, index]));

/** Standard base64 with padding (RFC 4648, line breaks ignored as Go does) to Latin-1 text, a byte a character; `null` if it is none. */
export function decodeBase64(text: string): string | null {
  const clean = text.replace(/[\r\n]/g, '');
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return null;
  let bits = 0;
  let held = 0;
  let out = '';
  for (const letter of clean) {
    const value = VALUES.get(letter);
    if (value === undefined) break;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += String.fromCharCode((held >> bits) & 0xff);
  }
  return out;
}
