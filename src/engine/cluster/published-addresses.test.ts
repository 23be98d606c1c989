import { describe, expect, it } from 'vitest';
import { publishedAddresses } from './published-addresses.ts';
import { clusterOf, deployment, documents, node } from './cluster.fixture.ts';

const NODE = node(
  'oak',
  'status: {addresses: [{type: InternalIP, address: 172.16.5.11}, {type: ExternalIP, address: 203.0.113.11}]}',
);

function published(flags: string): readonly string[] {
  const spec = `{nodeName: oak, containers: [{name: main, image: "registry.k8s.io/ingress-nginx/controller:v1.15.0", args: [/nginx-ingress-controller, ${flags}]}]}`;
  const cluster = clusterOf(documents(NODE, deployment('edge', { spec })));
  const [controller] = cluster.ingressControllers;
  return controller === undefined ? [] : publishedAddresses(cluster, controller);
}

describe('a controller that publishes its nodes', () => {
  it.each([
    ['writes their external addresses', '', ['203.0.113.11']],
    ['writes them too where the flag says what is the default', '--update-status=True', ['203.0.113.11']],
    ['writes nothing where it is told so', '--update-status=false', []],
    ['writes nothing, however Go may spell no', '--update-status=FALSE', []],
    ['writes the internal ones where it is asked to', '--report-node-internal-ip-address', ['172.16.5.11']],
    [
      'writes the external ones where that is off, in capitals too',
      '--report-node-internal-ip-address=F',
      ['203.0.113.11'],
    ],
  ])('%s', (_, flags, addresses) => {
    expect(published(flags)).toEqual(addresses);
  });
});
