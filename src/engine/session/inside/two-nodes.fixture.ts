import type { Request } from '#document';
import { RANGES, TWO_NODES as NODES } from '#fixtures/two-nodes';
import type { Session } from '../session.ts';
import { openSession } from '../session.ts';

/** Two nodes, `left` and `right`, and the pod `shop/caller` on the left one. */
export const TWO_NODES = `${NODES}---
apiVersion: v1
kind: Pod
metadata: {name: caller, namespace: shop}
spec: {nodeName: left, containers: [{name: main, image: app}]}
status: {phase: Running, podIP: 10.50.1.5}
`;

/** A running pod of `shop` that listens, and bears its name as the label `app`. */
export function listener(node: string, name: string, ip: string, ports = '{containerPort: 8080}'): string {
  return `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {nodeName: ${node}, containers: [{name: main, image: app, ports: [${ports}]}]}
status: {phase: Running, podIP: ${ip}, conditions: [{type: Ready, status: "True"}]}
`;
}

/** A session with one request; `settings` are those of the cluster besides its ranges. */
export function sessionOf(
  world: string,
  settings: string,
  request: string,
): { readonly session: Session; readonly request: Request } {
  const manifests = world.trim().replace(/^/gm, '  ');
  const ranges = `podCIDR: ${RANGES.podCIDR}, serviceCIDR: ${RANGES.serviceCIDR}`;
  const cluster = `{${[ranges, settings].filter((part) => part !== '').join(', ')}}`;
  const session = openSession(
    `hopscope: 1\nmanifests: |\n${manifests}\ncluster: ${cluster}\nrequests:\n  - {name: it, ${request}}\n`,
  );
  const found = session.request('it');
  if (found === null) throw new Error(session.problems.map(({ sentence }) => sentence).join('; '));
  return { session, request: found };
}
