// Puts scenarios into network namespaces of this machine's kernel, loads the rules that Hopscope prints, sends real
// connections, and compares. Linux and root only; elsewhere it says so and ends well.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSession, type Session } from '#engine';
import { differences } from './compare.ts';
import { Namespaces, Refused } from './namespaces.ts';
import { type Sender, type Trial, trialsOf } from './trial.ts';
import { worldOf } from './world.ts';

const verbose = process.argv.includes('--verbose');
const paths = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const missing = whatIsMissing();
if (missing === null) process.exitCode = await compareAll(paths.flatMap(scenariosUnder));
else process.stdout.write(`verify:kernel is skipped: ${missing}\n`);

function whatIsMissing(): string | null {
  if (process.platform !== 'linux') return `it needs Linux, this is ${process.platform}.`;
  if (process.getuid?.() !== 0) return 'it makes network namespaces, for which it needs root.';
  const tools = ['ip', 'iptables-restore', 'ip6tables-restore', 'sysctl'].filter(
    (tool) => spawnSync('which', [tool]).status !== 0,
  );
  return tools.length === 0 ? null : `it needs ${tools.join(', ')}.`;
}

async function compareAll(files: readonly string[]): Promise<number> {
  const count = { scenarios: 0, agreed: 0, differ: 0, left: new Map<string, number>() };
  const leave = (why: string, by = 1): void => void count.left.set(why, (count.left.get(why) ?? 0) + by);
  for (const [index, file] of files.entries()) {
    const session = openSession(readFileSync(file, 'utf8'));
    const { mode } = session.cluster.settings.serviceProxy;
    if (mode !== 'iptables') {
      leave(`${mode} rules are not loaded yet`, session.scenario.requests.length);
      continue;
    }
    const { trials, left } = trialsOf(session);
    for (const { why } of left) leave(why);
    if (trials.length === 0) continue;
    count.scenarios += 1;
    try {
      for (const { trial, found } of await tried(session, trials, `hs${process.pid}x${index}n`)) {
        if (found.length === 0) count.agreed += 1;
        else {
          count.differ += 1;
          process.stdout.write(`${file}: ${trial.name}\n${found.map((one) => `  ${one}\n`).join('')}`);
        }
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      leave(`this kernel: ${error.message}`, trials.length);
      if (verbose) process.stdout.write(`${file}: ${error.message}\n`);
    }
  }
  process.stdout.write(
    `${count.scenarios} scenarios, ${count.agreed} connections as the engine says, ${count.differ} otherwise\n`,
  );
  for (const [why, many] of count.left) process.stdout.write(`not expressed: ${many}, ${why}\n`);
  return count.differ === 0 ? 0 : 1;
}

async function tried(session: Session, trials: readonly Trial[], prefix: string) {
  const namespaces = await Namespaces.open(worldOf(session, trials, prefix), session);
  const results: { readonly trial: Trial; readonly found: readonly string[] }[] = [];
  try {
    const bySender = groupBy(trials);
    for (const own of bySender.values()) {
      const [first] = own;
      if (first === undefined) continue;
      const seen = await namespaces.probe(first.from, own, timesFor);
      for (const [index, trial] of own.entries())
        results.push({ trial, found: differences(trial, seen[index] ?? [], addressesOf(session, first.from)) });
    }
  } finally {
    namespaces.close();
  }
  return results;
}

/** So often that missing one of the endpoints is less likely than one in a million. */
function timesFor({ said }: Trial): number {
  return Math.max(2, said.endpoints.length * 14);
}

function addressesOf({ cluster }: Session, from: Sender): readonly string[] {
  switch (from.kind) {
    case 'pod':
      return cluster.podByKey.get(from.pod)?.ips ?? [];
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
