/** FNV-1a over UTF-16 units, mixed at the end so that near texts spread; 0 to 2^32-1. Deterministic on every platform. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

/** `length` characters of Kubernetes' safe alphabet (apimachinery `rand.SafeEncodeString`), taken from the hash of the text. */
export function hashText(text: string, length: number): string {
  let out = '';
  for (let round = 0; out.length < length; round++) {
    let h = hash32(`${round}:${text}`);
    for (let i = 0; i < 6 && out.length < length; i++) {
      out += SAFE[h % SAFE.length];
      h = Math.floor(h / SAFE.length);
    }
  }
  return out;
}
