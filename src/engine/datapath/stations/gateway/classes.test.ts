import { buildCluster } from '#cluster';
import { parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import type { Fraction } from '#trace';
import { fraction, fractionOf, ONE, plus, times, ZERO } from '#trace';
import { assert, boolean, constantFrom, array, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from '../../walk/spread.ts';

interface Pod {
  readonly node: string;
  readonly labelled: boolean;
  readonly port: 8080 | 9090;
}

/** Makes every address matter to policies, far away, so that endpoints are not put into classes. */
const BY_ADDRESS = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: far, namespace: elsewhere}
spec: {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}]}
`;

function scenario(pods: readonly Pod[], weight: number, more: string): string {
  const written = pods.map(
    ({ node, labelled, port }, index) => `
---
apiVersion: v1
kind: Pod
metadata: {name: web-${index}, namespace: n, labels: {app: web${labelled ? ', tier: front' : ''}}}
spec: {nodeName: ${node}, containers: [{name: c, image: web, ports: [{containerPort: ${port}}]}]}`,
  );
  const text = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: i, namespace: n}
spec: {ingressClassName: nginx, rules: [{host: a.test, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: k, namespace: n, annotations: {nginx.ingress.kubernetes.io/canary: "true", nginx.ingress.kubernetes.io/canary-weight: "${weight}"}}
spec: {ingressClassName: nginx, rules: [{host: a.test, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: front, port: {number: 80}}}}]}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: n}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: front, namespace: n}
spec: {selector: {tier: front}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: n}
spec: {podSelector: {matchLabels: {tier: front}}, ingress: [{from: [{namespaceSelector: {}}], ports: [{port: 8080}]}]}${written.join('')}${more}`;
  return `hopscope: 1\ntitle: t\nmanifests: |\n${text.replace(/^/gm, '  ')}\nrequests: [{name: r, from: client, http: {url: "http://a.test/"}}]\n`;
}

/** Share of each end and receiver, and their sum. */
function shares(text: string): { readonly each: ReadonlyMap<string, string>; readonly sum: Fraction } {
  const { scenario: read } = readScenario(text);
  const cluster = buildCluster({ manifests: loadManifests(read.manifests).objects, settings: {}, faults: [] });
  const [request] = read.requests;
  if (request === undefined) throw new Error(text);
  const odds = spread({ cluster, tables: createTables(cluster) }, request, { parseRef });
  const each = new Map<string, Fraction>();
  for (const { share, members, outcome } of odds.possible) {
    const parts = members.length === 0 ? ['nobody'] : members.map(({ ip, service }) => `${ip} ${service ?? ''}`);
    for (const part of parts) {
      const key = `${outcome.word} ${outcome.response?.status ?? ''} ${part}`;
      const one = times(fractionOf(share), fraction(1n, BigInt(parts.length)));
      each.set(key, plus(each.get(key) ?? ZERO, one));
    }
  }
  return {
    each: new Map([...each].map(([key, { part, of }]): [string, string] => [key, `${part}/${of}`])),
    sum: [...each.values()].reduce(plus, fractionOf(odds.unexpanded)),
  };
}

const POD = record({
  node: constantFrom('a', 'b'),
  labelled: boolean(),
  port: constantFrom(8080 as const, 9090 as const),
});

describe('the endpoints of an upstream', () => {
  it('have the same shares in classes as one by one, retries included', () => {
    assert(
      property(array(POD, { maxLength: 5 }), integer({ min: 0, max: 100 }), (pods, weight) => {
        const inClasses = shares(scenario(pods, weight, ''));
        const oneByOne = shares(scenario(pods, weight, BY_ADDRESS));
        expect(inClasses.sum).toEqual(ONE);
        expect(inClasses.each).toEqual(oneByOne.each);
      }),
      { numRuns: 25 },
    );
  });
});
