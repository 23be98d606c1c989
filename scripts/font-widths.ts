import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/**
 * The advance of every character of a WOFF font, as a share of its size: `cmap` in format 4, `hmtx`, `hhea` and `head`
 * (OpenType 1.9.1; WOFF File Format 1.0, W3C).
 */
export function fontWidths(path: string): ReadonlyMap<string, number> {
  const font = readFileSync(path);
  const tables = new Map(
    Array.from({ length: font.readUInt16BE(12) }, (_, index) => {
      const at = 44 + 20 * index;
      const [offset, packed, whole] = [4, 8, 12].map((field) => font.readUInt32BE(at + field));
      const bytes = font.subarray(offset, (offset ?? 0) + (packed ?? 0));
      return [font.toString('latin1', at, at + 4), packed === whole ? bytes : inflateSync(bytes)];
    }),
  );
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (found === undefined) throw new Error(`${path} has no ${tag}`);
    return found;
  };
  const size = table('head').readUInt16BE(18);
  const last = table('hhea').readUInt16BE(34) - 1;
  const advance = (glyph: number) => table('hmtx').readUInt16BE(4 * Math.min(glyph, last)) / size;
  return new Map(glyphsOf(table('cmap')).map(([code, glyph]) => [String.fromCodePoint(code), advance(glyph)]));
}

/** Character codes and their glyphs, of the first subtable in format 4, which holds the Basic Multilingual Plane. */
function glyphsOf(cmap: Buffer): readonly (readonly [number, number])[] {
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.readUInt32BE(8 + 8 * index));
  const start = subtables.find((at) => cmap.readUInt16BE(at) === 4);
  if (start === undefined) return [];
  const double = cmap.readUInt16BE(start + 6);
  return Array.from({ length: double / 2 }, (_, segment) => {
    const field = (nth: number) => start + 14 + 2 * segment + nth * double + (nth === 0 ? 0 : 2);
    const [end, first, delta] = [0, 1, 2].map((nth) => cmap.readUInt16BE(field(nth)));
    const range = cmap.readUInt16BE(field(3));
    return Array.from({ length: (end ?? 0) - (first ?? 0) + 1 }, (__, index) => {
      const code = (first ?? 0) + index;
      const listed = range === 0 ? code : cmap.readUInt16BE(field(3) + range + 2 * index);
      return [code, listed === 0 ? 0 : (listed + (delta ?? 0)) & 0xffff] as const;
    });
  })
    .flat()
    .filter(([code, glyph]) => glyph !== 0 && code !== 0xffff);
}
