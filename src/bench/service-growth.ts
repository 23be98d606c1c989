import { openSession, requestOf, type Session } from '#engine';
import { figure, measureWork, type Row } from './measure.ts';
import { range } from './random.ts';
import { serviceAddress, serviceDump } from './service-dump.ts';

const LARGEST = 10_000;
const SIZES = [1 / 8, 1 / 4, 1 / 2, 1] as const;

/** What is measured at each size: milliseconds of work, the median of a few rounds. */
interface Times {
  readonly services: number;
  readonly load: number;
  readonly trace: number;
  readonly save: number;
  readonly nft: number;
  readonly ipvs: number;
}

/**
 * 10,000 Services with 50,000 endpoints, and how each time grows from an eighth of that: the ratio of a doubling is 2 where
 * it grows with the size, 1 where it does not.
 */
export function serviceGrowth(): readonly Row[] {
  // Once for the compiler: code that is not warm makes the first ratio small.
  timesAt(LARGEST * SIZES[0]);
  const times = SIZES.map((part) => timesAt(LARGEST * part));
  const rows = (what: string, key: Exclude<keyof Times, 'services'>, aim: string): Row => {
    const values = times.map((one) => one[key]);
    const ratios = values.slice(1).map((value, at) => figure(value / (values[at] ?? value)));
    return { what, measured: `${figure(values.at(-1) ?? 0)} ms`, aim, ratio: `${ratios.join(', ')} per doubling` };
  };
  const size = '10,000 Services, 50,000 endpoints';
  return [
    rows(`${size}: from text to a session`, 'load', '2.00 per doubling'),
    rows(`${size}: one trace to a cluster IP`, 'trace', '1.00 per doubling'),
    rows(`${size}: iptables-save of a node`, 'save', '2.00 per doubling'),
    rows(`${size}: nft list table ip kube-proxy`, 'nft', '2.00 per doubling'),
    rows(`${size}: ipvsadm -Ln`, 'ipvs', '2.00 per doubling'),
  ];
}

function timesAt(services: number): Times {
  const manifests = serviceDump(services);
  const load = measureWork(3, (round) => openSession(manifests.replaceAll('"service-', `"s${round}-`))).median;
  const opened = (mode: string) => openSession(scenarioOf(manifests, mode));
  const iptables = opened('iptables');
  follow(iptables, 0);
  const trace = measureWork(3, () => range(100).forEach((n) => follow(iptables, (n * 37) % services))).median / 100;
  return {
    services,
    load,
    trace,
    save: printed(iptables, 'iptables-save'),
    nft: printed(opened('nftables'), 'nft list table ip kube-proxy'),
    ipvs: printed(opened('ipvs'), 'ipvsadm -Ln'),
  };
}

function scenarioOf(manifests: string, mode: string): string {
  return JSON.stringify({ hopscope: 1, title: 'bench', cluster: { serviceProxy: mode }, manifests });
}

function follow(session: Session, n: number): void {
  const target = `http://${serviceAddress(n)}/`;
  const request = requestOf({ name: 'bench', from: 'pod/ns-0/sender', method: 'GET', target });
  if ('code' in request) throw new Error(request.sentence);
  const { outcome } = session.follow(request);
  if (outcome.word !== 'delivered') throw new Error(`${target}: ${outcome.word}`);
}

/** On a node that was not asked before, each time. */
function printed(session: Session, run: string): number {
  return measureWork(3, (round) => {
    if (session.output(`node/node-${round}`, run) === null) throw new Error(`${run} is not modelled`);
  }).median;
}
