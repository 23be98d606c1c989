import type { Cluster } from '#cluster';

/** What a shell takes as it stands, wherever it is. */
const PLAIN = /^[A-Za-z0-9_./:=@%+,-]+$/;

/** One word of a command line, quoted unless it is plainly safe; control characters as escapes, so that none is pasted. */
export function quoted(text: string): string {
  if (PLAIN.test(text)) return text;
  if (!/\p{Cc}/u.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = text
    .replace(/[\\']/g, String.raw`\$&`)
    .replace(/\p{Cc}/gu, (one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
  return `$'${escaped}'`;
}

/**
 * A command line to copy: text of the template is code, every value is data, one word or a part of one.
 * Names come from what was pasted and may be anything.
 */
export function shell(code: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return code.map((text, index) => (index === 0 ? text : `${quoted(`${values[index - 1] ?? ''}`)}${text}`)).join('');
}

/** `kubectl exec … -- CALL`; CoreDNS’s image has no shell and no tools, so there a container is put beside it. */
export function inPod(cluster: Cluster, key: string, call: string): string {
  const [namespace = '', name = ''] = key.split('/');
  const run =
    cluster.podByKey.get(key)?.role === 'coredns'
      ? shell`kubectl debug -it -n ${namespace} ${name} --image=busybox --target=coredns --`
      : shell`kubectl exec -n ${namespace} ${name} --`;
  return `${run} ${call}`;
}

/** `on NODE: CALL`, for a command that only the node’s own shell can run. */
export function onNode(node: string, call: string): string {
  return `on ${quoted(node)}: ${call}`;
}

/** `kubectl describe KIND NAME`, with its namespace where it has one. */
export function describe({
  kind,
  namespace,
  name,
}: {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}): string {
  return `${shell`kubectl describe ${kind.toLowerCase()} ${name}`}${namespace === null ? '' : shell` -n ${namespace}`}`;
}

/** The EndpointSlices of a Service. */
export function slicesOf(service: { readonly namespace: string | null; readonly name: string }): string {
  return shell`kubectl get endpointslices -n ${service.namespace ?? 'default'} -l kubernetes.io/service-name=${service.name}`;
}
