import { toBase64 } from './redact-base64.ts';

/** Planted wherever a secret can be; nothing of it may be left. */
export const PLANTED = 'hunter2-Zx9kQ';
/** A signed token. */
export const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJlLWh1bnRlcjI';
/** A private key. */
export const PEM = `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n${PLANTED}\n-----END RSA PRIVATE KEY-----`;
/** A text some blanks further in. */
export const indented = (text: string, blanks: number): string =>
  text
    .split('\n')
    .map((line) => `${' '.repeat(blanks)}${line}`)
    .join('\n');
/** A pod with a container that says this too. */
export const pod = (container: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: api, namespace: shop}\nspec:\n  containers:\n  - name: app\n    image: registry.example/app:1\n${indented(container, 4)}\n`;
/** A ConfigMap with this below `data`. */
export const configMap = (data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf, namespace: shop}\ndata:\n${indented(data, 2)}\n`;
/** A Secret with these fields. */
export const secret = (fields: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: keys, namespace: shop}\n${fields}\n`;
/** An Ingress with this annotation. */
export const ingress = (annotation: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n${indented(annotation, 4)}\n`;
/** A scenario whose request sends this. */
export const scenario = (sends: string) => `hopscope: 1\nrequests:\n- name: a\n  from: client\n  ${sends}\n`;
/** A kubeconfig whose user has this. */
export const kubeconfig = (user: string) =>
  `apiVersion: v1\nkind: Config\nclusters: [{name: c, cluster: {server: https://10.0.0.1}}]\nusers:\n- name: admin\n  user:\n${indented(user, 4)}\n`;
/** The planted secret as Secrets hold it. */
export const B64 = toBase64(PLANTED);
/** A user and the planted secret, as `Basic` sends them. */
export const LOGIN = toBase64(`ada:${PLANTED}`);

/** A text in which something is a secret, or only looks like one. */
export interface Row {
  readonly name: string;
  readonly text: string;
  /** How the planted secret reads in this place. */
  readonly gone?: string;
  readonly stays?: string;
}
