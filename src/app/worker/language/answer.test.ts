import { describe, expect, it } from 'vitest';
import { openSession } from '#engine';
import { answerEditor } from './answer.ts';
import type { Cursor, LanguageAnswers, LanguageQuestion } from './language.ts';

/** The cursor where a text has a bar. */
function cursorAt(marked: string, text: Cursor['text'] = 'manifests'): Cursor {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const lines = marked.replace('|', '').split('\n');
  return { text, lines, line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}

function ask<K extends LanguageQuestion['kind']>(
  question: Extract<LanguageQuestion, { readonly kind: K }>,
  manifests = '',
): LanguageAnswers[K] {
  return answerEditor(question, manifests === '' ? null : openSession(manifests)) as LanguageAnswers[K];
}

describe('what may be written next', () => {
  const rows = [
    {
      name: 'fields of a port that do not stand there yet',
      text: 'kind: Service\nspec:\n  ports:\n  - port: 80\n    |\n---\nkind: NetworkPolicy',
      has: ['targetPort', 'protocol'],
      not: ['port', 'ports'],
    },
    {
      name: 'fields of the kind of this document',
      text: 'kind: Pod\n---\nkind: NetworkPolicy\nspec:\n  pol|',
      has: ['policyTypes', 'ingress'],
      not: ['containers', 'podSelectors'],
    },
    { name: 'words of a field', text: 'kind: Service\nspec:\n  type: |', has: ['LoadBalancer'], not: ['type'] },
    {
      name: 'words of a list',
      text: 'kind: NetworkPolicy\nspec:\n  policyTypes:\n  - |',
      has: ['Ingress', 'Egress'],
      not: [],
    },
    {
      name: 'truth values',
      text: 'kind: Service\nspec:\n  publishNotReadyAddresses: |',
      has: ['true', 'false'],
      not: [],
    },
    {
      name: 'the first field of a list’s entry',
      text: 'kind: Service\nspec:\n  ports:\n  - |',
      has: ['port'],
      not: ['type'],
    },
    {
      name: 'nothing below a list’s key without a dash',
      text: 'kind: Service\nspec:\n  ports:\n    |',
      has: [],
      not: ['port'],
    },
    { name: 'kinds', text: 'apiVersion: v1\nkind: |', has: ['Service', 'Pod'], not: ['Deployment', 'apiVersion'] },
    { name: 'the version of a kind', text: 'apiVersion: |\nkind: Deployment', has: ['apps/v1'], not: ['v1'] },
    { name: 'what every object has', text: 'me|', has: ['metadata', 'kind'], not: ['spec'] },
    {
      name: 'fields deep inside',
      text: 'kind: Ingress\nspec:\n  rules:\n  - http:\n      paths:\n      - path: /\n        |',
      has: ['pathType', 'backend'],
      not: ['path'],
    },
    {
      name: 'fields of a container in a workload',
      text: 'kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        |',
      has: ['readinessProbe', 'ports'],
      not: ['name'],
    },
    {
      name: 'fields of the Gateway API',
      text: 'kind: HTTPRoute\nspec:\n  rules:\n  - backendRefs:\n    - |',
      has: ['name', 'port', 'weight'],
      not: [],
    },
    {
      name: 'in braces: fields of an entry that do not stand there yet, before or behind',
      text: 'kind: Service\nspec: {type: NodePort, ports: [{port: 80, | protocol: TCP}]}',
      has: ['targetPort', 'nodePort'],
      not: ['port', 'protocol', 'type'],
    },
    {
      name: 'in braces: fields of the object around, behind an inner one',
      text: 'kind: Service\nspec: {ports: [{port: 80}], |',
      has: ['selector', 'type'],
      not: ['ports', 'port'],
    },
    {
      name: 'in braces: words of a field',
      text: 'kind: Service\nspec: {type: Node|}',
      has: ['NodePort', 'LoadBalancer'],
      not: ['type', 'ports'],
    },
    {
      name: 'in brackets: words of a list',
      text: 'kind: NetworkPolicy\nspec:\n  policyTypes: [Ingress, |]',
      has: ['Ingress', 'Egress'],
      not: ['policyTypes'],
    },
    {
      name: 'in braces over several lines',
      text: 'kind: Deployment\nspec:\n  template:\n    spec: {\n      containers: [\n        {name: a, # a remark: {\n         image: "x, y}",\n         |',
      has: ['ports', 'readinessProbe'],
      not: ['name', 'image', 'containers'],
    },
    {
      name: 'in an entry of a list in braces',
      text: 'kind: Pod\nspec:\n  containers:\n  - {name: a, po|}',
      has: ['ports', 'image'],
      not: ['name'],
    },
    {
      name: 'behind braces that nobody closed: fields of the block around',
      text: 'kind: Service\nmetadata: {name: a\nspec:\n  |',
      has: ['ports', 'selector'],
      not: ['name', 'labels'],
    },
    {
      name: 'nothing in braces that are text',
      text: 'kind: ConfigMap\ndata:\n  a.json: >-\n    {"x": |',
      has: [],
      not: ['data'],
    },
    { name: 'nothing in a kind that is not known', text: 'kind: Nonsense\nspec:\n  |', has: [], not: ['ports'] },
    { name: 'nothing behind a free value', text: 'kind: Pod\nmetadata:\n  name: |', has: [], not: ['name'] },
  ];
  it.each(rows)('$name', ({ text, has, not }) => {
    const offered = ask({ kind: 'complete', cursor: cursorAt(text) }).map((one) => one.label);
    expect(offered).toEqual(expect.arrayContaining(has));
    expect(offered.filter((one) => not.includes(one))).toEqual([]);
    expect(offered.length > 0).toBe(has.length > 0);
  });

  it('of a scenario: words of a setting, fields of a request', () => {
    const labels = (text: string) =>
      ask({ kind: 'complete', cursor: cursorAt(text, 'scenario') }).map((one) => one.label);
    expect(labels('cluster:\n  cni: |')).toContain('flannel');
    expect(labels('requests:\n- name: a\n  |')).toEqual(expect.arrayContaining(['from', 'http', 'expect']));
  });

  it('leads to the line of the first field', () => {
    const offered = ask({ kind: 'complete', cursor: cursorAt('kind: Service\nspec:\n  |') });
    expect(offered.find((one) => one.label === 'ports')?.insert).toBe('ports:\n  - ');
    expect(offered.find((one) => one.label === 'selector')?.insert).toBe('selector:\n  ');
  });
});

describe('what stands under the cursor', () => {
  const rows = [
    { name: 'a key', text: 'kind: Service\nspec:\n  ty|pe: NodePort', path: 'spec.type' },
    { name: 'a value', text: 'kind: Service\nspec:\n  type: Node|Port', path: 'spec.type' },
    {
      name: 'in braces',
      text: 'kind: Service\nspec: {ports: [{port: 80, targetP|ort: 1}]}',
      path: 'spec.ports.targetPort',
    },
    {
      name: 'an entry of a list',
      text: 'kind: NetworkPolicy\nspec:\n  policyTypes: [In|gress]',
      path: 'spec.policyTypes',
    },
    { name: 'in a text that does not parse', text: 'kind: Service\nspec:\n  ty|pe: [', path: 'spec.type' },
    { name: 'nothing', text: 'kind: Service\nspec: |   {}', path: undefined },
    { name: 'a field that does not exist', text: 'kind: Service\nspec:\n  no|nsense: 1', path: undefined },
  ];
  it.each(rows)('$name', ({ text, path }) => {
    expect(ask({ kind: 'describe', cursor: cursorAt(text) })?.path).toBe(path);
  });
});

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

const SHOP = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: store, namespace: shop}
spec:
  tls:
  - secretName: cert
  rules:
  - http:
      paths:
      - path: /
        pathType: Prefix
        backend: {service: {name: web, port: {number: 80}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  maxReplicas: 3
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: in, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
  - from:
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}
`;

describe('names that are there already', () => {
  const rows = [
    {
      name: 'the Services that an Ingress may send to',
      text: 'kind: Ingress\nmetadata: {name: a, namespace: shop}\nspec:\n  defaultBackend:\n    service:\n      name: |',
      offers: ['web'],
    },
    {
      name: 'none of another namespace',
      text: 'kind: Ingress\nmetadata:\n  namespace: other\nspec:\n  defaultBackend:\n    service:\n      name: |',
      offers: [],
    },
    {
      name: 'labels of pods for a selector',
      text: 'kind: Service\nmetadata: {namespace: shop}\nspec:\n  selector:\n    |',
      offers: ['app'],
    },
    {
      name: 'values of a label',
      text: 'kind: NetworkPolicy\nmetadata: {namespace: shop}\nspec:\n  podSelector:\n    matchLabels:\n      app: |',
      offers: ['web'],
    },
    {
      name: 'values of a label in braces',
      text: 'kind: NetworkPolicy\nmetadata: {namespace: shop}\nspec: {podSelector: {matchLabels: {app: |}}}',
      offers: ['web'],
    },
    {
      name: 'the Service of a backend in braces',
      text: 'kind: Ingress\nmetadata: {namespace: shop}\nspec: {defaultBackend: {service: {name: |',
      offers: ['web'],
    },
  ];
  it.each(rows)('$name', ({ text, offers }) => {
    const offered = ask({ kind: 'complete', cursor: cursorAt(text) }, SHOP).map((one) => one.label);
    expect(offered).toEqual(offers);
  });
});

describe('references', () => {
  const lineOf = (text: string) => SHOP.slice(0, SHOP.indexOf(text)).split('\n').length;
  const rows = [
    { name: 'a Service names the workload of its pods', at: 'selector: {app', targets: ['Deployment shop/web'] },
    { name: 'a backend names its Service', at: 'backend:', targets: ['Service shop/web'] },
    { name: 'a Secret that is not there', at: 'secretName', targets: [] },
    { name: 'an autoscaler names its workload', at: 'scaleTargetRef', targets: ['Deployment shop/web'] },
    { name: 'a policy names the workloads it is for', at: 'podSelector', targets: ['Deployment shop/web'] },
    { name: 'a peer names workloads of other namespaces', at: '- namespaceSelector', targets: ['Deployment shop/web'] },
  ];
  it.each(rows)('$name', ({ at, targets }) => {
    const [first] = ask({ kind: 'references', line: lineOf(at) }, SHOP);
    expect(first?.targets.map((one) => one.text)).toEqual(targets);
  });

  it('that are not there say what was wanted', () => {
    expect(ask({ kind: 'references', line: lineOf('secretName') }, SHOP)[0]?.wanted).toBe(
      'Secret cert in namespace shop',
    );
  });

  it('lead back from an object to what names it', () => {
    const uses = ask({ kind: 'uses', line: lineOf('kind: Deployment') }, SHOP);
    expect(uses?.object).toBe('Deployment shop/web');
    expect(uses?.places.map((one) => [one.text, one.range.start.line])).toEqual([
      ['Service shop/web', lineOf('selector: {app')],
      ['HorizontalPodAutoscaler shop/web', lineOf('scaleTargetRef')],
      ['NetworkPolicy shop/in', lineOf('podSelector')],
      ['NetworkPolicy shop/in', lineOf('- namespaceSelector')],
    ]);
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
