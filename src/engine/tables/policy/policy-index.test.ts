import { describe, expect, test } from 'vitest';
import { createPolicyIndex } from './policy-index.ts';
import { answerable } from './verdict.ts';
import { anp, banp, type CniName, cnp, connectionIn, np, worldWith } from './world.fixture.ts';

interface Row {
  readonly name: string;
  readonly policies: string;
  readonly cni?: CniName;
  /** `from -> to PROTOCOL PORT` and whether it may; `egress`, `ingress` name who denies. */
  readonly want: Readonly<Record<string, 'allowed' | 'egress' | 'ingress'>>;
}

const OPEN_TO_WEB =
  '{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}';

const ROWS: readonly Row[] = [
  {
    name: 'a pod that no policy selects is open both ways',
    policies: np('db', 'shop', '{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress]}'),
    want: {
      'ops/agent -> shop/web TCP 80': 'allowed',
      'ops/agent -> shop/db TCP 80': 'ingress',
      'shop/db -> ops/web TCP 80': 'egress',
    },
  },
  {
    name: 'without policyTypes a policy isolates for ingress, and for egress only if it has an egress rule',
    policies:
      np('no-rule', 'shop', '{podSelector: {matchLabels: {app: web}}, egress: []}') +
      np('a-rule', 'shop', '{podSelector: {matchLabels: {app: db}}, egress: [{ports: [{port: 53, protocol: UDP}]}]}'),
    want: {
      'shop/web -> ops/web TCP 80': 'allowed',
      'ops/web -> shop/web TCP 80': 'ingress',
      'shop/db -> ops/web TCP 80': 'egress',
      'shop/db -> ops/web UDP 53': 'allowed',
      'ops/web -> shop/db UDP 53': 'ingress',
    },
  },
  {
    name: 'rules of a direction that policyTypes does not list are dead text',
    policies: np('dead', 'shop', '{podSelector: {}, policyTypes: [Egress], ingress: [], egress: [{}]}'),
    want: { 'ops/web -> shop/db TCP 1': 'allowed', 'shop/db -> ops/web TCP 1': 'allowed' },
  },
  {
    name: 'policies add up, and nothing denies',
    policies: np('nobody', 'shop', '{podSelector: {}, policyTypes: [Ingress]}') + np('web', 'shop', OPEN_TO_WEB),
    want: { 'shop/web -> shop/db TCP 5432': 'allowed', 'shop/api -> shop/db TCP 5432': 'ingress' },
  },
  {
    name: 'a podSelector alone stays in the namespace of its policy',
    policies: np('web', 'shop', OPEN_TO_WEB),
    want: { 'shop/web -> shop/db TCP 80': 'allowed', 'ops/web -> shop/db TCP 80': 'ingress' },
  },
  {
    name: 'a namespaceSelector alone means all pods there',
    policies: np(
      'ops',
      'shop',
      '{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: blue}}}]}]}',
    ),
    want: { 'ops/agent -> shop/db TCP 80': 'allowed', 'shop/web -> shop/db TCP 80': 'ingress' },
  },
  {
    name: 'two selectors in one entry must both hold',
    policies: np(
      'both',
      'shop',
      '{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: blue}}, podSelector: {matchLabels: {app: web}}}]}]}',
    ),
    want: {
      'ops/web -> shop/db TCP 80': 'allowed',
      'ops/agent -> shop/db TCP 80': 'ingress',
      'shop/web -> shop/db TCP 80': 'ingress',
    },
  },
  {
    name: 'of two entries either is enough',
    policies: np(
      'either',
      'shop',
      '{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: blue}}}, {podSelector: {matchLabels: {app: web}}}]}]}',
    ),
    want: {
      'ops/agent -> shop/db TCP 80': 'allowed',
      'shop/web -> shop/db TCP 80': 'allowed',
      'bare/tool -> shop/db TCP 80': 'ingress',
    },
  },
  {
    name: 'an empty peer selector takes all pods of all namespaces, but no address',
    policies: np('pods', 'shop', '{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}'),
    want: {
      'bare/tool -> shop/db TCP 80': 'allowed',
      '203.0.113.9 -> shop/db TCP 80': 'ingress',
      'ops/host-b -> shop/db TCP 80': 'ingress',
    },
  },
  {
    name: 'every namespace carries its name as a label',
    policies: np(
      'by-name',
      'shop',
      '{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bare}}}]}]}',
    ),
    want: { 'bare/tool -> shop/db TCP 80': 'allowed', 'ops/web -> shop/db TCP 80': 'ingress' },
  },
  {
    name: 'NotIn and DoesNotExist also hold where the key is missing, an empty value needs the key',
    policies:
      np(
        'not-in',
        'shop',
        '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [front, ""]}]}}]}]}',
      ) +
      np(
        'empty',
        'shop',
        '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {tier: ""}}}]}]}',
      ),
    want: {
      'ops/agent -> shop/db TCP 80': 'allowed',
      'shop/web -> shop/db TCP 80': 'ingress',
      'ops/web -> shop/api TCP 80': 'allowed',
      'ops/agent -> shop/api TCP 80': 'ingress',
    },
  },
  {
    name: 'a protocol without port opens all its ports and still isolates the others',
    policies: np('udp', 'shop', '{podSelector: {}, ingress: [{ports: [{protocol: UDP}]}]}'),
    want: {
      'ops/web -> shop/db UDP 999': 'allowed',
      'ops/web -> shop/db TCP 999': 'ingress',
      'ops/web -> shop/db ICMP': 'ingress',
    },
  },
  {
    name: 'endPort is inclusive',
    policies: np('range', 'shop', '{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 90}]}]}'),
    want: {
      'ops/web -> shop/db TCP 80': 'allowed',
      'ops/web -> shop/db TCP 90': 'allowed',
      'ops/web -> shop/db TCP 91': 'ingress',
      'ops/web -> shop/db TCP 79': 'ingress',
    },
  },
  {
    name: 'a port name is resolved on the destination, for egress too',
    policies: np(
      'named',
      'shop',
      '{podSelector: {matchLabels: {app: db}}, policyTypes: [Egress], egress: [{ports: [{port: http}]}]}',
    ),
    want: {
      'shop/db -> shop/web TCP 8080': 'allowed',
      'shop/db -> shop/api TCP 9090': 'allowed',
      'shop/db -> shop/api TCP 8080': 'egress',
      'shop/db -> shop/web UDP 8080': 'egress',
      'shop/db -> ops/agent TCP 8080': 'egress',
      'shop/db -> 203.0.113.9 TCP 8080': 'egress',
    },
  },
  {
    name: 'an ipBlock takes pods too, and an except cuts a hole that another rule may fill',
    policies: np(
      'block',
      'shop',
      '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.244.0.0/16, except: [10.244.1.0/24]}}]}, {to: [{ipBlock: {cidr: 10.244.1.8/32}}]}]}',
    ),
    want: {
      'shop/db -> ops/web TCP 80': 'allowed',
      'shop/db -> shop/api TCP 80': 'egress',
      'shop/db -> ops/agent TCP 80': 'allowed',
    },
  },
  {
    name: 'with Cilium an ipBlock takes neither pods nor nodes',
    cni: 'cilium',
    policies: np(
      'block',
      'shop',
      '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}',
    ),
    want: {
      'shop/db -> ops/web TCP 80': 'egress',
      'shop/db -> 192.168.7.12 TCP 80': 'egress',
      'shop/db -> 203.0.113.9 TCP 80': 'allowed',
    },
  },
  {
    name: 'a pod always reaches itself',
    policies: np('deny', 'shop', '{podSelector: {}, policyTypes: [Ingress, Egress]}'),
    want: { 'shop/db -> shop/db TCP 80': 'allowed', 'shop/db -> shop/web TCP 80': 'egress' },
  },
  {
    name: 'a node reaches the pods it runs, another node is an outside address',
    policies: np('deny', 'shop', '{podSelector: {}, policyTypes: [Ingress]}'),
    want: {
      '192.168.7.11 -> shop/db TCP 80': 'allowed',
      'ops/host-a -> shop/db TCP 80': 'allowed',
      '192.168.7.12 -> shop/db TCP 80': 'ingress',
      'ops/host-b -> shop/db TCP 80': 'ingress',
    },
  },
  {
    name: 'Calico judges the way to the own node by egress, kindnet does not',
    policies: np('deny', 'shop', '{podSelector: {}, policyTypes: [Egress]}'),
    want: { 'shop/db -> 192.168.7.11 TCP 80': 'egress', 'shop/db -> ops/host-a TCP 80': 'egress' },
  },
  {
    name: 'kindnet leaves the way to the own node open',
    cni: 'kindnet',
    policies: np('deny', 'shop', '{podSelector: {}, policyTypes: [Egress]}'),
    want: { 'shop/db -> 192.168.7.11 TCP 80': 'allowed', 'shop/db -> 192.168.7.12 TCP 80': 'egress' },
  },
  {
    name: 'host network pods are no subjects and no peers, only their address counts',
    policies:
      np('deny-hosts', 'ops', '{podSelector: {}, policyTypes: [Ingress, Egress]}') +
      np(
        'from-agents',
        'shop',
        '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: agent}}}]}]}',
      ) +
      np(
        'from-address',
        'shop',
        '{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 192.168.7.12/32}}]}]}',
      ),
    want: {
      'ops/host-b -> shop/api TCP 80': 'allowed',
      'shop/api -> ops/host-b TCP 80': 'allowed',
      'ops/host-b -> shop/db TCP 80': 'ingress',
      'ops/host-b -> shop/web TCP 80': 'allowed',
    },
  },
  {
    name: 'flannel enforces nothing',
    cni: 'flannel',
    policies: np('deny', 'shop', '{podSelector: {}, policyTypes: [Ingress, Egress]}'),
    want: { 'ops/web -> shop/db TCP 80': 'allowed' },
  },
  {
    name: 'Weave refuses a policy with a named port as a whole, and reads no endPort',
    cni: 'weave',
    policies:
      np('named', 'shop', '{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: sql}]}]}') +
      np('range', 'shop', '{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 80, endPort: 90}]}]}'),
    want: {
      'ops/web -> shop/db TCP 1': 'allowed',
      'ops/web -> shop/web TCP 80': 'allowed',
      'ops/web -> shop/web TCP 81': 'ingress',
    },
  },
  {
    name: 'the first Admin rule that matches decides, lower priority first, whatever NetworkPolicies say',
    policies:
      anp('later', '{priority: 20, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}') +
      anp(
        'first',
        '{priority: 10, subject: {namespaces: {matchLabels: {team: red}}}, ingress: [{action: Allow, from: [{namespaces: {matchLabels: {team: blue}}}]}, {action: Pass, from: [{namespaces: {matchLabels: {team: red}}}]}]}',
      ) +
      np('deny', 'shop', '{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}'),
    want: {
      'ops/agent -> shop/db TCP 80': 'allowed',
      'shop/web -> shop/api TCP 80': 'allowed',
      'shop/web -> shop/db TCP 80': 'ingress',
      'bare/tool -> shop/api TCP 80': 'ingress',
      'shop/web -> ops/agent TCP 80': 'ingress',
    },
  },
  {
    name: 'an Admin policy whose rules miss isolates nobody, and an Admin Allow of egress opens no ingress',
    policies:
      anp(
        'egress',
        '{priority: 1, subject: {namespaces: {}}, egress: [{action: Allow, to: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}}], ports: [{portNumber: {port: 5432}}]}]}',
      ) + np('deny', 'shop', '{podSelector: {}, policyTypes: [Ingress]}'),
    want: { 'ops/web -> shop/db TCP 5432': 'ingress', 'ops/web -> ops/agent TCP 80': 'allowed' },
  },
  {
    name: 'networks take pods too, nodes only the addresses of nodes',
    policies: anp(
      'out',
      '{priority: 1, subject: {namespaces: {matchLabels: {team: blue}}}, egress: [{action: Allow, to: [{nodes: {matchLabels: {zone: node-a}}}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]}',
    ),
    want: {
      'ops/agent -> shop/db TCP 80': 'egress',
      'ops/agent -> 192.168.7.11 TCP 80': 'allowed',
      'ops/agent -> 192.168.7.12 TCP 80': 'egress',
      'ops/agent -> 203.0.113.9 TCP 80': 'egress',
    },
  },
  {
    name: 'Admin ports: numbers, ranges, and a name of any protocol',
    policies: anp(
      'ports',
      '{priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {protocol: UDP, port: 53}}, {portRange: {start: 100, end: 110}}, {namedPort: dns}, {namedPort: sql}]}]}',
    ),
    want: {
      'ops/agent -> shop/api UDP 53': 'ingress',
      'ops/agent -> shop/api TCP 53': 'allowed',
      'ops/agent -> shop/api TCP 110': 'ingress',
      'ops/agent -> shop/api TCP 111': 'allowed',
      'ops/agent -> shop/db TCP 5432': 'ingress',
      'ops/agent -> shop/api TCP 5432': 'allowed',
    },
  },
  {
    name: 'the Baseline tier speaks only where no NetworkPolicy isolates',
    policies:
      banp(
        '{subject: {namespaces: {}}, ingress: [{action: Allow, from: [{namespaces: {matchLabels: {team: blue}}}]}, {action: Deny, from: [{namespaces: {}}]}]}',
      ) + np('db', 'shop', '{podSelector: {matchLabels: {app: db}}, ingress: [{}]}'),
    want: {
      'ops/web -> shop/web TCP 80': 'allowed',
      'bare/tool -> shop/web TCP 80': 'ingress',
      'bare/tool -> shop/db TCP 80': 'allowed',
    },
  },
  {
    name: 'ClusterNetworkPolicy: Accept, protocols, and Pass out of the Baseline tier',
    policies:
      cnp(
        'admin',
        '{tier: Admin, priority: 5, subject: {namespaces: {}}, ingress: [{action: Accept, from: [{namespaces: {matchLabels: {team: blue}}}], protocols: [{tcp: {destinationPort: {number: 80}}}]}]}',
      ) +
      cnp(
        'first',
        '{tier: Baseline, priority: 1, subject: {namespaces: {}}, ingress: [{action: Pass, from: [{namespaces: {matchLabels: {team: red}}}]}]}',
      ) +
      cnp(
        'second',
        '{tier: Baseline, priority: 2, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}',
      ),
    want: {
      'ops/web -> shop/web TCP 80': 'allowed',
      'ops/web -> shop/web TCP 81': 'ingress',
      'shop/db -> shop/web TCP 81': 'allowed',
      'bare/tool -> shop/web TCP 80': 'ingress',
    },
  },
];

describe('what policies let through', () => {
  test.each(ROWS)('$name', ({ policies, cni, want }) => {
    const cluster = worldWith(policies, cni);
    const index = createPolicyIndex(cluster);
    const found = Object.keys(want).map((text) => {
      const connection = connectionIn(cluster, text);
      const egress = index.judge(connection, 'egress').allowed;
      const verdict = egress ? (index.judge(connection, 'ingress').allowed ? 'allowed' : 'ingress') : 'egress';
      const fast = index.allows(connection) === (verdict === 'allowed');
      return [text, fast ? verdict : 'allows says otherwise'];
    });
    expect(Object.fromEntries(found)).toEqual(want);
  });

  test('every policy that isolates the end shares the blame, in the Admin tier the one that decided', () => {
    const cluster = worldWith(
      np('one', 'shop', '{podSelector: {}, policyTypes: [Ingress]}') +
        np('two', 'shop', '{podSelector: {matchLabels: {app: db}}}') +
        np('three', 'shop', '{podSelector: {matchLabels: {app: web}}}') +
        anp(
          'deny',
          '{priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {matchLabels: {team: blue}}}]}]}',
        ),
    );
    const index = createPolicyIndex(cluster);
    const blamed = (text: string): readonly string[] =>
      answerable(index.decide(connectionIn(cluster, text), 'ingress')).map(({ ref }) => ref.name);
    expect(blamed('bare/tool -> shop/db TCP 80')).toEqual(['one', 'two']);
    expect(blamed('ops/web -> shop/db TCP 80')).toEqual(['deny']);
  });
});
