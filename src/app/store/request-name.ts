import type { PicturePod } from '#view';
import type { TypedRequest } from '#worker';

/** What a request is called if nobody says otherwise: `api to db:5432`, `client looks up web.shop A`. A pod whose name was drawn is called as its workload. */
export function nameFor({ from, method, target }: TypedRequest, pods: readonly PicturePod[] = []): string {
  const sender = senderName(from, pods);
  const where = target.replace(/^[a-z]+:\/\//i, '').replace(/(?<=[^/])\/$/, '');
  return method === 'DNS' ? `${sender} looks up ${where}` : `${sender} to ${where}`;
}

function senderName(from: string, pods: readonly PicturePod[]): string {
  const [kind = '', ...key] = from.split('/');
  const pod = kind.toLowerCase() === 'pod' ? pods.find((one) => one.key === key.join('/')) : undefined;
  const workload = pod?.workload ?? null;
  const named = workload === null || workload.startsWith('StatefulSet/') ? from : workload;
  return named.split('/').at(-1) ?? from;
}
