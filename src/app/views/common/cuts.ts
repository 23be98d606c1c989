const GROUP = '[0-9a-f]{1,4}';
const IPV4 = String.raw`(?:\d{1,3}\.){3}\d{1,3}`;
const SHORTENED = `(?:${GROUP}(?::${GROUP})*)?::(?:(?:${GROUP}:)*(?:${IPV4}|${GROUP}))?`;
/** An address of either family (RFC 4291, section 2.2), with its prefix length. */
const ADDRESS = new RegExp(
  String.raw`(?<![\w:.])(?:${SHORTENED}|(?:${GROUP}:){7}${GROUP}|${IPV4})(?:\/\d{1,3})?(?![\w]|[.:]\w)`,
  'gi',
);
/** An option of a command, with its dashes. */
const OPTION = /(?<=^|\s)-[^\s=]*=?/g;
/** After a separator, but not between two; after the dot of a name, but not of a number. */
const CUT = /(?<=[/:,=|-])(?=[^\s/:,=|-])|(?<=\.)(?=[^\s\d.])|(?<=[^\d.]\.)(?=\d)/g;

interface Whole {
  readonly from: number;
  readonly to: number;
}

/**
 * The pieces of a text in mono between which it may wrap, spaces apart: where a reader would cut it, never inside an
 * address or an option. Joined they are the text.
 */
export function cuts(text: string): readonly string[] {
  const options = wholes(text, OPTION);
  const whole = [...wholes(text, ADDRESS), ...options];
  const inside = [...text.matchAll(CUT)]
    .map(({ index }) => index)
    .filter((at) => !whole.some(({ from, to }) => at > from && at < to));
  const edges = options.flatMap(({ from, to }) => [from, to]);
  const places = [...new Set([0, ...inside, ...edges, text.length])].toSorted((a, b) => a - b);
  return places.slice(1).map((to, index) => text.slice(places[index], to));
}

function wholes(text: string, pattern: RegExp): readonly Whole[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ from: index, to: index + found.length }));
}
