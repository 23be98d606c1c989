import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { buildCluster } from '#cluster';
import { openSession, requestOf, type Session } from '#engine';
import { loadManifests } from '#manifests';
import { reachMatrix } from '#reach';
import { createTables } from '#tables';
import { applicationManifests } from './application-manifests.ts';
import { firstLoadBytes } from './first-load.ts';
import { pasteTasks } from './main-thread.ts';
import { figure, measure, type Row, row, table } from './measure.ts';
import { policyDump } from './policy-dump.ts';
import { serviceGrowth } from './service-growth.ts';

const DIST = process.env.HOPSCOPE_DIST ?? resolve(import.meta.dirname, '../../dist');

function firstLoad(): Row {
  const what = 'JavaScript and CSS before the first picture, brotli';
  const bytes = firstLoadBytes(DIST);
  return bytes === null
    ? { what, measured: 'no build: npm run build', aim: '200 kB', ratio: '' }
    : row(what, [bytes / 1000, 200], 'kB');
}

/** Both read the same texts; the peer makes plain objects only. A text of its own for each round, since the engine keeps what it has read. */
function reading(text: string): readonly Row[] {
  const texts = Array.from({ length: 15 }, (_, round) => text.replaceAll('team-', `team${round}-`));
  const at = (round: number): string => texts[round] ?? text;
  const peer = measure(texts.length, (round) => loadAll(at(round))).median;
  const own = measure(texts.length, (round) => loadManifests(at(round))).median;
  const { objects } = loadManifests(text);
  const whole = measure(texts.length, () => buildCluster({ manifests: objects, settings: {}, faults: [] })).median;
  const what = `text of 1,000 objects (${figure(text.length / 1000)} kB)`;
  const against = (ms: number) => ({
    measured: `${figure(ms)} ms`,
    aim: `2 × js-yaml: ${figure(2 * peer)} ms`,
    ratio: `${figure(ms / peer)} × js-yaml`,
  });
  return [
    { what: `${what} to typed objects`, ...against(own) },
    { what: `${what} to the running cluster`, ...against(own + whole) },
  ];
}

function ask(session: Session, from: string, url: string): void {
  const request = requestOf({ name: 'bench', from, method: 'GET', target: url });
  if ('code' in request) throw new Error(request.sentence);
  session.follow(request);
}

function oneLineEdit(text: string): Row {
  let session = openSession(text);
  const line = 'value: info';
  const at = text.indexOf(line, text.length / 2);
  const { median } = measure(15, (round) => {
    const edited = `${text.slice(0, at)}value: debug-${round}${text.slice(at + line.length)}`;
    session = openSession(edited, session);
    ask(session, 'deployment/team-0/app-0', 'http://app-1/');
    return session.loaded;
  });
  return row('one-line edit in 1,000 objects: text to answer and picture, without drawing', [median, 100], 'ms');
}

function traces(what: string, text: string, aim: number): readonly Row[] {
  const session = openSession(text);
  const { first, median } = measure(201, (round) => {
    ask(session, 'deployment/team-0/app-0', `http://app-1/?${round}`);
  });
  const { median: outside } = measure(101, (round) => {
    ask(session, 'client', `http://app-0.example.com/?${round}`);
  });
  const pods = session.cluster.pods.length.toLocaleString('en');
  return [
    row(`one trace, ${what}, ${pods} pods: pod to Service by name`, [median, aim], 'ms'),
    row(`one trace, ${what}, ${pods} pods: client through the ingress controller`, [outside, aim], 'ms'),
    { what: 'the same, the very first one, tables included', measured: `${figure(first)} ms`, aim: '', ratio: '' },
  ];
}

function matrix(): readonly Row[] {
  const { objects } = loadManifests(policyDump(1));
  const cluster = buildCluster({ manifests: objects, settings: {}, faults: [] });
  const before = process.memoryUsage().heapUsed;
  const query = { protocol: 'TCP', port: 8080 } as const;
  const { first } = measure(1, () => reachMatrix(cluster, createTables(cluster).policy, query));
  const grown = (process.memoryUsage().heapUsed - before) / 1e6;
  const { classes } = reachMatrix(cluster, createTables(cluster).policy, query);
  const size = `${cluster.pods.length.toLocaleString('en')} pods in ${classes.length.toLocaleString('en')} classes, 3,000 policies`;
  return [
    row(`reachability on one port, cold: ${size}`, [first / 1000, 1], 's'),
    {
      what: 'heap that it took, garbage included',
      measured: `${figure(grown)} MB`,
      aim: 'far below a matrix of objects',
      ratio: '',
    },
  ];
}

/** In a process of its own that reads a file, so that nothing else counts. */
function hugeDump(): Row {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
  const file = join(folder, 'dump.json');
  writeFileSync(file, policyDump(3));
  const argv = [...process.execArgv, import.meta.filename, HUGE, file];
  const { stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const [pods = 0, bytes = 0] = stdout.trim().split(' ').map(Number);
  return row(`a dump of ${pods.toLocaleString('en')} pods opened, most memory of the process`, [bytes / 1e9, 1], 'GB');
}

/** Opens a dump and prints its pods and the most memory that the process held. */
function openHugeDump(file: string): void {
  const session = openSession(readFileSync(file, 'utf8'));
  const peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(`${session.cluster.pods.length} ${peak}\n`);
}

async function allRows(): Promise<readonly Row[]> {
  const small = applicationManifests(1000, 2);
  const large = applicationManifests(1000, 42);
  return [
    firstLoad(),
    ...(await pasteTasks(DIST, small)),
    ...reading(small),
    oneLineEdit(small),
    ...traces('1,000 objects', small, 1),
    ...traces('1,000 objects', large, 3),
    ...matrix(),
    ...serviceGrowth(),
    hugeDump(),
  ];
}

const HUGE = '--huge-dump';
const [mode, file = ''] = process.argv.slice(2);
if (mode === HUGE) openHugeDump(file);
else process.stdout.write(`${table(await allRows())}\n`);
