import { configMap, ingress, pod, scenario, secret, type Row } from './redact.fixture.ts';

/** What only looks like a secret. */
export const NO_SECRETS: readonly Row[] = [
  {
    name: 'a header by which a canary is chosen',
    text: scenario('http: {url: "http://a/", headers: {X-Session: always}}'),
  },
  { name: 'five numbers between colons', text: configMap('a: "10:20"\nb: aa:11:bb:cc:dd:ee\nc: 2026-11-21T16:39:25') },
  {
    name: 'names behind the word secret',
    text: configMap(
      'README: |\n  the secret web-6c9f4d7b8-p2xk8, the token default-token-x7f2p,\n  the password in /var/run/secrets/kubernetes.io/serviceaccount/token\n',
    ),
  },
  {
    name: 'a session that nginx hands on',
    text: ingress(
      'nginx.ingress.kubernetes.io/configuration-snippet: |\n  proxy_set_header X-Session $http_x_session;',
    ),
  },
  {
    name: 'how long a session lasts',
    text: configMap('session: 3600\nsession-timeout: 30m\nsessionAffinity: ClientIP'),
  },
  {
    name: 'the name of a TLS Secret',
    text: 'kind: Ingress\nspec:\n  tls: [{hosts: [a.example], secretName: shop-tls}]\n',
  },
  {
    name: 'a reference to a key of a Secret',
    text: pod('env:\n- name: DB_PASSWORD\n  valueFrom: {secretKeyRef: {name: db, key: password}}'),
  },
  {
    name: 'a volume from a Secret',
    text: pod('volumes:\n- name: token\n  secret: {secretName: token-store, items: [{key: token, path: token}]}'),
  },
  { name: 'whether a token is mounted', text: pod('automountServiceAccountToken: false') },
  { name: 'how long a token holds', text: pod('serviceAccountToken: {path: token, expirationSeconds: 3600}') },
  {
    name: 'a variable of a variable',
    text: pod('env: [{name: DB_PASSWORD, value: $(OTHER)}, {name: B_TOKEN, value: "${TOKEN}"}]'),
  },
  {
    name: 'the path of a password file',
    text: pod('env: [{name: DB_PASSWORD_FILE, value: /run/secrets/db}, {name: TOKEN, value: /var/run/secrets/token}]'),
  },
  { name: 'an empty password', text: pod('env: [{name: DB_PASSWORD, value: ""}]') },
  {
    name: 'settings without secrets',
    text: configMap('LOG_LEVEL: debug\nDB_HOST: db.shop.svc\nkey: value\npublic-key: abc'),
  },
  {
    name: 'a digest of an image',
    text: pod('imageID: registry.example/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
  },
  { name: 'a UID', text: 'kind: Pod\nmetadata: {name: a, uid: 6fa459ea-ee8a-3ca4-894e-db77e160355e}\n' },
  {
    name: 'a secret named by an annotation',
    text: ingress(
      'nginx.ingress.kubernetes.io/auth-secret: shop/users\nnginx.ingress.kubernetes.io/auth-tls-secret: shop/ca\nnginx.ingress.kubernetes.io/canary-by-cookie: canary',
    ),
  },
  {
    name: 'headers that are only allowed',
    text: ingress('nginx.ingress.kubernetes.io/cors-allow-headers: "DNT,Authorization,Cookie"'),
  },
  {
    name: 'labels',
    text: 'kind: Service\nmetadata: {name: a, labels: {token: none-such}}\nspec: {selector: {secret: vault}}\n',
  },
  {
    name: 'a public certificate',
    text: secret(
      'stringData:\n  tls.crt: |\n    -----BEGIN CERTIFICATE-----\n    MIIBszCCAVmgAwIBAgIUQ\n    -----END CERTIFICATE-----',
    ),
  },
  { name: 'empty values of a Secret', text: secret('data: {tls.crt: "", tls.key: ""}') },
  { name: 'the names of a Secret', text: secret('type: kubernetes.io/tls') },
  { name: 'a canary cookie', text: scenario('http: {url: "http://a/", headers: {Cookie: canary=always}}') },
  {
    name: 'a cookie of a probe',
    text: pod(
      'livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: Cookie, value: shop_session-id=x-liveness-probe}]}}',
    ),
  },
  { name: 'an empty password above another line', text: configMap('a.properties: |\n  password=\n  user=ada\n') },
  { name: 'a URL with a port', text: scenario('http: {url: "http://a.example:8080/x?page=2"}') },
  { name: 'a user without a password in a URL', text: configMap('repo: ssh://git@github.com/a/b') },
  { name: 'a service that is called token', text: 'kind: Service\nmetadata: {name: token, namespace: secret}\n' },
  {
    name: 'the pass of nginx',
    text: ingress(
      'nginx.ingress.kubernetes.io/server-snippet: |\n  proxy_pass http://web:80;\n  proxy_pass_header Server;',
    ),
  },
  {
    name: 'a sentence about passwords',
    text: 'hopscope: 1\ndescription: The password is sent as a header, and the token decides.\n',
  },
  {
    name: 'a bundle of a webhook',
    text: 'kind: ValidatingWebhookConfiguration\nwebhooks: [{clientConfig: {caBundle: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJzekNDQVZtZ0F3SUJBZ0lVUQo=}}]\n',
  },
  { name: 'what cloud clusters call their secrets setting', text: 'hopscope: 1\ncluster: {secrets: asWritten}\n' },
];
