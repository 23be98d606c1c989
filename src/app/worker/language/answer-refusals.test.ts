import { describe, expect, it } from 'vitest';
import { openSession } from '#engine';
import { ask } from './answer.fixture.ts';

describe('what kubectl would refuse', () => {
  const rows = [
    {
      name: 'a field that does not exist, with what was meant',
      text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    prots: []\n',
      line: 7,
      says: 'there is no field prots here. Did you mean ports?',
    },
    {
      name: 'a number for text',
      text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    workingDir: 8080\n',
      line: 7,
      says: 'here is the number 8080; put it in quotes',
    },
    {
      name: 'a word that is none of the few',
      text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  restartPolicy: Sometimes\n  containers: [{name: a}]\n',
      line: 5,
      says: 'one of Always, Never, OnFailure',
    },
    {
      name: 'a field that is missing',
      text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    metadata: {labels: {app: a}}\n    spec: {containers: [{name: a}]}\n',
      line: 4,
      says: 'spec.selector is needed here',
    },
  ];
  it.each(rows)('$name', ({ text, line, says }) => {
    const found = ask({ kind: 'check' }, text);
    expect(found.map((one) => [one.place?.range.start.line, one.severity])).toEqual([[line, 'warning']]);
    expect(found[0]?.sentence).toContain(says);
  });

  it('is not said of what a cluster gives back', () => {
    expect(ask({ kind: 'check' }, FROM_A_CLUSTER)).toEqual([]);
  });

  it('is not said twice', () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: NodePorts, prots: []}\n';
    expect(openSession(text).problems.map((one) => one.code)).toEqual(
      expect.arrayContaining(['UnknownValue', 'UnknownField']),
    );
    expect(ask({ kind: 'check' }, text)).toEqual([]);
  });
});

/** As `kubectl get pod,service -o yaml` prints them. */
const FROM_A_CLUSTER = `apiVersion: v1
items:
- apiVersion: v1
  kind: Pod
  metadata:
    annotations: {kubectl.kubernetes.io/restartedAt: "2026-01-02T03:04:05Z"}
    creationTimestamp: "2026-01-02T03:04:05Z"
    generateName: web-7d4b9c8f6d-
    generation: 1
    labels: {app: web, pod-template-hash: 7d4b9c8f6d}
    managedFields: [{manager: kubelet, operation: Update, apiVersion: v1, fieldsType: FieldsV1, fieldsV1: {"f:status": {}}, subresource: status, time: "2026-01-02T03:04:05Z"}]
    name: web-7d4b9c8f6d-x2x2x
    namespace: shop
    ownerReferences: [{apiVersion: apps/v1, blockOwnerDeletion: true, controller: true, kind: ReplicaSet, name: web-7d4b9c8f6d, uid: 1f0e}]
    resourceVersion: "123"
    uid: 1f0f
  spec:
    containers:
    - image: nginx
      imagePullPolicy: Always
      name: web
      ports: [{containerPort: 80, name: http, protocol: TCP}]
      readinessProbe: {failureThreshold: 3, httpGet: {path: /, port: http, scheme: HTTP}, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1}
      resources: {limits: {cpu: 1, memory: 64Mi}, requests: {cpu: 100m}}
      terminationMessagePath: /dev/termination-log
      terminationMessagePolicy: File
      volumeMounts: [{mountPath: /var/run/secrets/kubernetes.io/serviceaccount, name: kube-api-access, readOnly: true}]
    dnsPolicy: ClusterFirst
    enableServiceLinks: true
    nodeName: node-a
    preemptionPolicy: PreemptLowerPriority
    priority: 0
    restartPolicy: Always
    schedulerName: default-scheduler
    securityContext: {}
    serviceAccount: default
    serviceAccountName: default
    terminationGracePeriodSeconds: 30
    tolerations: [{effect: NoExecute, key: node.kubernetes.io/not-ready, operator: Exists, tolerationSeconds: 300}]
    volumes:
    - name: kube-api-access
      projected:
        defaultMode: 420
        sources:
        - serviceAccountToken: {expirationSeconds: 3607, path: token}
        - configMap: {items: [{key: ca.crt, path: ca.crt}], name: kube-root-ca.crt}
        - downwardAPI: {items: [{fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}, path: namespace}]}
  status:
    conditions: [{lastProbeTime: null, lastTransitionTime: "2026-01-02T03:04:05Z", observedGeneration: 1, status: "True", type: Ready}]
    containerStatuses: [{name: web, ready: true, resources: {}, somethingNew: 1}]
    hostIP: 192.168.0.1
    phase: Running
    podIP: 10.244.0.2
- apiVersion: v1
  kind: Service
  metadata: {creationTimestamp: null, name: web, namespace: shop}
  spec:
    allocateLoadBalancerNodePorts: true
    clusterIP: 10.96.0.12
    clusterIPs: [10.96.0.12]
    externalTrafficPolicy: Cluster
    internalTrafficPolicy: Cluster
    ipFamilies: [IPv4]
    ipFamilyPolicy: SingleStack
    ports: [{nodePort: 30123, port: 80, protocol: TCP, targetPort: http}]
    selector: {app: web}
    sessionAffinity: None
    type: LoadBalancer
  status: {loadBalancer: {ingress: [{ip: 203.0.113.1, ipMode: VIP}]}}
kind: List
metadata: {resourceVersion: ""}
`;
