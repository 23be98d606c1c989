import { buildCluster } from '#cluster';
import type { ClusterInput } from '#document';
import { loadManifests } from '#manifests';
import { describe, expect, test } from 'vitest';
import { createIngressTables } from './index.ts';

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: harbour, namespace: quay}
spec:
  ingressClassName: CLASS
  defaultBackend: {service: {name: harbour, port: {number: 80}}}
`;

const FOREIGN = `
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: ferry}
spec: {controller: example.com/ferry}
`;

interface Row {
  readonly name: string;
  readonly manifests: string;
  readonly settings?: ClusterInput;
  /** Sentences of the warnings. */
  readonly says: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: 'an Ingress of the class that the assumed controller serves is silent',
    manifests: INGRESS.replace('CLASS', 'nginx'),
    says: [],
  },
  {
    name: 'without any controller the Ingress is a wish',
    manifests: INGRESS.replace('CLASS', 'nginx'),
    settings: { ingressControllers: [] },
    says: [
      'Nobody acts on Ingress harbour, as no ingress controller runs in this cluster: it gets no address and answers nothing.',
    ],
  },
  {
    name: 'a class that is not there',
    manifests: INGRESS.replace('CLASS', 'ngnix'),
    says: [
      'Nobody acts on Ingress harbour, as there is no IngressClass ngnix: it gets no address and answers nothing.',
    ],
  },
  {
    name: 'a class that is not there and that a known controller usually has',
    manifests: INGRESS.replace('CLASS', 'alb'),
    says: [
      'Nobody acts on Ingress harbour, as there is no IngressClass alb; the name is usually that of ingress.k8s.aws/alb, and that controller is not in the manifests: it gets no address and answers nothing.',
    ],
  },
  {
    name: 'a class of somebody who does not run here',
    manifests: INGRESS.replace('CLASS', 'ferry') + FOREIGN,
    says: [
      'Nobody acts on Ingress harbour, as class ferry belongs to example.com/ferry, and that controller is not in the manifests: it gets no address and answers nothing.',
    ],
  },
  {
    name: 'a controller whose rules are not known may be the one, so nothing is claimed',
    manifests: INGRESS.replace('CLASS', 'ferry') + FOREIGN,
    settings: { ingressControllers: [{ controller: 'example.com/ferry', class: 'ferry', default: false }] },
    says: [],
  },
];

describe('an Ingress that nobody serves', () => {
  test.each(ROWS)('$name', ({ manifests, settings = {}, says }) => {
    const cluster = buildCluster({ manifests: loadManifests(manifests).objects, settings, faults: [] });
    const found = createIngressTables(cluster)
      .problems()
      .filter(({ code }) => code === 'IngressNotServed');
    expect(found.map(({ sentence }) => sentence)).toEqual(says);
  });
});
