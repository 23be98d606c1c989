import { describe, expect, it } from 'vitest';
import { loadManifests } from '../load-manifests.ts';
import { only } from './kinds.fixture.ts';

const service = (spec: string, more = '') =>
  only('Service', `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: ${spec}\n${more}`);

describe('a Service', () => {
  it('has the defaults of the API server', () => {
    expect(service('{ports: [{port: 80}]}').spec).toEqual({
      type: 'ClusterIP',
      clusterIPs: [],
      ipFamilies: [],
      selector: null,
      ports: [{ name: '', port: 80, protocol: 'TCP' }],
      externalIPs: [],
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      sessionAffinityTimeoutSeconds: 10_800,
      publishNotReadyAddresses: false,
      loadBalancerSourceRanges: [],
      allocateLoadBalancerNodePorts: true,
    });
  });

  it.each([
    { name: 'an empty selector is none', spec: '{selector: {}, ports: [{port: 80}]}', want: { selector: null } },
    { name: 'headless', spec: '{clusterIP: None}', want: { clusterIP: 'None', clusterIPs: ['None'] } },
    { name: 'an empty clusterIP is none', spec: '{clusterIP: "", ports: [{port: 80}]}', want: { clusterIPs: [] } },
    {
      name: 'a named target port stays text',
      spec: '{ports: [{port: 80, targetPort: web}]}',
      want: { ports: [{ name: '', port: 80, protocol: 'TCP', targetPort: 'web' }] },
    },
    {
      name: 'a timeout of the affinity',
      spec: '{sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 10}}, ports: [{port: 80}]}',
      want: { sessionAffinity: 'ClientIP', sessionAffinityTimeoutSeconds: 10 },
    },
  ])('$name', ({ spec, want }) => {
    expect(service(spec).spec).toMatchObject(want);
  });

  it('with clusterIPs alone, which the API server refuses, has the first of them', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {clusterIPs: [10.96.0.9], ports: [{port: 80}]}';
    expect(loadManifests(text).objects).toMatchObject([{ spec: { clusterIP: '10.96.0.9' } }]);
  });

  it('has the addresses of its status', () => {
    expect(
      service('{ports: [{port: 80}]}', 'status: {loadBalancer: {ingress: [{ip: 198.51.100.9, ipMode: VIP}]}}')
        .loadBalancer,
    ).toEqual([{ ip: '198.51.100.9', ipMode: 'VIP' }]);
  });
});
