import type { Ip } from '#net';
import { parseIp } from '#net';
import type { DnsOutcome, ResolvConf } from '#trace';
import type { DnsQuestion, Sending, Step, World } from '../../flow.ts';
import { NOTHING_ASKED } from './asker.ts';
import type { Resolution } from './resolution.ts';
import { endUnresolved, goOnWith, resolvedDraft, stopOf } from './resolution.ts';

/** Every hosts file has `localhost`, and a resolver gives its address to programs without asking anybody (RFC 6761 section 6.3). */
const LOCALHOST = /^localhost\.?$/i;

const NO_CONF: ResolvConf = { nameservers: [], searches: [], options: [] };

/** A client outside asks its own resolver, which knows the world outside only. No packet of that is walked. */
export function lookUpOutside(sending: Sending, world: World, name: string, question: DnsQuestion | null): Step {
  const loopback = question === null && LOCALHOST.test(name) ? parseIp('127.0.0.1') : null;
  if (loopback !== null) {
    const own: Resolution = { name, conf: NO_CONF, because: [], how: 'hosts-file' };
    const draft = resolvedDraft(own, NOTHING_ASKED, { rcode: null, answers: [] }, [loopback]);
    return goOnWith(sending, loopback, name, draft);
  }
  const type = question?.type.toUpperCase() ?? 'A';
  const first = world.tables.dns.outside(name, type);
  const isEmpty = first.message.answers.length === 0 || addressesOf(first.message.answers).length === 0;
  const found = question === null && isEmpty ? world.tables.dns.outside(name, 'AAAA') : first;
  const { rcode, answers } = found.message;
  const resolution: Resolution = {
    name,
    conf: NO_CONF,
    because: found.because,
    how: found.isAssumed === 'assumed' ? 'assumed' : 'asked',
  };
  const asked = { ...NOTHING_ASKED, queries: [name.endsWith('.') ? name : `${name}.`] };
  const addresses = addressesOf(answers);
  if (question !== null) {
    if (answers.length === 0) {
      return endUnresolved(sending, resolution, asked, {
        rcode,
        stoppedAt: stopOf({ kind: 'message', message: found.message }),
      });
    }
    const dns: DnsOutcome = { rcode, answers, queries: asked.queries, servers: [], resolvConf: NO_CONF };
    return {
      then: 'end',
      hop: resolvedDraft(resolution, asked, found.message, addresses),
      outcome: { word: 'answered', response: null, certificate: null, dns, stoppedAt: null },
    };
  }
  const [address, ...others] = addresses;
  if (address === undefined) {
    return endUnresolved(sending, resolution, asked, {
      rcode,
      stoppedAt: stopOf({ kind: 'message', message: { ...found.message, answers: [] } }),
    });
  }
  const to = (one: Ip): Step => {
    const rest = addresses.filter((other) => other !== one);
    return goOnWith(sending, one, name, resolvedDraft(resolution, asked, found.message, [one, ...rest]));
  };
  if (others.length === 0) return to(address);
  const branchTo = (one: Ip) => ({ weight: 1n, alike: [one] as const, take: () => to(one) });
  return { then: 'fork', choice: 'address', branches: [branchTo(address), ...others.map(branchTo)] };
}

function addressesOf(answers: DnsOutcome['answers']): readonly Ip[] {
  return answers.flatMap(({ type, data }) => (type === 'A' || type === 'AAAA' ? (parseIp(data) ?? []) : []));
}
