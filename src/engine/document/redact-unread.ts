import { REMOVED } from './redact-names.ts';
import { type Scrubbed, scrubText, type SecretKind } from './redact-text.ts';

/** A text that does not parse: known shapes anywhere, and of what looks like a Secret every value below `data`. */
export function scrubUnread(text: string): Scrubbed {
  const values = /^[^#\n]*\bkind["']?\s*:\s*["']?Secret\b/m.test(text) ? secretLines(text) : { text, finds: [] };
  const rest = scrubText(values.text);
  return { text: rest.text, finds: [...values.finds, ...rest.finds].toSorted((a, b) => a.offset - b.offset) };
}

/** `data: {…}` in one line. */
const FLOW = /((?:^|[\s,{])["']?(?:data|stringData)["']?\s*:\s*\{)([^}]*)/g;

function withoutValues(body: string): string {
  return body.replaceAll(/(:\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,"'][^,]*)/g, (all, colon: string, value: string) =>
    value.replaceAll(/["']/g, '').trim() === REMOVED ? all : `${colon}"${REMOVED}"`,
  );
}

const OWN_KEYS = /^\s*["']?(?:apiVersion|kind|metadata|type|immutable|name|namespace|labels|annotations)["']?:/;

/** A server writes the values before the kind, so of such a text every `data` counts as that of a Secret. */
function secretLines(text: string): Scrubbed {
  const finds: { offset: number; what: SecretKind }[] = [];
  let where: 'elsewhere' | 'in its values' = 'elsewhere';
  let offset = 0;
  const lines = text.split('\n').map((line) => {
    const at = offset;
    offset += line.length + 1;
    const inline = line.replaceAll(FLOW, (_, head: string, body: string) => `${head}${withoutValues(body)}`);
    if (line.search(FLOW) !== -1) {
      if (inline !== line) finds.push({ offset: at, what: 'Secret value' });
      return inline;
    }
    if (/^\s*["']?(?:data|stringData)["']?:/.test(line)) {
      where = 'in its values';
      return line;
    }
    if (OWN_KEYS.test(line)) where = 'elsewhere';
    if (where !== 'in its values' || line.trim() === '' || /^\s*#/.test(line)) return line;
    const [, key = '', value = '', end = ''] = /^(\s*["']?[\w.-]+["']?:\s*|\s*)(.*?)(\r?)$/.exec(line) ?? [];
    if (value.trim() === '' || value === REMOVED || /^[|>][+-]?\d?$/.test(value)) return line;
    finds.push({ offset: at, what: 'Secret value' });
    return `${key}${REMOVED}${end}`;
  });
  return { text: lines.join('\n'), finds };
}
