import type { Family } from '#net';
import type { NftChain, NftMap, NftRule, NftSet, NftTable } from './table.ts';
import { ipWord } from './table.ts';

/** `nft list table ip kube-proxy`, laid out as nft 1.0.6 does. Counters and handles are no part of it. */
export function listTable(table: NftTable): string {
  const blocks = [
    ...table.sets.map((one) => block(`${one.kind} ${one.name}`, bodyOf(one, table.family))),
    ...table.chains.map((chain) => block(`chain ${chain.name}`, chainBody(chain))),
  ];
  return `${head(table.family)}\tcomment "rules for kube-proxy"\n${blocks.join('\n')}}\n`;
}

/** `nft list chain|map|set ip kube-proxy NAME`, `null` if the table has none of that name and kind. */
export function listOne(table: NftTable, kind: 'chain' | 'map' | 'set', name: string): string | null {
  const found =
    kind === 'chain'
      ? table.chains.filter((one) => one.name === name).map(chainBody)
      : table.sets.filter((one) => one.kind === kind && one.name === name).map((one) => bodyOf(one, table.family));
  const [body] = found;
  return body === undefined ? null : `${head(table.family)}${block(`${kind} ${name}`, body)}}\n`;
}

/** A rule on one line. */
export function ruleText(rule: NftRule): string {
  switch (rule.kind) {
    case 'rule': {
      const comment = rule.comment === null ? '' : `comment "${rule.comment}"`;
      return [rule.match, rule.verdict, comment].filter((text) => text !== '').join(' ');
    }
    case 'choice': {
      const entries = rule.among.map(({ chain }, index) => `${index} : goto ${chain}`);
      return `numgen random mod ${entries.length} vmap { ${entries.join(', ')} }`;
    }
    case 'dnat': {
      const entries = rule.among.map(({ parts }, index) => `${index} : ${parts}`).join(', ');
      const chosen = `numgen random mod ${rule.among.length} map { ${entries} }`;
      return `meta l4proto ${rule.protocol} dnat ${ipWord(rule.family)} to ${chosen}`;
    }
  }
}

function head(family: Family): string {
  return `table ${ipWord(family)} kube-proxy {\n`;
}

function block(name: string, lines: readonly string[]): string {
  return `\t${name} {\n${lines.map((line) => `\t\t${line}\n`).join('')}\t}\n`;
}

function chainBody({ hook, comment, rules }: NftChain): readonly string[] {
  return [
    ...(comment === null ? [] : [`comment "${comment}"`]),
    ...(hook === null ? [] : [hook]),
    ...rules.map(ruleText),
  ];
}

function bodyOf(one: NftSet | NftMap, family: Family): readonly string[] {
  const address = family === 'IPv4' ? 'ipv4_addr' : 'ipv6_addr';
  if (one.kind === 'map') {
    const type = one.by === 'nodePort' ? 'inet_proto . inet_service' : `${address} . inet_proto . inet_service`;
    const entries = one.elements.map(({ key, comment, verdict }) =>
      comment === null ? `${key} : ${verdict}` : `${key} comment "${comment}" : ${verdict}`,
    );
    return [`type ${type} : verdict`, `comment "${one.comment}"`, ...elements(entries, 1)];
  }
  const perLine = family === 'IPv4' && one.of === 'addresses' ? 2 : 1;
  return [
    `type ${one.of === 'addresses' ? address : `${address} . ${address} . inet_proto . inet_service`}`,
    ...(one.timeout === null ? [] : ['size 65535', 'flags dynamic,timeout', `timeout ${duration(one.timeout)}`]),
    ...(one.comment === null ? [] : [`comment "${one.comment}"`]),
    ...elements(one.elements, perLine),
  ];
}

function elements(all: readonly string[], perLine: number): readonly string[] {
  if (all.length === 0) return [];
  const rows = Array.from({ length: Math.ceil(all.length / perLine) }, (_, row) =>
    all.slice(row * perLine, (row + 1) * perLine).join(', '),
  );
  return [`elements = { ${rows.join(',\n\t\t\t     ')} }`];
}

/** `3h`, `1m30s`: whole days, hours, minutes and seconds, those that are none left out. */
function duration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts.map(([many, unit]) => (many === 0 ? '' : `${many}${unit}`)).join('');
}
