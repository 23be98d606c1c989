/**
 * The preset dictionary of link codec 1: text that scenarios are made of, what is most common last. Frozen: every link of
 * codec 1 needs it to the letter. A better one gets a file and a codec version of its own.
 */
export const LINK_DICTIONARY_1 = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
addressType: IPv4
endpoints:
- addresses: ["10.244.1.11"]
  conditions: {ready: true, serving: true, terminating: false}
  nodeName: node-a
  targetRef: {kind: Pod, name: db-0}
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
  priority: 10
  subject:
    namespaces:
  - action: Deny
    name: deny-all
  - action: Pass
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
  controllerName: example.com/gateway-controller
kind: Gateway
  gatewayClassName: edge
  listeners:
  - name: https
    hostname: "*.example.com"
    protocol: HTTPS
    tls:
      mode: Terminate
      certificateRefs:
    allowedRoutes:
      namespaces: {from: All}
kind: HTTPRoute
  parentRefs:
  - name: edge
    sectionName: https
  hostnames:
  rules:
  - matches:
    - path: {type: PathPrefix, value: /}
    filters:
    - type: RequestHeaderModifier
    backendRefs:
    - name: web
      port: 80
      weight: 90
apiVersion: v1
kind: ConfigMap
data:
kind: Secret
type: kubernetes.io/tls
stringData:
kind: Namespace
kind: Node
    topology.kubernetes.io/zone: zone-a
    kubernetes.io/hostname: node-b
    kubernetes.io/metadata.name: default
  podCIDR: 10.244.0.0/24
status:
  phase: Running
  podIP: 10.244.0.17
  hostIP: 192.168.1.11
  conditions:
  - type: Ready
    status: "True"
  addresses:
  - type: InternalIP
    address: 192.168.1.12
  loadBalancer:
    ingress:
    - ip: 198.51.100.4
apiVersion: batch/v1
kind: Job
kind: CronJob
kind: StatefulSet
  serviceName: db
kind: DaemonSet
  nodeSelector:
  tolerations:
  - operator: Exists
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
kind: IngressClass
  controller: k8s.io/ingress-nginx
kind: Pod
  restartPolicy: Never
        command: ["sleep", "infinity"]
        args:
        - --configmap=ingress-nginx/ingress-nginx-controller
        env:
        - name: URL
          value: http://api.shop.svc.cluster.local:8080
        readinessProbe:
          httpGet: {path: /healthz, port: http}
        livenessProbe:
          tcpSocket:
        resources: {requests: {cpu: 100m, memory: 128Mi}}
    meta.helm.sh/release-name
    app.kubernetes.io/name: web
    app.kubernetes.io/instance: web
    app.kubernetes.io/component: controller
    nginx.ingress.kubernetes.io/rewrite-target: /$2
    nginx.ingress.kubernetes.io/ssl-redirect: "false"
    nginx.ingress.kubernetes.io/canary: "true"
    nginx.ingress.kubernetes.io/canary-weight: "20"
  type: LoadBalancer
  type: NodePort
  type: ExternalName
  externalTrafficPolicy: Local
  internalTrafficPolicy: Cluster
  sessionAffinity: ClientIP
  clusterIP: None
  clusterIP: 10.96.0.10
    nodePort: 30080
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: shop
spec:
  ingressClassName: nginx
  tls:
  - hosts: [shop.example.com]
    secretName: shop-tls
  rules:
  - host: shop.example.com
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: web
            port:
              number: 80
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  policyTypes:
  - Ingress
  - Egress
  egress:
  - to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
    - ipBlock:
        cidr: 0.0.0.0/0
        except: [10.0.0.0/8]
    ports:
    - protocol: UDP
      port: 53
  ingress:
  - from:
    - podSelector:
        matchLabels:
          app: web
        matchExpressions:
        - {key: tier, operator: In, values: [frontend]}
    ports:
    - protocol: TCP
      port: 8080
hopscope: 1
title: 
description: |
cluster:
  cni: calico
  cni: {name: flannel, mode: vxlan, mtu: 1450}
  serviceProxy: iptables
  loadBalancer: metallb-l2
  nodes:
faults:
- type: podNotReady
  target: pod/shop/
reachability:
- protocol: TCP
requests:
- name: browse
  from: client
  http:
    url: https://shop.example.com/cart
    method: POST
    headers: {}
  connect: {to: db, port: 5432, protocol: TCP}
  dns: {name: web.shop, type: A}
  expect:
    outcome: delivered
    status: 200
    backend: shop/web
    stoppedAt: {layer: policy}
- name: 
  from: deployment/shop/web
  http: {url: http://api:8080/}
manifests: |
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
    namespace: shop
    labels:
      app: web
  spec:
    replicas: 2
    selector:
      matchLabels:
        app: web
    template:
      metadata:
        labels:
          app: web
      spec:
        containers:
        - name: web
          image: nginx:1.27
          ports:
          - name: http
            containerPort: 8080
  ---
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    namespace: shop
  spec:
    selector:
      app: web
    ports:
    - name: http
      port: 80
      targetPort: http
      protocol: TCP
`;
