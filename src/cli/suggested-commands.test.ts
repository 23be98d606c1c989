import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Session } from '#engine';
import { openSession } from '#engine';
import type { Hop } from '#trace';
import { findScenarioFiles } from './scenario-files.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const { files } = findScenarioFiles([`${ROOT}public/gallery`, `${ROOT}src/engine/verify/cases`]);

/** Lines that are no row: headings, counts, and what is said where there is nothing. */
const NO_ROW =
  /^(conntrack v|Chain |target {2}|\s*$|Device |RTNETLINK|IP Virtual Server|Prot |\s+-> RemoteAddress|ID |SERVICE)/;

/** What Hopscope prints for a suggested command; `null` for one that it does not model. */
function printed(session: Session, request: Parameters<Session['ask']>[0], command: string): string | null {
  const [, node = null, run = command] = /^on (\S+): (.*)$/.exec(command) ?? [];
  return session.output(node === null ? null : `node/${node}`, run, request);
}

/**
 * Whether a line is a row for the hop: of conntrack, one of a connection between both ends of its packet; of a hop at which
 * a route drops the packet, what the kernel says of such a route.
 */
function isRow(line: string, command: string, { kind, before }: Hop): boolean {
  if (kind === 'stop' && command.includes('ip route get') && line === 'RTNETLINK answers: Invalid argument')
    return true;
  if (NO_ROW.test(line)) return false;
  if (before === null || !command.includes('conntrack -L')) return true;
  return [before.src, before.dst].every((end) => line.split(/[ =]/).includes(end));
}

/** Commands that Hopscope suggests and does not print. */
const NOT_MODELLED: readonly string[] = [
  'calico-node -bpf conntrack',
  'calico-node -bpf nat',
  'cat',
  'cilium-dbg bpf ct list',
  'curl',
  'dig',
  'iptables -t nat -S',
  'kubectl debug',
  'kubectl describe',
  'kubectl exec: curl',
  'kubectl exec: dig',
  'kubectl exec: nc',
  'kubectl exec: nslookup',
  'kubectl exec: openssl',
  'kubectl exec: ping',
  'kubectl exec: ss',
  'kubectl get configmap',
  'kubectl get endpointslices',
  'kubectl get events',
  'kubectl get networkpolicies,ciliumnetworkpolicies',
  'kubectl get networkpolicy',
  'kubectl get nodes',
  'kubectl get pod',
  'kubectl get secret',
  'kubectl get service',
  'kubectl ingress-nginx conf',
  'kubectl logs',
  'nc',
  'nslookup',
  'nstat',
  'openssl',
  'ping',
];

/** What every request of a scenario suggests at its hops. */
interface Suggestion {
  readonly at: string;
  readonly command: string;
  /** `null`: not modelled. */
  readonly lines: readonly string[] | null;
  readonly hop: Hop;
}

function suggestionsIn(file: string): readonly Suggestion[] {
  const session = openSession(readFileSync(`${ROOT}${file}`, 'utf8'));
  return session.scenario.requests.flatMap((request) => {
    const { trace, hops } = session.ask(request);
    return trace.hops.flatMap((hop) => {
      const story = hops[hop.key]?.story;
      return (story?.commands ?? []).map((command) => ({
        at: `${request.name}: ${story?.chip}`,
        command,
        lines: printed(session, request, command)?.split('\n') ?? null,
        hop,
      }));
    });
  });
}

const remembered = new Map<string, readonly Suggestion[]>();

function suggestions(file: string): readonly Suggestion[] {
  const known = remembered.get(file) ?? suggestionsIn(file);
  remembered.set(file, known);
  return known;
}

/** Tools whose first word does not say what is run, and how many words do. */
const WORDS: readonly (readonly [begins: string, words: number])[] = [
  ['kubectl get ', 3],
  ['kubectl ingress-nginx ', 3],
  ['kubectl ', 2],
  ['iptables ', 4],
  ['ip ', 3],
  ['cilium-dbg ', 4],
  ['calico-node ', 3],
];

/** What is run, without place, names and addresses; in a pod, what is run there. */
function nameOf(command: string): string {
  const [, inPod, run = command] = /^(?:on \S+: )?(kubectl exec .*? -- )?(.*)$/.exec(command) ?? [];
  const count = WORDS.find(([begins]) => run.startsWith(begins))?.[1] ?? 1;
  const name = run.split(' ').slice(0, count).join(' ');
  return inPod === undefined ? name : `kubectl exec: ${name}`;
}

describe('a command that a hop suggests and Hopscope can print', () => {
  const paths = files.map((file) => file.slice(ROOT.length));

  test.each(paths)('shows a row for that hop: %s', (path) => {
    const empty = suggestions(path).flatMap(({ at, command, lines, hop }) =>
      lines === null || lines.some((line) => isRow(line, command, hop)) ? [] : [`${at}: ${command}`],
    );
    expect(empty).toEqual([]);
  });

  test('is every one that is not listed here', () => {
    const unknown = paths.flatMap((path) => suggestions(path).filter(({ lines }) => lines === null));
    expect([...new Set(unknown.map(({ command }) => nameOf(command)))].toSorted()).toEqual(NOT_MODELLED);
  });
});
