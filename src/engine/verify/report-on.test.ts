import { describe, expect, it } from 'vitest';
import { openSession } from '#engine';

const PAIR = `
  apiVersion: v1
  kind: Pod
  metadata: {name: a, namespace: x, labels: {app: a}}
  spec: {containers: [{name: main, image: example/a, ports: [{containerPort: 80}]}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: b, namespace: x, labels: {app: b}}
  spec: {containers: [{name: main, image: example/b, ports: [{containerPort: 80}]}]}
`;

function report(rest: string, manifests = PAIR) {
  return openSession(`hopscope: 1\nmanifests: |${manifests}\n${rest}`).report();
}

describe('reportOn', () => {
  it('judges what the receiver sends in turn, under the name of both', () => {
    const { requests } = report(`requests:
- name: first
  from: pod/x/a
  connect: {to: pod/x/b, port: 80}
  then:
  - {name: second, connect: {to: pod/x/a, port: 80}, expect: {outcome: delivered, backend: x/a}}
  - {name: third, connect: {to: pod/x/a, port: 81}, expect: {outcome: delivered}}
`);
    expect(requests.map(({ name, pass }) => [name, pass])).toEqual([
      ['first', true],
      ['first > second', true],
      ['first > third', false],
    ]);
  });

  it('fails a follow-up when nobody received', () => {
    const { requests } = report(`requests:
- name: first
  from: pod/x/a
  connect: {to: pod/x/b, port: 81}
  then: [{name: second, connect: {to: pod/x/a, port: 80}}]
`);
    expect(requests[1]).toMatchObject({ name: 'first > second', pass: false, failures: [{ key: 'then' }] });
  });

  it('fails an expect key that does not exist by its name', () => {
    const { requests } = report(`requests:
- {name: one, from: pod/x/a, connect: {to: pod/x/b, port: 80}, expect: {outcome: delivered, endpoint: [x]}}
- {name: two, from: pod/x/a, connect: {to: pod/x/b, port: 80}, expect: {outcome: delivered}}
`);
    expect(requests[0]?.failures).toMatchObject([{ key: 'unsupported', expected: 'endpoint' }]);
    expect(requests[1]?.pass).toBe(true);
  });

  it('fails requests beside a kind that is not modelled by the name of the kind', () => {
    const gateway = `${PAIR}  ---\n  apiVersion: security.istio.io/v1\n  kind: AuthorizationPolicy\n  metadata: {name: p, namespace: x}\n  spec: {}\n`;
    const { requests } = report(
      'requests: [{name: one, from: pod/x/a, connect: {to: pod/x/b, port: 80}, expect: {outcome: delivered}}]\n',
      gateway,
    );
    expect(requests[0]?.failures).toMatchObject([{ key: 'unsupported', expected: 'AuthorizationPolicy' }]);
  });

  it('counts every stated cell, the diagonal too, and none that is not stated', () => {
    const { reachability } = report(`reachability:
- {protocol: TCP, port: 80, pods: [pod/x/a, pod/x/b], rows: {pod/x/a: ".X", pod/x/b: "?."}}
`);
    expect(reachability).toEqual([
      {
        protocol: 'TCP',
        port: 80,
        cells: 3,
        wrong: [{ from: 'pod/x/a', to: 'pod/x/b', expected: 'X', actual: '.' }],
      },
    ]);
  });

  it('passes over no object and no command', () => {
    const { checks } = report(`objects: [{ref: gateway/x/g, conditions: [{type: Accepted, status: "True"}]}]
commands: [{on: node/node-a, run: tc qdisc show, expect: {contains: [x]}}]
`);
    expect(checks.map(({ kind, pass, failures }) => [kind, pass, failures[0]?.key])).toEqual([
      ['object', false, 'unsupported'],
      ['command', false, 'unsupported'],
    ]);
  });

  it('judges the lines that a command prints and those it does not', () => {
    const { checks } = report(`commands:
- {on: node/node-a, run: iptables-save -t nat, expect: {contains: ["*nat", ":KUBE-SERVICES - [0:0]"], absent: ["*filter"]}}
- {on: node/node-a, run: iptables-save, expect: {contains: ["*nat", "*filter"]}}
- {on: pod/x/a, run: cat /etc/resolv.conf, expect: {contains: [nameserver 10.96.0.10, "options ndots:5"]}}
- {on: pod/x/a, run: cat /etc/resolv.conf, expect: {contains: [nameserver 10.96.0.11], absent: ["options ndots:5"]}}
- {on: pod/x/a, run: iptables-save, expect: {contains: ["*nat"]}}
`);
    expect(checks.map(({ pass, failures }) => [pass, failures.map(({ key }) => key)])).toEqual([
      [true, []],
      [true, []],
      [true, []],
      [false, ['contains', 'absent']],
      [false, ['unsupported']],
    ]);
  });

  it('compares the addresses of an object in any order', () => {
    const service = `${PAIR}  ---\n  apiVersion: v1\n  kind: Service\n  metadata: {name: s, namespace: x}\n  spec: {type: LoadBalancer, selector: {app: a}, ports: [{port: 80}]}\n  status: {loadBalancer: {ingress: [{ip: 192.0.2.7}, {hostname: Edge.example}]}}\n`;
    const { checks } = report(
      'objects: [{ref: service/x/s, addresses: [edge.example, 192.0.2.7]}, {ref: service/x/s, addresses: [192.0.2.8]}, {ref: pod/x/a, addresses: []}]\n',
      service,
    );
    expect(checks.map(({ failures }) => failures[0]?.key)).toEqual([undefined, 'addresses', 'unsupported']);
  });
});
