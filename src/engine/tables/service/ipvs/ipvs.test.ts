import { describe, expect, it } from 'vitest';
import { cidr, ip } from '#net';
import type { NodeView } from '../node-view.ts';
import { packet, service, tablesWith } from '../world.fixture.ts';
import { printServer, printServers, proxySets, setText } from './index.ts';
import { ipSets, type SetName } from './sets.ts';

const BOTH = { podCIDR: '10.50.0.0/16,fd00:50::/48', serviceCIDR: '10.70.0.0/16,fd00:70::/112' };

function ipvs(manifests: string, settings = {}) {
  const tables = tablesWith(manifests, { serviceProxy: { mode: 'ipvs' }, ...settings });
  const services = tables.on('left');
  if (services === null) throw new Error('no node');
  return { tables, services, view: services.view };
}

function withNodePort(text: string, nodePort: number, protocol = 'TCP'): string {
  return text.replace('targetPort: 8080', `targetPort: 8080, protocol: ${protocol}, nodePort: ${nodePort}`);
}

const WEB = withNodePort(service('web', 'type: NodePort, clusterIP: 10.70.0.5, selector: {app: web}'), 30005);
const SCTP = withNodePort(service('web', 'type: NodePort, clusterIP: 10.70.0.5'), 30006, 'SCTP');
const EDGE = service(
  'edge',
  'type: LoadBalancer, clusterIP: 10.70.0.8, selector: {app: far}, externalTrafficPolicy: Local, healthCheckNodePort: 32008, loadBalancerSourceRanges: [203.0.113.0/25, 203.0.113.200/32]',
  '{loadBalancer: {ingress: [{ip: 198.51.100.8}]}}',
);

function members(view: NodeView, name: SetName): readonly string[] {
  return ipSets(view, 'IPv4').get(name) ?? [];
}

describe('ipvsadm -Ln', () => {
  it('names each address of a Service with its real servers', () => {
    const lines = printServers(ipvs(WEB).view, []).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'IP Virtual Server version 1.2.1 (size=4096)',
      'Prot LocalAddress:Port Scheduler Flags',
      '  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn',
    ]);
    const at = lines.indexOf('TCP  10.70.0.5:80 rr');
    expect(lines.slice(at + 1, at + 3).map((line) => line.trimEnd())).toEqual([
      '  -> 10.50.1.5:8080               Masq    1      0          0',
      '  -> 10.50.2.5:8080               Masq    1      0          0',
    ]);
    expect(lines).toContain('TCP  172.20.0.11:30005 rr');
    expect(lines).toContain('TCP  172.21.0.11:30005 rr');
  });

  it('counts established connections of each real server as active and all others as inactive', () => {
    const at = { ip: ip('10.70.0.5'), port: 80 };
    const near = { ip: ip('10.50.1.5'), port: 8080 };
    const from = (port: number) => ({ ip: ip('10.50.2.9'), port });
    const made = (port: number, state: 'established' | 'waiting' | 'closed', protocol: 'TCP' | 'UDP' = 'TCP') => ({
      protocol,
      client: from(port),
      virtual: at,
      real: near,
      state,
    });
    const connections = [
      made(40001, 'established'),
      made(40002, 'established'),
      made(40003, 'closed'),
      made(40004, 'established', 'UDP'),
    ];
    const lines = printServer(ipvs(WEB).view, 'TCP', at.ip, 80, connections).split('\n').slice(3, 5);
    expect(lines).toEqual([
      '  -> 10.50.1.5:8080               Masq    1      2          1         ',
      '  -> 10.50.2.5:8080               Masq    1      0          0         ',
    ]);
  });

  it('has nothing below a server without endpoints', () => {
    const { view } = ipvs(service('empty', 'clusterIP: 10.70.0.6, selector: {app: none}'));
    expect(printServer(view, 'TCP', ip('10.70.0.6'), 80, []).split('\n').slice(2)).toEqual([
      'TCP  10.70.0.6:80 rr',
      '',
    ]);
    expect(printServer(view, 'TCP', ip('10.70.0.6'), 81, [])).toBe('No such service\n');
  });

  it.each([
    ['affinity is persistence', 'sessionAffinity: ClientIP', 'rr', 'TCP  10.70.0.5:80 rr persistent 10800'],
    ['mh hashes source ports too', 'sessionAffinity: None', 'mh', 'TCP  10.70.0.5:80 mh (mh-port)'],
    ['both', 'sessionAffinity: ClientIP', 'mh', 'TCP  10.70.0.5:80 mh (mh-port) persistent 10800'],
  ])('%s', (_name, affinity, scheduler, want) => {
    const text = service('web', `clusterIP: 10.70.0.5, selector: {app: web}, ${affinity}`);
    const { view } = ipvs(text, { serviceProxy: { mode: 'ipvs', scheduler } });
    expect(printServers(view, []).split('\n')).toContain(want);
  });

  it('sorts by protocol, then by address as a number with a sign', () => {
    const manifests = [
      service('low', 'clusterIP: 10.70.0.5, externalIPs: [192.0.2.5]'),
      service('other', 'clusterIP: 10.70.0.6').replace('{port: 80,', '{protocol: UDP, port: 80,'),
    ].join('\n');
    const servers = printServers(ipvs(manifests).view, [])
      .split('\n')
      .filter((line) => /:80 rr/.test(line));
    expect(servers).toEqual(['TCP  192.0.2.5:80 rr', 'TCP  10.70.0.5:80 rr', 'UDP  10.70.0.6:80 rr']);
  });

  it('puts IPv6 in brackets, behind IPv4', () => {
    const { view } = ipvs(service('six', 'clusterIP: "fd00:70::6", ipFamilies: [IPv6]'), BOTH);
    expect(printServers(view, []).trimEnd().split('\n').at(-1)).toBe('TCP  [fd00:70::6]:80 rr');
  });
});

describe('ipset list', () => {
  it('has the header of its type', () => {
    const { view } = ipvs(WEB);
    const text = (name: string) =>
      proxySets(view)
        .filter((one) => one.name === name)
        .map(setText)
        .join('');
    expect(text('KUBE-NODE-PORT-TCP').split('\n')).toEqual([
      'Name: KUBE-NODE-PORT-TCP',
      'Type: bitmap:port',
      'Revision: 3',
      'Header: range 0-65535',
      'Size in memory: 8264',
      'References: 1',
      'Number of entries: 1',
      'Members:',
      '30005',
      '',
    ]);
    expect(text('KUBE-CLUSTER-IP')).toContain('\nReferences: 3\n');
  });

  it('names sets of IPv6 with a 6, cut to what a name may have', () => {
    const names = proxySets(ipvs(WEB).view).map(({ name }) => name);
    expect(names).toContain('KUBE-6-LOAD-BALANCER-SOURCE-CID');
    expect(Math.max(...names.map(({ length }) => length))).toBe(31);
  });

  it.each<[string, string, SetName, readonly string[]]>([
    ['cluster IPs with their port', WEB, 'KUBE-CLUSTER-IP', ['10.70.0.5,tcp:80']],
    ['local endpoints, for hairpins', WEB, 'KUBE-LOOP-BACK', ['10.50.1.5,tcp:8080,10.50.1.5']],
    ['addresses that are bound, node ports are not', WEB, 'KUBE-IPVS-IPS', ['10.70.0.5']],
    [
      'node ports of SCTP with each address',
      SCTP,
      'KUBE-NODE-PORT-SCTP-HASH',
      ['10.50.1.0,sctp:30006', '172.20.0.11,sctp:30006', '172.21.0.11,sctp:30006'],
    ],
    ['balancer addresses', EDGE, 'KUBE-LOAD-BALANCER', ['198.51.100.8,tcp:80']],
    ['those of policy Local besides', EDGE, 'KUBE-LOAD-BALANCER-LOCAL', ['198.51.100.8,tcp:80']],
    ['those with source ranges', EDGE, 'KUBE-LOAD-BALANCER-FW', ['198.51.100.8,tcp:80']],
    [
      'the ranges, a single address without its length',
      EDGE,
      'KUBE-LOAD-BALANCER-SOURCE-CIDR',
      ['198.51.100.8,tcp:80,203.0.113.0/25', '198.51.100.8,tcp:80,203.0.113.200'],
    ],
    ['no address itself where the node is in no range', EDGE, 'KUBE-LOAD-BALANCER-SOURCE-IP', []],
    [
      'itself where the node is in one',
      EDGE.replace('203.0.113.0/25', '172.20.0.0/24'),
      'KUBE-LOAD-BALANCER-SOURCE-IP',
      ['198.51.100.8,tcp:80,198.51.100.8'],
    ],
    ['no ranges where one is every address', EDGE.replace('203.0.113.0/25', '0.0.0.0/0'), 'KUBE-LOAD-BALANCER-FW', []],
    ['health check ports', EDGE, 'KUBE-HEALTH-CHECK-NODE-PORT', ['32008']],
  ])('holds %s', (_name, manifests, name, want) => {
    const held = members(ipvs(manifests).view, name).filter((one) => !/^10\.70\.0\.(1|10)\b/.test(one));
    expect(held.filter((one) => !isOfDns(one))).toEqual(want);
  });
});

/** Members that the assumed CoreDNS adds. */
function isOfDns(member: string): boolean {
  return /:(53|9153),/.test(member);
}

describe('iptables-save in ipvs mode', () => {
  const saved = (manifests: string, settings = {}) =>
    ipvs(manifests, settings).tables.iptablesSave('left', 'IPv4', ['nat', 'filter']).split('\n');

  it('reads sets instead of naming Services', () => {
    const lines = saved(WEB);
    expect(lines.some((line) => line.includes('shop/web'))).toBe(false);
    expect(lines).toContain(
      '-A KUBE-SERVICES ! -s 10.50.0.0/16 -m comment --comment "Kubernetes service cluster ip + port for masquerade purpose" -m set --match-set KUBE-CLUSTER-IP dst,dst -j KUBE-MARK-MASQ',
    );
    expect(lines.some((line) => line.includes('--match-set KUBE-NODE-PORT-UDP '))).toBe(false);
  });

  it.each([
    [
      'all are marked with masqueradeAll',
      { masqueradeAll: true },
      '-m set --match-set KUBE-CLUSTER-IP dst,dst -j KUBE-MARK-MASQ',
    ],
    [
      'Service addresses as sources without a detector',
      { localDetectMode: 'none' },
      '-m set --match-set KUBE-CLUSTER-IP src,dst -j KUBE-MARK-MASQ',
    ],
  ])('%s', (_name, more, want) => {
    const lines = saved(WEB, { serviceProxy: { mode: 'ipvs', ...more } });
    expect(lines.filter((line) => line.startsWith('-A KUBE-SERVICES -m comment') && line.endsWith(want))).toHaveLength(
      1,
    );
  });

  it('closes a guarded balancer address to the node that no range holds', () => {
    const drop =
      '-A KUBE-IPVS-OUT-FILTER -s 198.51.100.8/32 -m ipvs --vproto 6 --vaddr 198.51.100.8 --vport 80 -j DROP';
    expect(saved(EDGE)).toContain(drop);
    expect(saved(EDGE.replace('203.0.113.0/25', '172.20.0.0/24'))).not.toContain(drop);
  });

  it('agrees with what the mode decides: guarded and marked', () => {
    const { services, view } = ipvs(EDGE);
    // The node itself dials from the address, and meets no filter of input.
    const verdict = (from: string) => {
      const seen = packet(`${from} > 198.51.100.8:80`);
      return (from === '198.51.100.8' ? null : services.judge(seen, 'input')) ?? services.translate(seen);
    };
    for (const from of ['203.0.113.5', '203.0.113.200', '203.0.113.201', '10.50.1.9', '198.51.100.8']) {
      const admitted = members(view, 'KUBE-LOAD-BALANCER-SOURCE-CIDR').some((member) => {
        const block = member.split(',')[2] ?? '';
        return from === block || (block.includes('/') && covers(block, from));
      });
      expect([from, verdict(from)?.kind]).toEqual([from, admitted ? 'translate' : 'drop']);
    }
  });
});

function covers(block: string, address: string): boolean {
  const { length } = cidr(block);
  return length > 0 && cidr(`${address}/${block.split('/')[1]}`) === cidr(block);
}

describe('a scheduler', () => {
  it.each([
    ['rr', 'turn'],
    ['wrr', 'turn'],
    ['sh', 'source'],
    ['mh', 'random'],
    ['lc', 'random'],
    ['dh', 'destination'],
    ['fo', 'destination'],
  ])('"%s" chooses by %s', (scheduler, want) => {
    const verdict = ipvs(WEB, { serviceProxy: { mode: 'ipvs', scheduler } }).services.translate(
      packet('10.50.1.9 > 10.70.0.5:80'),
    );
    expect(verdict?.kind === 'translate' ? verdict.scheduling : null).toBe(want);
  });
});
