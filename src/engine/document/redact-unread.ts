import { isNoSecret, REMOVED } from './redact-names.ts';
import { type Scrubbed, scrubText, type SecretKind } from './redact-text.ts';

/** A text that does not parse: known shapes anywhere, and of what looks like a Secret every value below `data`. */
export function scrubUnread(text: string): Scrubbed {
  const values = secretLines(text);
  const rest = scrubText(values.text);
  return { text: rest.text, finds: [...values.finds, ...rest.finds].toSorted((a, b) => a.offset - b.offset) };
}

const OWN_KEYS = /^\s*["']?(?:apiVersion|kind|metadata|type|immutable|name|namespace|labels|annotations)["']?:/;

function secretLines(text: string): Scrubbed {
  const finds: { offset: number; what: SecretKind }[] = [];
  let where: 'elsewhere' | 'in a Secret' | 'in its values' = 'elsewhere';
  let offset = 0;
  const lines = text.split('\n').map((line) => {
    const at = offset;
    offset += line.length + 1;
    if (/^\s*["']?kind["']?:\s*["']?/.test(line))
      where = /kind["']?:\s*["']?Secret\b/.test(line) ? 'in a Secret' : 'elsewhere';
    if (where === 'elsewhere') return line;
    if (/^\s*["']?(?:data|stringData)["']?:/.test(line)) {
      where = 'in its values';
      return line;
    }
    if (OWN_KEYS.test(line)) where = 'in a Secret';
    if (where !== 'in its values' || line.trim() === '' || /^\s*#/.test(line)) return line;
    const [, key = '', value = ''] = /^(\s*["']?[\w.-]+["']?:\s*|\s*)(.*)$/.exec(line) ?? [];
    if (isNoSecret(value) || /^[|>][+-]?\d?$/.test(value)) return line;
    finds.push({ offset: at, what: 'Secret value' });
    return `${key}${REMOVED}`;
  });
  return { text: lines.join('\n'), finds };
}
