import { utf8 } from '../utf8.ts';

/** SHA-1 (FIPS 180-4) of a text in UTF-8, as hexadecimal digits. Calico and Amazon's CNI name interfaces by it. */
export function sha1(text: string): string {
  const bytes = utf8(text);
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const view = new DataView(new ArrayBuffer(length));
  for (const [index, byte] of [...bytes, 0x80].entries()) view.setUint8(index, byte);
  view.setUint32(length - 4, bytes.length * 8);
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  for (let offset = 0; offset < length; offset += 64) compress(state, view, offset);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

function compress(state: Uint32Array, view: DataView, offset: number): void {
  const w = new Uint32Array(80);
  for (let i = 0; i < 16; i++) w[i] = view.getUint32(offset + i * 4);
  for (let i = 16; i < 80; i++) w[i] = turned(at(w, i - 3) ^ at(w, i - 8) ^ at(w, i - 14) ^ at(w, i - 16), 1);
  let [a, b, c, d, e] = [at(state, 0), at(state, 1), at(state, 2), at(state, 3), at(state, 4)];
  for (let i = 0; i < 80; i++) {
    const next = (turned(a, 5) + mixed(i, b, c, d) + e + constant(i) + at(w, i)) >>> 0;
    [a, b, c, d, e] = [next, a, turned(b, 30), c, d];
  }
  for (const [index, word] of [a, b, c, d, e].entries()) state[index] = at(state, index) + word;
}

function mixed(round: number, b: number, c: number, d: number): number {
  if (round < 20) return (b & c) | (~b & d);
  return round >= 40 && round < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}

function constant(round: number): number {
  if (round < 20) return 0x5a827999;
  if (round < 40) return 0x6ed9eba1;
  return round < 60 ? 0x8f1bbcdc : 0xca62c1d6;
}

function turned(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}
