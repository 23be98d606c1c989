/** A text in rows of at most so many characters, broken where words end or after a sign; what is left over is cut. */
export function wrapText(text: string, most: number, rows: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > most && lines.length < rows - 1) {
    const end = breakAt(rest, most);
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest.length > most ? `${rest.slice(0, Math.max(1, most - 1))}…` : rest];
}

/** A name in rows: a word of it that has no place to break and is longer than a row keeps both its ends. */
export function wrapName(name: string, most: number, rows: number): readonly string[] {
  const whole = name.replaceAll(/[A-Za-z0-9]+/g, (word) =>
    word.length <= most || partsOf(word).length > 0 ? word : shortText(word, most),
  );
  return wrapText(whole, most, rows);
}

/** The last good place for a break in the first so many characters; none: in the middle of the word. */
function breakAt(text: string, most: number): number {
  const space = text.lastIndexOf(' ', most);
  if (space > most / 3) return space;
  for (let end = most; end > most / 2; end--) if (SIGN.test(text[end - 1] ?? '')) return end;
  const part = partsOf(text).findLast((place) => place <= most);
  if (part !== undefined) return part;
  for (let end = Math.floor(most / 2); end > 0; end--) if (SIGN.test(text[end - 1] ?? '')) return end;
  return most;
}

const SIGN = /[-,/=.:|]/;
/** Words that names are put together with, without a sign between: `recommendationservice`. */
const PART =
  /(?<=[a-z]{3})(?:service|server|controller|frontend|backend|gateway|manager|operator|database|catalog|generator|dispatcher|processor|exporter|collector|scheduler|webhook|provider|storage|monitoring|metrics|dashboard|primary|replica)|(?<=[a-z])(?=[A-Z])/g;

/** Where the parts of words begin. */
function partsOf(text: string): readonly number[] {
  return [...text.matchAll(PART)].map(({ index }) => index);
}

/** A pod's name in at most so many characters: whose it is and what tells it from its replicas both stay. */
export function podTitle(pod: { readonly name: string; readonly workload: string | null }, most: number): string {
  if (pod.name.length <= most) return pod.name;
  const stem = pod.workload?.split('/').at(-1) ?? '';
  const end = pod.name.slice(pod.name.lastIndexOf('-') + 1);
  if (stem === '' || end.length > 10 || !pod.name.startsWith(stem)) return shortText(pod.name, most);
  const room = most - end.length - 1;
  return `${stem.length < room ? `${stem}-` : stem.slice(0, room)}…${end}`;
}

/** A pod's name as long as fits so many pixels of bold text: narrow letters leave room for more of them. */
export function podTitleIn(pod: Parameters<typeof podTitle>[0], width: number): string {
  for (let most = pod.name.length; most > LEAST; most--) {
    const title = podTitle(pod, most);
    if (boldWidth(title) <= width) return title;
  }
  return podTitle(pod, LEAST);
}

/** The same in two or three rows where one would cut whose it is and they do not. */
export function podTitleRows(pod: Parameters<typeof podTitle>[0], width: number): readonly string[] {
  const inOne = podTitleIn(pod, width);
  const whole = wholeTitle(pod);
  if (boldWidth(whole) <= width) return [inOne];
  for (const count of [2, 3]) {
    for (let most = whole.length - 1; most > LEAST; most--) {
      const rows = wrapText(whole, most, count);
      if (rows.every((row) => boldWidth(row) <= width && !row.endsWith('…'))) return rows;
    }
  }
  return [inOne];
}

/** A pod's name without anything in it that is its ReplicaSet's. */
function wholeTitle({ name, workload }: Parameters<typeof podTitle>[0]): string {
  const stem = workload?.split('/').at(-1) ?? '';
  const end = name.slice(name.lastIndexOf('-') + 1);
  const title = `${stem}-…${end}`;
  return stem !== '' && name.startsWith(stem) && title.length < name.length ? title : name;
}

const LEAST = 8;
/** IBM Plex Sans, semibold, at 12.5 pixels: letters that are much narrower or wider than the rest. */
const WIDTHS = [
  [/[mwMW…%@]/g, 11.2],
  [/[fijlrtI.,:;|!'()[\] -]/g, 4.9],
] as const;
const USUAL = 7.5;

function boldWidth(text: string): number {
  let width = text.length * USUAL;
  for (const [letters, wide] of WIDTHS) width += (text.match(letters)?.length ?? 0) * (wide - USUAL);
  return width;
}

/** A pod's address, port and state in at most so many characters: the address is whole as long as it fits, state and port give way. */
export function podAddress(
  { ip, ready }: { readonly ip: string | null; readonly ready: boolean },
  port: string | null,
  most: number,
): string {
  const known = ip ?? 'no address';
  const whole = ready ? (port === null ? known : `${known}:${port}`) : ip === null ? 'not ready' : `${ip}, not ready`;
  return whole.length <= most ? whole : shortText(known, most);
}

/** A text in at most so many characters, with a sign in the middle for what is left out. */
export function shortText(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.slice(-5);
  return `${text.slice(0, Math.max(1, most - 6)).replace(/[-,]$/, '')}…${end}`;
}
