import type { StoppedAt } from '#trace';
import { inEvery } from '../every.ts';
import type { KeyJudge } from './key-judge.ts';

/** Where it ended: any subset of layer, reason and one of the objects that share the blame. */
export const judgeStoppedAt: KeyJudge<'stoppedAt'> = ({ layer, reason, object }, odds) => {
  const part = (key: string, expected: string, actual: (stop: StoppedAt) => readonly string[]) =>
    inEvery(`stoppedAt.${key}`, expected, odds, ({ outcome: { stoppedAt, word } }) => ({
      holds: stoppedAt !== null && actual(stoppedAt).includes(expected),
      actual: stoppedAt === null ? `nothing stopped it (${word})` : actual(stoppedAt).join(', ') || 'nobody',
    }));
  return [
    ...(layer === undefined ? [] : part('layer', layer, (stop) => [stop.layer])),
    ...(reason === undefined ? [] : part('reason', reason, (stop) => [stop.reason])),
    ...(object === undefined ? [] : part('object', object, (stop) => stop.objects.map(objectText))),
  ];
};

function objectText({ kind, namespace, name }: StoppedAt['objects'][number]): string {
  return namespace === null ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
