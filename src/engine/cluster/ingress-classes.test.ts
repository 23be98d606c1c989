import { describe, expect, it } from 'vitest';
import { controllerOfIngress } from '#cluster';
import { clusterOf } from './cluster.fixture.ts';

const CLASS = (name: string, more = '', controller = 'k8s.io/ingress-nginx'): string => `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: ${name}${more}}
spec: {controller: ${controller}}
`;
const CONTROLLER = (args: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller, namespace: infra}
spec:
  selector: {matchLabels: {app: controller}}
  template:
    metadata: {labels: {app: controller}}
    spec: {containers: [{name: controller, image: "registry.k8s.io/ingress-nginx/controller:v1.15.0", args: [/nginx-ingress-controller, ${args}]}]}
`;
const DEFAULT = (born: string): string =>
  `, creationTimestamp: "${born}", annotations: {ingressclass.kubernetes.io/is-default-class: "true"}`;

interface Row {
  readonly name: string;
  readonly spec?: string;
  readonly annotation?: string;
  readonly classes: readonly string[];
  readonly args?: string;
  readonly taken: boolean;
}

const ROWS: readonly Row[] = [
  { name: 'the class of the controller is taken', spec: 'ingressClassName: a, ', classes: [CLASS('a')], taken: true },
  { name: 'a class that is not there is not', spec: 'ingressClassName: a, ', classes: [], taken: false },
  {
    name: 'a class that is not there is not taken by its name either',
    spec: 'ingressClassName: a, ',
    classes: [],
    args: '--ingress-class=a, --ingress-class-by-name',
    taken: false,
  },
  {
    name: "another controller's class is taken by its name",
    spec: 'ingressClassName: a, ',
    classes: [CLASS('a', '', 'example.org/other')],
    args: '--ingress-class=a, --ingress-class-by-name=T',
    taken: true,
  },
  {
    name: "of two default classes the younger one counts: it is this controller's",
    classes: [
      CLASS('a', DEFAULT('2026-01-01T00:00:00Z'), 'example.org/other'),
      CLASS('b', DEFAULT('2026-02-01T00:00:00Z')),
    ],
    taken: true,
  },
  {
    name: "of two default classes the younger one counts: it is another's",
    classes: [
      CLASS('a', DEFAULT('2026-01-01T00:00:00Z')),
      CLASS('b', DEFAULT('2026-02-01T00:00:00Z'), 'example.org/other'),
    ],
    taken: false,
  },
  {
    name: 'the annotation keeps the default class away',
    annotation: 'nobody',
    classes: [CLASS('b', DEFAULT('2026-02-01T00:00:00Z'))],
    taken: false,
  },
  {
    name: 'the annotation names --ingress-class',
    annotation: 'edge',
    classes: [],
    args: '--ingress-class=edge',
    taken: true,
  },
  { name: 'without any class it is left alone', classes: [], taken: false },
  {
    name: 'without any class it is taken when asked for',
    classes: [],
    args: '--watch-ingress-without-class',
    taken: true,
  },
  {
    name: 'a namespace that is not watched is left alone',
    spec: 'ingressClassName: a, ',
    classes: [CLASS('a')],
    args: '--watch-namespace=infra',
    taken: false,
  },
];

describe('which Ingresses a controller takes', () => {
  it.each(ROWS)('$name', ({ spec = '', annotation, classes, args = '--http-port=80', taken }) => {
    const annotated = annotation === undefined ? '' : `, annotations: {kubernetes.io/ingress.class: ${annotation}}`;
    const ingress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: one, namespace: shop${annotated}}
spec: {${spec}rules: [{host: one.test}]}
`;
    const cluster = clusterOf([CONTROLLER(args), ...classes, ingress].join('---'));
    expect(cluster.ingresses.map((one) => controllerOfIngress(cluster, one) !== null)).toEqual([taken]);
  });
});
