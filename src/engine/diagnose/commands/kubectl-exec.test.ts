import { describe, expect, it } from 'vitest';
import { buildCluster } from '#cluster';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import { printCommand } from './index.ts';

const MANIFESTS = `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {hostname: shopfront, containers: [{name: main, image: app}]}
status: {phase: Running, podIP: 10.244.0.5}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template: {metadata: {labels: {app: api}}, spec: {containers: [{name: main, image: app}]}}
`;

function printed(run: string): string | null {
  const cluster = buildCluster({ manifests: loadManifests(MANIFESTS).objects, settings: {}, faults: [] });
  return printCommand(
    run,
    { kind: 'kubectl' },
    {
      cluster,
      tables: createTables(cluster),
      leftBehind: () => ({ conntrack: [], natMap: [], ipvs: [], walkedOfEach: null }),
    },
  );
}

describe('kubectl exec', () => {
  it.each([
    ['namespace before the pod', 'kubectl exec -n shop web -- cat /etc/hosts', '10.244.0.5\tshopfront'],
    [
      'namespace behind it, a container, a terminal',
      'kubectl exec -it web --namespace=shop -c main -- cat /etc/hosts',
      'shopfront',
    ],
    [
      'the first pod of a Deployment',
      'kubectl exec -n shop deploy/api -- ip route',
      'default via 169.254.1.1 dev eth0',
    ],
  ])('prints what the command in the pod prints: %s', (_name, run, want) => {
    expect(printed(run)).toContain(want);
  });

  it.each([
    ['a pod that is not there', 'kubectl exec web -- ip route'],
    ['no command', 'kubectl exec -n shop web'],
    ['another subcommand', 'kubectl get pods'],
    ['an option that is not known', 'kubectl exec -n shop --what web -- ip route'],
  ])('is not modelled: %s', (_name, run) => {
    expect(printed(run)).toBeNull();
  });
});
