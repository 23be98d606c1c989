import type { Problem } from '#source';
import { problem } from '#source';
import { zonesWritten } from './name.ts';
import { isReadableRewrite } from './rewrite-rule.ts';

/** One line of a plugin's block, or the plugin's own line. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  /** Line within the Corefile, from 1. */
  readonly line: number;
}

export interface PluginConfig extends Directive {
  readonly block: readonly Directive[];
}

/** Zones of one listening port and the plugins that answer for them. */
export interface ServerBlock {
  /** Lower case, absolute. */
  readonly zones: readonly string[];
  readonly port: number;
  readonly plugins: readonly PluginConfig[];
  readonly line: number;
}

export interface Corefile {
  readonly blocks: readonly ServerBlock[];
  readonly problems: readonly Problem[];
}

/** Plugins whose effect on what is answered is modelled. */
const ANSWERING = ['cache', 'hosts', 'autopath', 'k8s_external', 'kubernetes', 'forward', 'loop'] as const;

/** Plugins without an effect on what is answered, as far as a trace shows it (`loadbalance`: the resolver's choice is uniform anyway). */
const SILENT = new Set(
  (
    'metadata geoip cancel tls timeouts reload nsid bufsize bind debug trace ready health pprof prometheus errors log ' +
    'dnstap local loadbalance header minimal any chaos root startup shutdown transfer multisocket quic view'
  ).split(' '),
);

interface Token {
  readonly text: string;
  readonly line: number;
  readonly quoted: 'quoted' | 'plain';
}

/**
 * Reads a Corefile as CoreDNS' caddyfile parser does: server blocks, plugins, their blocks, `#` comments, quotes,
 * snippets `(NAME)` with `import NAME`. A plugin that is not modelled becomes a Problem and is left out; a text that
 * does not parse keeps the blocks before the error. `object` names the ConfigMap in problems.
 * Not modelled: `{$VAR}` and `import` of files.
 */
export function parseCorefile(text: string, object: string): Corefile {
  const problems: Problem[] = [];
  const tell = (code: string, line: number, sentence: string, severity: Problem['severity'] = 'warning'): void => {
    problems.push(
      problem(code, severity, `Corefile line ${line}: ${sentence}`, { object, field: ['data', 'Corefile'] }),
    );
  };
  const tokens = tokensOf(text);
  const snippets = new Map<string, readonly PluginConfig[]>();
  const blocks: ServerBlock[] = [];
  let at = 0;

  const isOpen = (token: Token | undefined): boolean => token?.text === '{' && token.quoted === 'plain';
  const isClose = (token: Token | undefined): boolean => token?.text === '}' && token.quoted === 'plain';

  const directive = (): Directive => {
    const first = tokens[at++];
    const args: string[] = [];
    const line = first?.line ?? 0;
    for (;;) {
      const token = tokens[at];
      if (token === undefined || token.line !== line || isOpen(token) || isClose(token)) break;
      args.push(token.text);
      at++;
    }
    return { name: first?.text ?? '', args, line };
  };

  const nested = (): readonly Directive[] => {
    const inner: Directive[] = [];
    at++;
    while (at < tokens.length && !isClose(tokens[at])) {
      inner.push(directive());
      if (isOpen(tokens[at])) nested();
    }
    at++;
    return inner;
  };

  const plugins = (): readonly PluginConfig[] => {
    const found: PluginConfig[] = [];
    at++;
    while (at < tokens.length && !isClose(tokens[at])) {
      const head = directive();
      const block = isOpen(tokens[at]) ? nested() : [];
      if (head.name === 'import') {
        const snippet = snippets.get(head.args[0] ?? '');
        if (snippet === undefined) {
          tell(
            'NotModelledCorefileImport',
            head.line,
            `the file that \`import ${head.args.join(' ')}\` names is not read`,
          );
        } else found.push(...snippet);
      } else found.push({ ...head, block });
    }
    if (at >= tokens.length) tell('CorefileBroken', tokens.at(-1)?.line ?? 1, 'a closing brace is missing', 'error');
    at++;
    return found;
  };

  while (at < tokens.length) {
    const start = tokens[at];
    const keys: string[] = [];
    while (at < tokens.length && !isOpen(tokens[at]) && !isClose(tokens[at])) keys.push(tokens[at++]?.text ?? '');
    const line = start?.line ?? 1;
    if (isClose(tokens[at])) {
      tell('CorefileBroken', line, 'a closing brace without an opening one', 'error');
      at++;
      continue;
    }
    if (at >= tokens.length) {
      if (keys.length > 0) tell('CorefileBroken', line, `\`${keys.join(' ')}\` is followed by no block`, 'error');
      break;
    }
    const found = plugins();
    const snippet = /^\((.+)\)$/.exec(keys[0] ?? '');
    if (snippet !== null) snippets.set(snippet[1] ?? '', found);
    else blocks.push(...serverBlocks(keys, found, line));
  }

  for (const block of blocks) {
    for (const plugin of block.plugins) {
      const isKnown =
        SILENT.has(plugin.name) ||
        ANSWERING.some((name) => name === plugin.name) ||
        (plugin.name === 'rewrite' && isNameRewrite(plugin));
      if (!isKnown) {
        tell(
          'NotModelledDnsPlugin',
          plugin.line,
          `the plugin \`${plugin.name}\` is not modelled; names it would answer may come out differently`,
        );
      } else if (plugin.name === 'rewrite' && !isReadableRewrite(plugin)) {
        tell(
          'NotModelledExpression',
          plugin.line,
          `the rule \`rewrite ${plugin.args.join(' ')}\` cannot be read here and is left out; names it would change stay as they are`,
        );
      }
    }
  }
  return { blocks, problems };
}

/** One block for each port that the keys name; schemes other than plain DNS are left out, as no resolver here speaks them. */
function serverBlocks(keys: readonly string[], plugins: readonly PluginConfig[], line: number): readonly ServerBlock[] {
  const byPort = new Map<number, string[]>();
  for (const key of keys.flatMap((text) => text.split(',')).filter((text) => text !== '')) {
    const match = /^(?:([a-z]+):\/\/)?(.*?)(?::(\d+))?$/i.exec(key);
    if (match === null || (match[1] !== undefined && match[1] !== 'dns')) continue;
    const port = match[3] === undefined ? 53 : Number(match[3]);
    const zones = zonesWritten(match[2] === '' || match[2] === undefined ? '.' : match[2]);
    byPort.set(port, [...(byPort.get(port) ?? []), ...zones]);
  }
  return [...byPort].map(([port, zones]) => ({ zones, port, plugins, line }));
}

/** Rewriting of names is modelled, of other fields not. */
function isNameRewrite({ args, block }: PluginConfig): boolean {
  const field = [...args, ...block.map(({ name }) => name)].find((word) => word !== 'stop' && word !== 'continue');
  return field === 'name';
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const [index, lineText] of text.split(/\r\n|\r|\n/).entries()) {
    const pattern = /"((?:[^"\\]|\\.)*)"|(#.*$)|(\S+)/g;
    for (const match of lineText.matchAll(pattern)) {
      if (match[2] !== undefined) break;
      const quoted = match[1] !== undefined;
      const word = match[1]?.replaceAll('\\"', '"') ?? match[3] ?? '';
      tokens.push({ text: word, line: index + 1, quoted: quoted ? 'quoted' : 'plain' });
    }
  }
  return tokens;
}
