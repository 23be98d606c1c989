import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '#source';
import { LINK_DICTIONARY_1 } from './link-dictionary-1.ts';
import { toBase64 } from './redact-base64.ts';
import { redact } from './redact.ts';

/** Planted wherever a secret can be; nothing of it may be left. */
const PLANTED = 'hunter2-Zx9kQ';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJlLWh1bnRlcjI';
const PEM = `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n${PLANTED}\n-----END RSA PRIVATE KEY-----`;
const indented = (text: string, blanks: number): string =>
  text
    .split('\n')
    .map((line) => `${' '.repeat(blanks)}${line}`)
    .join('\n');
const pod = (container: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: api, namespace: shop}\nspec:\n  containers:\n  - name: app\n    image: registry.example/app:1\n${indented(container, 4)}\n`;
const configMap = (data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf, namespace: shop}\ndata:\n${indented(data, 2)}\n`;
const secret = (fields: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: keys, namespace: shop}\n${fields}\n`;
const ingress = (annotation: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n${indented(annotation, 4)}\n`;
const scenario = (sends: string) => `hopscope: 1\nrequests:\n- name: a\n  from: client\n  ${sends}\n`;
const kubeconfig = (user: string) =>
  `apiVersion: v1\nkind: Config\nclusters: [{name: c, cluster: {server: https://10.0.0.1}}]\nusers:\n- name: admin\n  user:\n${indented(user, 4)}\n`;
const B64 = toBase64(PLANTED);
const LOGIN = toBase64(`ada:${PLANTED}`);

interface Row {
  readonly name: string;
  readonly text: string;
  /** How the planted secret reads in this place. */
  readonly gone?: string;
  readonly stays?: string;
}

const GONE: readonly Row[] = [
  { name: 'data of a Secret', text: secret(`data:\n  password: ${B64}`), gone: B64 },
  { name: 'data of a Secret in flow style', text: secret(`data: {a: ${B64}, b: "${B64}"}`), gone: B64 },
  { name: 'data of a Secret as a literal block', text: secret(`data:\n  key: |\n    ${B64}\n    ${B64}`), gone: B64 },
  { name: 'data of a Secret as a folded block', text: secret(`data:\n  key: >-\n    ${B64}\n`), gone: B64 },
  { name: 'data of a Secret tagged as binary', text: secret(`data:\n  key: !!binary ${B64}`), gone: B64 },
  { name: 'stringData, plain', text: secret(`stringData:\n  user: ${PLANTED}`) },
  { name: 'stringData in single quotes', text: secret(`stringData:\n  user: 'it''s ${PLANTED}'`) },
  { name: 'stringData in double quotes', text: secret(`stringData:\n  user: "a\\t${PLANTED}"`) },
  { name: 'stringData as a block', text: secret(`stringData:\n  file: |\n    a: 1\n\n    b: ${PLANTED}`) },
  { name: 'stringData that is a number', text: secret('stringData:\n  pin: 4711471147'), gone: '4711471147' },
  { name: 'a value that an alias names', text: secret(`stringData:\n  user: *p\nx: &p ${PLANTED}`) },
  {
    name: 'a Secret in a List',
    text: `apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  metadata: {name: k}\n  data: {a: ${B64}}\n`,
    gone: B64,
  },
  { name: 'a Secret as JSON', text: `{"kind":"Secret","metadata":{"name":"k"},"data":{"a":"${B64}"}}`, gone: B64 },
  {
    name: 'two Secrets as JSON in a row',
    text: `{"kind":"Service"}\n{"kind":"Secret","data":{"a":"${B64}"}}`,
    gone: B64,
  },
  {
    name: 'a Secret that lost its indentation',
    text: `kind: Secret\nmetadata:\nname: k\ndata:\nuser: ${B64}\n`,
    gone: B64,
  },
  {
    name: 'a Secret that does not parse',
    text: `kind: Secret\nmetadata: {name: k\ndata:\n  user: ${B64}\n`,
    gone: B64,
  },
  {
    name: 'a Secret behind a shell line',
    text: `$ kubectl get secret k -o yaml\nkind: Secret\ndata:\n  user: ${B64}\n`,
    gone: B64,
  },
  { name: 'a value of a Secret that looks like a path', text: secret(`stringData:\n  user: /app/${PLANTED}`) },
  {
    name: 'a value of a Secret that looks like a variable',
    text: secret('stringData:\n  user: $ecret4711'),
    gone: 'ecret4711',
  },
  { name: 'a value of a Secret in angle brackets', text: secret(`stringData:\n  user: <${PLANTED}>`) },
  {
    name: 'a password that begins with a dollar',
    text: pod('env: [{name: DB_PASSWORD, value: "$ecret4711"}]'),
    gone: 'ecret4711',
  },
  {
    name: 'a Secret without metadata in a List',
    text: `kind: List\nitems:\n- kind: Secret\n  data: {a: ${B64}}\n`,
    gone: B64,
  },
  {
    name: 'a list of Secrets',
    text: `kind: SecretList\nitems:\n- metadata: {name: k}\n  data: {a: ${B64}}\n`,
    gone: B64,
  },
  {
    name: 'a Secret that does not parse, as a server writes it, its values before its kind',
    text: `apiVersion: v1\ndata:\n  a: ${B64}\nkind: Secret\nmetadata: {name: k\n`,
    gone: B64,
  },
  {
    name: 'a Secret that does not parse, with carriage returns',
    text: `kind: Secret\r\nmetadata: {name: k\r\nstringData:\r\n  a: ${PLANTED}\r\n`,
  },
  {
    name: 'a Secret as JSON that does not parse',
    text: `{"kind":"Secret","metadata":{"name":"k"},"data":{"a":"${B64}"}`,
    gone: B64,
  },
  {
    name: 'the password of a redis.conf',
    text: configMap(`redis.conf: |\n  requirepass ${PLANTED}\n`),
    stays: 'requirepass',
  },
  {
    name: 'the password of a .netrc',
    text: configMap(`netrc: |\n  machine a login ada password ${PLANTED}\n`),
    stays: 'ada',
  },
  {
    name: 'a password in XML',
    text: configMap(`a.xml: |\n  <dbPassword>${PLANTED}</dbPassword>\n`),
    stays: '</dbPassword>',
  },
  { name: 'a password in TOML', text: configMap(`a.toml: |\n  password = """${PLANTED}"""\n`) },
  { name: 'the key of a TLS Secret', text: secret(`stringData:\n  tls.key: |\n${indented(PEM, 4)}`) },
  { name: 'the hashes of an htpasswd file', text: secret(`stringData: {auth: "ada:$apr1$${PLANTED}"}`), stays: 'ada:' },
  {
    name: 'a registry login',
    text: secret(`data:\n  .dockerconfigjson: ${toBase64(`{"auths":{"r":{"auth":"${LOGIN}"}}}`)}`),
    gone: toBase64(`{"auths":{"r":{"auth":"${LOGIN}"}}}`),
  },
  {
    name: 'a registry login outside of a Secret',
    text: configMap(`config.json: '{"auths":{"r.example":{"auth":"${LOGIN}"}}}'`),
    gone: LOGIN,
  },
  {
    name: 'what kubectl applied last',
    text: `kind: Secret\nmetadata:\n  name: k\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"kind":"Secret","metadata":{"name":"k"},"data":{"a":"${B64}"}}\ndata: {a: ${B64}}\n`,
    gone: B64,
  },
  {
    name: 'what kubectl applied last, quoted',
    text: `kind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Secret","data":{"a":"${B64}"}}'\n`,
    gone: B64,
  },
  { name: 'the token of a kubeconfig', text: kubeconfig(`token: ${PLANTED}`) },
  { name: 'the password of a kubeconfig', text: kubeconfig(`username: ada\npassword: ${PLANTED}`), stays: 'ada' },
  { name: 'the key of a kubeconfig', text: kubeconfig(`client-key-data: ${B64}`), gone: B64 },
  { name: 'the certificate of a kubeconfig', text: kubeconfig(`client-certificate-data: ${B64}`), gone: B64 },
  {
    name: 'the refresh token of a kubeconfig',
    text: kubeconfig(`auth-provider:\n  name: oidc\n  config: {refresh-token: ${PLANTED}}`),
  },
  {
    name: 'a kubeconfig inside a ConfigMap',
    text: configMap(`kubeconfig: |\n${indented(kubeconfig(`token: ${PLANTED}`), 2)}`),
  },
  { name: 'an environment variable', text: pod(`env:\n- name: DB_PASSWORD\n  value: ${PLANTED}`) },
  { name: 'an environment variable in flow style', text: pod(`env: [{name: API_KEY, value: "${PLANTED}"}]`) },
  { name: 'an environment variable, value first', text: pod(`env:\n- value: ${PLANTED}\n  name: githubToken`) },
  {
    name: 'an environment variable with a URL',
    text: pod(`env:\n- name: DATABASE\n  value: postgres://ada:${PLANTED}@db:5432/shop`),
    stays: 'postgres://ada:',
  },
  { name: 'an argument', text: pod(`args: ["--verbose", "--password=${PLANTED}"]`), stays: '--verbose' },
  { name: 'an argument behind its option', text: pod(`args: ["--auth-token", "${PLANTED}"]`) },
  { name: 'a shell command', text: pod(`command: [sh, -c, "PGPASSWORD=${PLANTED} psql -h db"]`), stays: 'psql -h db' },
  { name: 'the password of mysql', text: pod(`command: [sh, -c, "mysql -uroot -p${PLANTED} shop"]`) },
  { name: 'the user of curl', text: pod(`command: [sh, -c, "curl -u ada:${PLANTED} http://db"]`), stays: 'http://db' },
  {
    name: 'a header of a probe',
    text: pod(
      `livenessProbe:\n  httpGet:\n    port: 80\n    httpHeaders: [{name: Authorization, value: Bearer ${PLANTED}}]`,
    ),
  },
  { name: 'a ConfigMap key with the name of a secret', text: configMap(`db.password: ${PLANTED}`) },
  {
    name: 'a properties file',
    text: configMap(`app.properties: |\n  spring.datasource.user=ada\n  spring.datasource.password=${PLANTED}\n  x=1`),
    stays: 'x=1',
  },
  { name: 'an ini file in double quotes', text: configMap(`app.ini: "[db]\\npassword = ${PLANTED}\\n"`) },
  {
    name: 'a YAML file inside a ConfigMap',
    text: configMap(`app.yaml: |\n  db:\n    user: ada\n    password: ${PLANTED}\n`),
    stays: 'user: ada',
  },
  { name: 'a JSON file inside a ConfigMap', text: configMap(`app.json: |\n  {"db": {"password": "${PLANTED}"}}\n`) },
  {
    name: 'a private key in a ConfigMap',
    text: configMap(`id_rsa: |\n${indented(PEM, 2)}`),
    stays: 'BEGIN RSA PRIVATE KEY',
  },
  { name: 'a private key in base64', text: configMap(`blob: ${toBase64(PEM)}`), gone: toBase64(PEM).slice(40, 80) },
  { name: 'a private key with escaped lines', text: configMap(`blob: ${JSON.stringify(PEM)}`) },
  {
    name: 'a private key whose end is missing',
    text: configMap(`blob: |\n${indented(PEM.replace(/-----END[^]*/, ''), 2)}`),
  },
  { name: 'a token of a service account', text: configMap(`anything: ${JWT}`), gone: JWT.slice(-12) },
  {
    name: 'a token of a service account in base64',
    text: configMap(`anything: ${toBase64(JWT)}`),
    gone: toBase64(JWT).slice(-12),
  },
  {
    name: 'a token of GitHub',
    text: configMap('note: use ghp_0123456789abcdefghijABCDEFGHIJ012345 here'),
    gone: 'ghp_0123',
    stays: 'here',
  },
  { name: 'a key of AWS', text: configMap('id: AKIAIOSFODNN7EXAMPLE'), gone: 'AKIAIOSF' },
  {
    name: 'a webhook of Slack',
    text: configMap('url: https://hooks.slack.com/services/T000/B000/XXXXsecret'),
    gone: 'XXXXsecret',
  },
  { name: 'a comment', text: `# password: ${PLANTED}\nkind: Service\nmetadata: {name: a} # token=${PLANTED}\n` },
  { name: 'a comment of nothing else', text: `# Authorization: Bearer ${PLANTED}\n` },
  { name: 'an annotation', text: ingress(`example.com/api-token: ${PLANTED}`) },
  {
    name: 'a snippet of nginx',
    text: ingress(
      `nginx.ingress.kubernetes.io/configuration-snippet: |\n  proxy_set_header Authorization "Basic ${LOGIN}";\n  proxy_pass http://web;`,
    ),
    gone: LOGIN,
    stays: 'proxy_pass http://web;',
  },
  {
    name: 'a header of a request',
    text: scenario(`http: {url: "http://a/", headers: {Authorization: "Bearer ${PLANTED}"}}`),
    stays: 'Bearer REMOVED',
  },
  {
    name: 'the password of a request, not its user',
    text: scenario(`http: {url: "http://a/", headers: {authorization: "Basic ${LOGIN}"}}`),
    gone: LOGIN,
    stays: `Basic ${toBase64('ada:REMOVED')}`,
  },
  {
    name: 'a cookie of a request',
    text: scenario(`http: {url: "http://a/", headers: {Cookie: "session=${PLANTED}; canary=always"}}`),
    stays: 'canary=always',
  },
  { name: 'an API key in a header', text: scenario(`http: {url: "http://a/", headers: {X-Api-Key: ${PLANTED}}}`) },
  {
    name: 'a password in a URL',
    text: scenario(`http: {url: "http://ada:${PLANTED}@a/"}`),
    stays: 'http://ada:REMOVED@a/',
  },
  { name: 'a token in a query', text: scenario(`http: {url: "http://a/?p=1&access_token=${PLANTED}"}`), stays: 'p=1' },
  {
    name: 'a header of a command',
    text: `hopscope: 1\ncommands:\n- run: 'curl -H "Authorization: Token ${PLANTED}" http://a'\n`,
    stays: 'http://a',
  },
  {
    name: 'a Secret in the manifests of a whole scenario',
    text: `hopscope: 1\nmanifests: |\n${indented(secret(`data: {a: ${B64}}`), 2)}`,
    gone: B64,
  },
  {
    name: 'a Secret in manifests as a JSON text',
    text: `hopscope: 1\nmanifests: ${JSON.stringify(secret(`data: {a: ${B64}}`))}\n`,
    gone: B64,
  },
  { name: 'a text with carriage returns', text: secret(`stringData:\n  user: ${PLANTED}`).replaceAll('\n', '\r\n') },
  {
    name: 'a custom resource',
    text: `apiVersion: x.example/v1\nkind: Database\nmetadata: {name: d}\nspec: {adminPassword: ${PLANTED}}\n`,
  },
];

const STAYS: readonly Row[] = [
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

describe('secrets', () => {
  it.each(GONE)('are removed: $name', ({ text, gone = PLANTED, stays = 'REMOVED' }) => {
    const done = redact(text);
    expect(text).toContain(gone);
    expect(done.text).not.toContain(gone);
    expect(`${done.text} ${toBase64('REMOVED')} REMOVED`).toContain(stays);
    expect(done.removed.length).toBeGreaterThan(0);
    expect(redact(done.text).text).toBe(done.text);
  });

  it.each(STAYS)('are not seen where there are none: $name', ({ text }) => {
    expect(redact(text)).toEqual({ text, removed: [], unread: [] });
  });

  it('are listed with object, field and line', () => {
    const text = `${configMap(`db.password: ${PLANTED}`)}---\n${secret(`data:\n  a: ${B64}`)}`;
    expect(redact(text).removed).toEqual([
      {
        what: 'value with the name of a secret',
        object: 'ConfigMap/shop/conf',
        field: ['data', 'db.password'],
        named: null,
        line: 5,
      },
      { what: 'Secret value', object: 'Secret/shop/keys', field: ['data', 'a'], named: null, line: 11 },
    ]);
  });

  it('leave the rest as it was, byte for byte', () => {
    const text = `# kept\r\n${secret(`data:   # kept too\n  a:    ${B64}   # why\n  "b" : ''`)}\n\n---\n{"kind": "Service" , "x":[1,2 ]}\n`;
    expect(redact(text).text).toBe(text.replace(B64, toBase64('REMOVED')));
  });

  it('in a text that does not parse are looked for by their shape, and the lines are told', () => {
    const text = `kind: Service\nmetadata: {name: a}\n---\nkind: Pod\nspec: {a: [\ntoken: ${PLANTED}\n`;
    const done = redact(text);
    expect(done.unread).toEqual([{ first: 3, last: 6 }]);
    expect(done.text).not.toContain(PLANTED);
  });
});

describe('laws', () => {
  const texts = [...GONE, ...STAYS].map(({ text }) => text);

  it.each(GONE)('what parsed before parses after, with the same keys: $name', ({ text }) => {
    expect(keysOf(readYaml(redact(text).text))).toEqual(keysOf(readYaml(text)));
  });

  it('no text makes it throw, and a second time finds nothing more', () => {
    const pieces = fc.array(fc.constantFrom(...texts, '---\n', '\n', LINK_DICTIONARY_1, '{', '"', '\t'), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((all) => all.join('')),
          fc.string(),
        ),
        (text) => {
          const once = redact(text);
          expect(redact(once.text).removed).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('the line of a find lies in the text', () => {
    for (const text of texts)
      for (const { line } of redact(text).removed) expect(line).toBeLessThanOrEqual(text.split('\n').length);
  });
});

/** The shape of a value: its keys and lengths, without its texts. */
function keysOf(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'broken') return 'broken';
  if (Array.isArray(value)) return value.map(keysOf);
  if (typeof value !== 'object' || value === null) return '';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]));
}
