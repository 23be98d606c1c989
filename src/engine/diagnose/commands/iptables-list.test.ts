import { describe, expect, test } from 'vitest';
import { openSession } from '#session';
import { listRow, readSaved } from './iptables-list-rows.ts';

const NUMERIC = { names: 'numeric', counters: 'none', lineNumbers: 'none' } as const;
const VERBOSE = { names: 'named', counters: 'short', lineNumbers: 'shown' } as const;
const EXACT = { names: 'numeric', counters: 'exact', lineNumbers: 'shown' } as const;

/** Lines of iptables-save beside what `iptables -L` 1.8.9 of Debian 12 lists for them. */
const ROWS = [
  [
    'a chain with a long name pushes the rest aside',
    '-A A -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
    NUMERIC,
    'KUBE-SERVICES  0    --  0.0.0.0/0            0.0.0.0/0            /* kubernetes service portals */',
  ],
  [
    'a rule without target or match ends in blanks',
    '-A A -s 127.0.0.0/8',
    NUMERIC,
    '           0    --  127.0.0.0/8          0.0.0.0/0           ',
  ],
  [
    'negations stand before what they negate',
    '-A A ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment "block incoming localnet connections" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP',
    NUMERIC,
    'DROP       0    -- !127.0.0.0/8          127.0.0.0/8          /* block incoming localnet connections */ ! ctstate RELATED,ESTABLISHED,DNAT',
  ],
  [
    'a single address loses its length',
    '-A A ! -s 10.0.0.0/8 -d 1.2.3.4/32 -p sctp -m comment --comment "shop/web cluster IP" -m sctp --dport 80 -j B',
    NUMERIC,
    'B          132  -- !10.0.0.0/8           1.2.3.4              /* shop/web cluster IP */ sctp dpt:80',
  ],
  [
    'what was remembered',
    '-A A -m comment --comment "shop/web -> 10.0.0.1:80" -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-AAA --mask 255.255.255.255 --rsource -j B',
    NUMERIC,
    'B          0    --  0.0.0.0/0            0.0.0.0/0            /* shop/web -> 10.0.0.1:80 */ recent: CHECK seconds: 10800 reap name: KUBE-SEP-AAA side: source mask: 255.255.255.255',
  ],
  [
    'a protocol that matches nothing more',
    '-A A -p udp -m comment --comment "shop/web" -m recent --set --name KUBE-SEP-AAA --mask 255.255.255.255 --rsource -m udp -j DNAT --to-destination 10.1.1.1:53',
    NUMERIC,
    'DNAT       17   --  0.0.0.0/0            0.0.0.0/0            /* shop/web */ recent: SET name: KUBE-SEP-AAA side: source mask: 255.255.255.255 udp to:10.1.1.1:53',
  ],
  [
    'chance',
    '-A A -m statistic --mode random --probability 0.33333333349 -j B',
    NUMERIC,
    'B          0    --  0.0.0.0/0            0.0.0.0/0            statistic mode random probability 0.33333333349',
  ],
  [
    'marks',
    '-A A -m mark ! --mark 0x4000/0x4000 -j RETURN',
    NUMERIC,
    'RETURN     0    --  0.0.0.0/0            0.0.0.0/0            mark match ! 0x4000/0x4000',
  ],
  [
    'a mark that is set',
    '-A A -j MARK --set-xmark 0x4000/0x4000',
    NUMERIC,
    'MARK       0    --  0.0.0.0/0            0.0.0.0/0            MARK or 0x4000',
  ],
  [
    'a refusal',
    '-A A -p tcp -m comment --comment "shop/x has no endpoints" -m addrtype --dst-type LOCAL -m tcp --dport 30080 -j REJECT --reject-with icmp-port-unreachable',
    NUMERIC,
    'REJECT     6    --  0.0.0.0/0            0.0.0.0/0            /* shop/x has no endpoints */ ADDRTYPE match dst-type LOCAL tcp dpt:30080 reject-with icmp-port-unreachable',
  ],
  [
    'interfaces and names, with -v and without -n',
    '-A A -d 1.2.3.4/32 ! -i cni0 -p tcp -m comment --comment "x y" -m tcp --dport 8080 -j B',
    VERBOSE,
    '1        0     0 B          tcp  --  !cni0  any     anywhere             1.2.3.4              /* x y */ tcp dpt:http-alt',
  ],
  [
    'the loopback network by its name',
    '-A A ! -d 127.0.0.0/8 -m comment --comment "k" -m addrtype --dst-type LOCAL -j B',
    VERBOSE,
    '1        0     0 B          all  --  any    any     anywhere            !loopback/8           /* k */ ADDRTYPE match dst-type LOCAL',
  ],
  [
    'exact counters',
    '-A A -p udp -m udp --dport 53 -j B',
    EXACT,
    '1           0        0 B          17   --  *      *       0.0.0.0/0            0.0.0.0/0            udp dpt:53',
  ],
] as const;

describe('a rule as iptables -L lists it', () => {
  test.each(ROWS)('%s', (_, saved, style, want) => {
    expect(listRow(readSaved(saved), 1, '0.0.0.0/0', style)).toBe(want);
  });

  test('IPv6', () => {
    const saved = '-A A ! -s fd00::/64 -d fd00::1/128 -p tcp -j DNAT --to-destination [fd00::1]:80';
    expect(listRow(readSaved(saved), 1, '::/0', NUMERIC)).toBe(
      'DNAT       6    -- !fd00::/64            fd00::1              to:[fd00::1]:80',
    );
  });
});

function printed(run: string, mode = 'iptables', cni = 'kindnet'): string | null {
  const text = `
hopscope: 1
cluster: {serviceProxy: {mode: ${mode}}, cni: ${cni}, serviceCIDR: 10.70.0.0/16}
manifests: |
  apiVersion: v1
  kind: Node
  metadata: {name: only}
  status: {addresses: [{type: InternalIP, address: 172.20.0.11}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {clusterIP: 10.70.0.5, ports: [{port: 80}]}
`;
  return openSession(text).output('node/only', run);
}

describe('iptables -L and -S on a node', () => {
  test.each(['iptables -t nat -nL KUBE-MARK-MASQ', 'iptables --table=nat -n --list KUBE-MARK-MASQ'])('%s', (run) => {
    expect(printed(run)).toBe(`Chain KUBE-MARK-MASQ (11 references)
target     prot opt source               destination         
MARK       0    --  0.0.0.0/0            0.0.0.0/0            MARK or 0x4000
`);
  });

  test('a blank line stands between chains, and -S names them first', () => {
    expect(printed('iptables -t nat -L -n')).toContain('\n\nChain KUBE-SERVICES (2 references)\n');
    expect(printed('iptables -t nat -S')?.split('\n').slice(0, 5)).toEqual([
      '-P PREROUTING ACCEPT',
      '-P INPUT ACCEPT',
      '-P OUTPUT ACCEPT',
      '-P POSTROUTING ACCEPT',
      '-N KIND-MASQ-AGENT',
    ]);
  });

  test('without -t it is the filter table', () => {
    expect(printed('iptables -S KUBE-FORWARD')).toContain('-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP\n');
  });

  test.each(['NOPE', 'cluster-ips', 'constructor'])('%s is no chain of the node', (chain) => {
    expect(printed(`iptables -t nat -L ${chain}`)).toBe('iptables: No chain/target/match by that name.\n');
  });

  test.each(['cali-nat-outgoing', 'CILIUM_POST_nat', 'WEAVE', 'IP-MASQ-AGENT', 'AWS-SNAT-CHAIN-0'])(
    '%s may be there, made by a program whose rules are not printed',
    (chain) => {
      expect(printed(`iptables -t nat -S ${chain}`)).toBeNull();
    },
  );

  test('a chain that is not there', () => {
    expect(printed('ip6tables -t nat -nL KUBE-SVC-NONE')).toBe('ip6tables: No chain/target/match by that name.\n');
  });

  test.each([
    ['iptables -t mangle -L', 'iptables'],
    ['iptables -t nat -A KUBE-SERVICES -j DROP', 'iptables'],
    ['iptables -t nat -vS', 'iptables'],
    ['iptables -t nat -S FLANNEL-POSTRTG', 'iptables'],
  ])('%s in mode %s is not modelled', (run, mode) => {
    expect(printed(run, mode)).toBeNull();
  });
});

describe('rules of the CNI that are not printed', () => {
  test.each([
    ['iptables -t nat -S', 'which masquerade in chain CILIUM_POST_nat of the table nat'],
    ['iptables -t nat -S POSTROUTING', 'which masquerade in chain CILIUM_POST_nat of the table nat'],
    ['iptables -t nat -nL POSTROUTING', 'which masquerade in chain CILIUM_POST_nat of the table nat'],
    ['iptables -S', 'in the table filter'],
    ['iptables -S FORWARD', 'in the table filter'],
  ])('%s ends in a comment on them', (run, where) => {
    const last = printed(run, 'iptables', 'cilium')?.split('\n').at(-2);
    expect(last?.replace(/,? (?=which|in the table filter)/, ' ')).toBe(
      `# Not printed here: the rules of cilium ${where}.`,
    );
  });

  test.each(['iptables -t nat -S KUBE-POSTROUTING', 'iptables -S KUBE-FORWARD'])('%s has no such comment', (run) => {
    expect(printed(run, 'iptables', 'cilium')).not.toContain('#');
  });
});
