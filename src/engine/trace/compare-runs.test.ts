import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare-runs.ts';
import type { Hop, Trace } from './trace.ts';

/** `place@hook:packet>decision`: a hop that a packet enters. */
function run(...hops: readonly string[]): Trace {
  return {
    hops: hops.map((text) => {
      const [key = '', packet = '', decision = ''] = text.split(/[:>]/);
      const [place, hook] = key.split('@');
      return {
        key,
        kind: key === 'send' ? 'send' : 'route',
        at: { place, hook },
        before: packet,
        after: packet,
        decision,
      };
    }) as unknown as readonly [Hop, ...Hop[]],
    outcome: { word: 'delivered' },
  } as unknown as Trace;
}

const ended = (trace: Trace, status: number): Trace =>
  ({ ...trace, outcome: { word: 'delivered', response: { status } } }) as unknown as Trace;

const rows = (before: Trace, after: Trace) =>
  compareRuns(before, after).rows.map((row) => `${row.kind} ${String(row.before)} ${String(row.after)}`);

describe('two runs beside one another', () => {
  it.each([
    { name: 'the same run has no parting', a: ['x:p>1', 'y:p>2'], b: ['x:p>1', 'y:p>2'], parting: null },
    {
      name: 'a policy that denies parts them, not the hop that is missing then',
      a: ['x:p>1', 'judge:p>yes', 'route:p>1'],
      b: ['x:p>1', 'judge:p>no'],
      parting: 1,
    },
    {
      name: 'an earlier difference of which nothing came is not the parting',
      a: ['out:p>none', 'wire:p>1', 'in:p>yes', 'pod:p>1'],
      b: ['out:p>rule', 'wire:p>1', 'in:p>no'],
      parting: 2,
      first: 0,
    },
    {
      name: 'what only carries another packet on is not the parting',
      a: ['x:p>1', 'service:p>a', 'post:a>1', 'pod-a:a>1'],
      b: ['x:p>1', 'service:p>b', 'post:b>1', 'pod-b:b>1'],
      parting: 1,
    },
    {
      name: 'a sender that was told another address is not the parting',
      a: ['resolved:p>a', 'send:q>a', 'pod-a:a>1'],
      b: ['resolved:p>b', 'send:q>b', 'pod-b:b>1'],
      parting: 0,
    },
    {
      name: 'without a common decision the first hop of its own is the parting',
      a: ['x:p>1', 'translate:p>a', 'pod:a>1'],
      b: ['x:p>1', 'stop:p>1'],
      parting: 1,
    },
    {
      name: 'what is done at another hook of the same place is the first difference, and no parting of the ways',
      a: ['x:p>1', 'node@prerouting:p>a', 'pod:a>1'],
      b: ['x:p>1', 'node@input:p>a', 'pod:a>1'],
      parting: 1,
    },
    {
      name: 'the same way with another end parts where it ends',
      a: ['x:p>1', 'y:p>200'],
      b: ['x:p>1', 'y:p>404'],
      parting: 1,
    },
  ])('$name', ({ a, b, parting, first = parting }) => {
    expect(compareRuns(run(...a), run(...b))).toMatchObject({ first, parting });
    expect(compareRuns(run(...b), run(...a)).parting).toBe(parting);
  });

  it.each([
    {
      name: 'a hop more in the middle leaves the rest aligned',
      a: ['x:p>1', 'y:p>1', 'z:p>1'],
      b: ['x:p>1', 'new:p>1', 'y:p>1', 'z:p>1'],
      says: ['same 0 0', 'apart null 1', 'same 1 2', 'same 2 3'],
    },
    {
      name: 'hops of their own stand side by side',
      a: ['x:p>1', 'a:p>1', 'b:p>1', 'z:p>1'],
      b: ['x:p>1', 'c:p>1', 'z:p>1'],
      says: ['same 0 0', 'apart 1 1', 'apart 2 null', 'same 3 2'],
    },
    {
      name: 'the same place at another hook is one stop',
      a: ['x:p>1', 'node@prerouting:p>a', 'z:p>1'],
      b: ['x:p>1', 'node@input:p>a', 'z:p>1'],
      says: ['same 0 0', 'changed 1 1', 'same 2 2'],
    },
    {
      name: 'hops in another order are no pairs',
      a: ['x:p>1', 'a:p>1', 'b:p>1'],
      b: ['x:p>1', 'b:p>1', 'a:p>1'],
      says: ['same 0 0', 'apart 1 1', 'apart 2 2'],
    },
  ])('$name', ({ a, b, says }) => {
    expect(rows(run(...a), run(...b))).toEqual(says);
  });
});

it.each([
  { name: 'the same run', b: ['x:p>1', 'y:p>1'], status: 200, ways: 'alike' },
  { name: 'another decision on the way', b: ['x:p>2', 'y:p>1'], status: 200, ways: 'alike' },
  { name: 'another place', b: ['x:p>1', 'z:p>1'], status: 200, ways: 'parted' },
  { name: 'a place more', b: ['x:p>1', 'y:p>1', 'z:p>1'], status: 200, ways: 'parted' },
  { name: 'another status', b: ['x:p>1', 'y:p>1'], status: 404, ways: 'parted' },
])('the ways of two runs, $name: $ways', ({ b, status, ways }) => {
  const before = ended(run('x:p>1', 'y:p>1'), 200);
  const after = ended(run(...b), status);
  expect([compareRuns(before, after).ways, compareRuns(after, before).ways]).toEqual([ways, ways]);
});

describe('two runs in clusters that number their pods otherwise', () => {
  const at = (pod: string, hook: string) => ({ place: { kind: 'pod', pod }, hook });
  /** A pod that is judged at the other: `verdict` ends it or lets it in. */
  const judged = (eel: string, till: string, verdict: 'allowed' | 'denied'): Trace => {
    const packet = { src: eel, sport: 40000, dst: till, dport: 9000 };
    const hops = [
      {
        key: 'send',
        kind: 'send',
        at: at('market/eel', 'send'),
        before: null,
        after: packet,
        decision: { target: till },
      },
      { key: 'wire', kind: 'route', at: { place: 'node' }, before: packet, after: packet, decision: { next: 'till' } },
      {
        key: 'judge',
        kind: 'judge',
        at: { place: 'node' },
        before: packet,
        after: packet,
        decision: { direction: 'ingress', pod: { namespace: 'market', name: 'till' }, tuple: packet, verdict },
      },
      ...(verdict === 'denied'
        ? []
        : [
            {
              key: 'in',
              kind: 'receive',
              at: at('market/till', 'receive'),
              before: packet,
              after: packet,
              decision: {},
            },
          ]),
    ];
    return { hops, outcome: { word: verdict } } as unknown as Trace;
  };
  const calico = judged('10.244.1.5', '10.244.2.7', 'denied');

  it('part where something else is decided, not where an address differs', () => {
    const amazon = judged('192.168.7.5', '192.168.9.7', 'allowed');
    expect(compareRuns(calico, amazon).parting).toBe(2);
    expect(compareRuns(amazon, calico).parting).toBe(2);
  });

  it('have parted ways only where they end otherwise', () => {
    expect(compareRuns(calico, judged('192.168.7.5', '192.168.9.7', 'allowed')).ways).toBe('parted');
    expect(compareRuns(calico, judged('10.9.1.5', '10.9.2.7', 'denied')).ways).toBe('alike');
  });

  it('differ first in the address where nothing else is decided', () => {
    const other = judged('10.9.1.5', '10.9.2.7', 'denied');
    expect(compareRuns(calico, other)).toMatchObject({ rows: [{ kind: 'changed' }, {}, {}], parting: 0 });
  });
});
