import { spawnSync } from 'node:child_process';
import type { Session } from '#engine';

/** A proxy mode whose rules a kernel can be given as text. */
export type LoadableMode = 'iptables' | 'nftables';

export function isLoadable(mode: string): mode is LoadableMode {
  return mode === 'iptables' || mode === 'nftables';
}

/** What gives a kernel rules as text. */
export type RuleTool = 'ipset' | 'iptables' | 'nft';

/** The tools of a mode: the CNI's and the kubelet's rules are in iptables whatever stands for Services. */
const TOOLS: Readonly<Record<LoadableMode, readonly ListingTool[]>> = {
  iptables: ['iptables'],
  nftables: ['iptables', 'nft'],
};

/** What a scenario's rules are loaded by; sets come first, as rules read them. */
export function toolsFor(session: Session, mode: LoadableMode): readonly RuleTool[] {
  const hasSets = session.cluster.nodes.some(({ name }) => setsOn(session, name) !== '');
  return hasSets ? ['ipset', ...TOOLS[mode]] : TOOLS[mode];
}

interface RuleText {
  /** What Hopscope prints, as the command that a node would run. */
  readonly printed: string;
  readonly load: readonly string[];
}

/** Tools whose listings are held against Hopscope's. */
export type ListingTool = Exclude<RuleTool, 'ipset'>;

const TEXTS: Readonly<Record<ListingTool, readonly RuleText[]>> = {
  iptables: [
    { printed: 'iptables-save', load: ['iptables-restore'] },
    { printed: 'ip6tables-save', load: ['ip6tables-restore'] },
  ],
  nft: [
    { printed: 'nft list table ip kube-proxy', load: ['nft', '-f', '-'] },
    { printed: 'nft list table ip6 kube-proxy', load: ['nft', '-f', '-'] },
  ],
};

/** How many texts were held against the kernel's, and where they differ. */
export interface TextsHeld {
  readonly texts: number;
  readonly found: readonly string[];
}

/**
 * Gives empty namespaces the rules that Hopscope prints for a node, one for each tool, and asks the kernel for them again, by
 * the same command and by others. What the kernel refuses, and lines that it lists otherwise, come back as sentences.
 */
export function holdRules(session: Session, mode: LoadableMode, node: string, scratch: string): TextsHeld {
  const held = TOOLS[mode].map((tool) => holdTool(session, tool, node, scratch));
  return { texts: held.reduce((sum, { texts }) => sum + texts, 0), found: held.flatMap(({ found }) => found) };
}

function holdTool(session: Session, tool: ListingTool, node: string, scratch: string): TextsHeld {
  spawnSync('ip', ['netns', 'add', scratch]);
  try {
    const refused = [...loadSets(session, node, scratch), ...loadTexts(session, tool, node, scratch)];
    if (refused.length > 0 || notCompared(tool) !== null) return { texts: 0, found: refused };
    const runs = [...TEXTS[tool].map(({ printed }) => printed), ...READINGS[tool]];
    const found = runs.flatMap((run) => {
      const text = session.output(`node/${node}`, run) ?? '';
      return unlike(text, within(scratch, run.split(' '), '').stdout).map((line) => `${node}: ${run}: ${line}`);
    });
    return { texts: runs.length, found };
  } finally {
    spawnSync('ip', ['netns', 'del', scratch]);
  }
}

/** Gives a namespace the rules that Hopscope prints for a node; a sentence for each text that it refuses. */
export function loadRules(session: Session, mode: LoadableMode, node: string, namespace: string): readonly string[] {
  return [
    ...loadSets(session, node, namespace),
    ...TOOLS[mode].flatMap((tool) => loadTexts(session, tool, node, namespace)),
  ];
}

function loadSets(session: Session, node: string, namespace: string): readonly string[] {
  const sets = setsOn(session, node);
  if (sets === '') return [];
  const { status, stderr } = within(namespace, ['ipset', 'restore'], asRestored(sets));
  return status === 0 ? [] : [`${node}: ipset refuses the sets that Hopscope lists: ${firstLine(stderr)}`];
}

function loadTexts(session: Session, tool: ListingTool, node: string, namespace: string): readonly string[] {
  return TEXTS[tool].flatMap(({ printed, load }) => {
    const text = session.output(`node/${node}`, printed);
    if (text === null) return [`${node}: Hopscope does not print ${printed}`];
    const { status, stderr } = within(namespace, load, text);
    return status === 0 ? [] : [`${node}: ${load[0]} refuses the text of ${printed}: ${firstLine(stderr)}`];
  });
}

function setsOn(session: Session, node: string): string {
  return session.output(`node/${node}`, 'ipset list') ?? '';
}

/** What `ipset list` says, as words for `ipset restore`. */
export function asRestored(listed: string): string {
  return listed
    .split('\n\n')
    .flatMap((set) => {
      const [, name = ''] = /^Name: (\S+)/m.exec(set) ?? [];
      const [, type = ''] = /^Type: (\S+)/m.exec(set) ?? [];
      const [, options = ''] = /^Header: (.*?)(?: bucketsize.*)?$/m.exec(set) ?? [];
      const [, members = ''] = /^Members:\n([\s\S]*)/m.exec(set) ?? [];
      const lines = members.split('\n').filter((member) => member !== '');
      return name === '' ? [] : [`create ${name} ${type} ${options}\n`, ...lines.map((one) => `add ${name} ${one}\n`)];
    })
    .join('');
}

/** Commands that list the loaded rules in other ways. Without `-n` iptables would ask a name server for every address. */
const READINGS: Readonly<Record<ListingTool, readonly string[]>> = {
  iptables: ['iptables', 'ip6tables'].flatMap((tool) =>
    ['nat', 'filter'].flatMap((table) => [
      `${tool} -t ${table} -S`,
      `${tool} -t ${table} -L -n --line-numbers`,
      `${tool} -t ${table} -nvL`,
    ]),
  ),
  nft: ['nft list ruleset', 'nft list map ip kube-proxy service-ips'],
};

/** The version whose layout Hopscope prints; the texts of others are loaded, but not compared. */
const LAID_OUT: Readonly<Record<ListingTool, { readonly ask: string; readonly says: string }>> = {
  iptables: { ask: 'iptables', says: 'v1.8.9' },
  nft: { ask: 'nft', says: 'v1.0.6' },
};

const compared = new Map<ListingTool, string | null>();

/** Why a tool's texts are not compared here, `null` if they are. */
export function notCompared(tool: ListingTool): string | null {
  const known = compared.get(tool);
  if (known !== undefined) return known;
  const { ask, says } = LAID_OUT[tool];
  const found = spawnSync(ask, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const why = found.includes(says) ? null : `${found} may lay rules out otherwise than ${says}`;
  compared.set(tool, why);
  return why;
}

/** Where two listings differ, a sentence for each chain, set or map: order counts within, and not among them. */
export function unlike(printed: string, listed: string): readonly string[] {
  const own = grouped(printed);
  const kernels = grouped(listed);
  return [...new Set([...own.keys(), ...kernels.keys()])].flatMap((group) => {
    const ours = own.get(group) ?? [];
    const theirs = kernels.get(group) ?? [];
    const at = ours.findIndex((line, index) => line !== theirs[index]);
    if (at < 0 && ours.length === theirs.length) return [];
    const place = at < 0 ? ours.length : at;
    const show = (lines: readonly string[]): string => lines[place]?.trim() ?? 'no more';
    return [`${group}: the kernel lists \`${show(theirs)}\`, Hopscope prints \`${show(ours)}\``];
  });
}

/** Lines by what they are about; those about the table itself are in any order. */
function grouped(text: string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  let table = '';
  let block = '';
  for (const line of text.replaceAll(/\[\d+:\d+\]/g, '').split('\n')) {
    if (/^(#.*|\t?\})?$/.test(line.trimEnd())) continue;
    if (line.startsWith('*')) table = line.slice(1);
    block = /^\t(?:chain|set|map) (\S+) \{$/.exec(line)?.[1] ?? /^Chain (\S+) /.exec(line)?.[1] ?? block;
    const chain = /^-A (\S+)/.exec(line)?.[1] ?? block;
    const key = `${table} ${chain}`.trim();
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [line]);
    else known.push(line);
  }
  for (const [key, lines] of groups) if (key === '' || !key.includes(' ')) sortFree(lines);
  return groups;
}

function sortFree(lines: string[]): void {
  if (lines.every((line) => /^(:|\*|-[PN] |COMMIT$|table |\tcomment )/.test(line))) lines.sort();
}

function within(namespace: string, words: readonly string[], input: string) {
  return spawnSync('ip', ['netns', 'exec', namespace, ...words], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
