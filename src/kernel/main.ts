// Puts scenarios into network namespaces of this machine's kernel, loads the rules that Hopscope prints, sends real
// connections, and compares. Linux and root only; elsewhere it says so and ends well.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSession, type Session } from '#engine';
import { differences } from './compare.ts';
import { Namespaces, Refused, removeNamespaces } from './namespaces.ts';
import { whatLacks } from './capability.ts';
import { holdRules, loadRules, notCompared, type RuleTool, toolsFor } from './rules.ts';
import { Tally } from './tally.ts';
import { type Sender, type Trial, trialsOf } from './trial.ts';
import { type Variant, variantsOf } from './variants.ts';
import { worldOf } from './world.ts';

/** Scenarios at a time: most of it passes in waiting for connections that time out. */
const AT_ONCE = 3;
const LISTING = ['iptables', 'nft'] as const;

const verbose = process.argv.includes('--verbose');
const paths = process.argv.slice(2).filter((word) => !word.startsWith('--'));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    removeNamespaces(`hs${process.pid}`);
    process.exit(130);
  });
const missing = whatIsMissing();
if (missing === null) process.exitCode = await compareAll(paths.flatMap(scenariosUnder));
else process.stdout.write(`verify:kernel is skipped: ${missing}\n`);

function whatIsMissing(): string | null {
  if (process.platform !== 'linux') return `it needs Linux, this is ${process.platform}.`;
  if (process.getuid?.() !== 0) return 'it makes network namespaces, for which it needs root.';
  const tools = ['ip', 'ipset', 'iptables-restore', 'ip6tables-restore', 'nft', 'sysctl'].filter(
    (tool) => spawnSync('which', [tool]).status !== 0,
  );
  return tools.length === 0 ? null : `it needs ${tools.join(', ')}.`;
}

async function compareAll(files: readonly string[]): Promise<number> {
  const tally = new Tally();
  const lacking = new Map<RuleTool, string>();
  for (const tool of ['ipset', ...LISTING] as const) {
    const lacks = whatLacks(tool);
    if (lacks !== null) lacking.set(tool, lacks);
    if (lacks !== null) process.stdout.write(`verify:kernel is skipped where ${tool} is needed: ${lacks}\n`);
  }
  for (const tool of LISTING) {
    const why = lacking.has(tool) ? null : notCompared(tool);
    if (why !== null) process.stdout.write(`${tool}: rule texts are loaded but not compared, ${why}\n`);
  }
  const waiting = [...files.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await compareFile(...next, lacking, tally);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  process.stdout.write(tally.print());
  const results = process.env['HOPSCOPE_RESULTS'];
  if (results !== undefined) writeFileSync(join(results, 'kernel.json'), JSON.stringify(tally.totals));
  return tally.totals.differ === 0 ? 0 : 1;
}

async function compareFile(
  index: number,
  file: string,
  lacking: ReadonlyMap<RuleTool, string>,
  tally: Tally,
): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const session = openSession(text);
  const variants = variantsOf(text, session);
  if (typeof variants === 'string') tally.leave(variants, session.scenario.requests.length);
  else
    for (const variant of variants) {
      const tool = toolsFor(variant.session, variant.mode).find((one) => lacking.has(one));
      if (tool === undefined) await compare(file, `hs${process.pid}x${index}n`, variant, tally);
      else tally.leave(`${tool} is lacking here`, session.scenario.requests.length);
    }
}

async function compare(file: string, prefix: string, { mode, session }: Variant, tally: Tally): Promise<void> {
  const { trials, left } = trialsOf(session);
  for (const { name, why } of left) {
    tally.leave(why);
    if (verbose) process.stdout.write(`${file} (${mode}): ${name}: not expressed, ${why}\n`);
  }
  if (session.cluster.nodes.length === 0) return;
  const report = (about: string, found: readonly string[]): void => {
    process.stdout.write(`${file} (${mode}): ${about}\n${found.map((one) => `  ${one}\n`).join('')}`);
  };
  try {
    tally.scenario(mode);
    for (const { name } of session.cluster.nodes) {
      const { texts, found } = holdRules(session, mode, name, `${prefix}t`);
      tally.texts(mode, texts, found.length);
      if (found.length > 0) report('its rules', found);
    }
    const results = trials.length === 0 ? [] : await tried(session, mode, trials, prefix);
    for (const { trial, found } of results) {
      tally.connection(mode, found.length === 0 ? 'agreed' : 'differ');
      if (found.length > 0) report(trial.name, found);
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tally.leave(`this kernel: ${error.message}`, trials.length);
    if (verbose) process.stdout.write(`${file} (${mode}): ${error.message}\n`);
  }
}

async function tried(session: Session, mode: Variant['mode'], trials: readonly Trial[], prefix: string) {
  const namespaces = await Namespaces.open(worldOf(session, trials, prefix));
  const results: { readonly trial: Trial; readonly found: readonly string[] }[] = [];
  try {
    for (const { name } of session.cluster.nodes) loadRules(session, mode, name, namespaces.node(name));
    for (const own of groupBy(trials).values()) {
      const [first] = own;
      if (first === undefined) continue;
      const seen = await namespaces.probe(first.from, own, timesFor);
      for (const [index, trial] of own.entries())
        results.push({ trial, found: differences(trial, seen[index] ?? [], addressesOf(session, first.from)) });
    }
    return results;
  } finally {
    namespaces.close();
  }
}

/** So often that missing one of the endpoints is less likely than one in a million. */
function timesFor({ said }: Trial): number {
  return Math.max(2, said.endpoints.length * 14);
}

function addressesOf({ cluster }: Session, from: Sender): readonly string[] {
  switch (from.kind) {
    case 'pod':
      return ['127.0.0.1', '::1', ...(cluster.podByKey.get(from.pod)?.ips ?? [])];
    case 'node':
      return cluster.nodes.find(({ name }) => name === from.node)?.addresses ?? [];
    case 'client':
      return [from.ip];
  }
}

function scenariosUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.scenario.yaml'))
    .sort()
    .map((name) => join(path, name));
}

function groupBy(trials: readonly Trial[]): ReadonlyMap<string, readonly Trial[]> {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = JSON.stringify(trial.from);
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  return groups;
}
