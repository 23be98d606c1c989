import type { Twin } from './text-twin.ts';
import type { TwinFacts } from './twin-hops.ts';

/** The text twin as Markdown, with every fact: a heading, a table of all hops, and the rest as lists. */
export function printMarkdown({ title, facts, assumed, unsupported, hops, others }: Twin): string {
  return [
    `### ${cell(title)}`,
    '',
    ...(facts.length === 0 ? [] : [...facts.map((fact) => `- ${cell(fact)}`), '']),
    '| # | layer | place | what | packet | line |',
    '| --: | --- | --- | --- | --- | --- |',
    ...hops.flatMap(rows),
    ...section('Could also end', others),
    ...section('Assumed', assumed),
    ...section('Not supported', unsupported),
  ].join('\n');
}

/** A hop's row, below a row of its connection's name where another one begins. */
function rows({
  number,
  pass,
  way,
  layer,
  place,
  what,
  detail,
  packet,
  because,
  alternatives,
}: TwinFacts): readonly string[] {
  const code = packet === '' ? '' : `\`${packet.replace(/[|`]/g, ' ')}\``;
  const told = [
    cell(way === 'reply' ? `reply: ${what}` : what),
    cell(detail),
    alternatives.length === 0 ? '' : `Also: ${cell(alternatives.join('; '))}`,
  ];
  const row = [number, layer, cell(place), told.filter(Boolean).join('<br>'), code, cell(because.join('; '))];
  return [...(pass === '' ? [] : [`| | | | *${cell(pass)}* | | |`]), `| ${row.join(' | ')} |`];
}

function section(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : ['', `${heading}:`, '', ...items.map((item) => `- ${cell(item)}`)];
}

/** Text that comes from manifests must not end a cell or become markup. */
function cell(text: string): string {
  return text
    .replace(/[\\|<>*_[\]]/g, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : `\\${sign}`))
    .replace(/\s+/g, ' ');
}
