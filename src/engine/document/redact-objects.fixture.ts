import { toBase64 } from './redact-base64.ts';
import { B64, LOGIN, PEM, PLANTED, configMap, indented, kubeconfig, secret, type Row } from './redact.fixture.ts';

/** Secrets in objects whose kind says what is in them. */
export const IN_OBJECTS: readonly Row[] = [
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
];
