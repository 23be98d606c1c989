import type { Problem } from '#source';
import { brokenCommand, has, optionTable, readOptions, valuesOf } from './shell-options.ts';

/** What kubectl runs, and where: `from` is `null` where the command does not say a pod that is there. */
export interface KubectlCommand {
  readonly from: string | null;
  readonly words: readonly string[];
  readonly left: readonly string[];
}

const KUBECTL = optionTable<'container' | 'namespace'>([
  ['-n --namespace', 'namespace', 'value'],
  ['-c --container', 'container', 'value'],
  [
    '--context --kubeconfig --cluster --user --image --restart --labels -l --overrides --pod-running-timeout --request-timeout --image-pull-policy --env --target',
    'nothing',
    'value',
  ],
  ['-i -t --stdin --tty -q --quiet --rm --attach --command', 'nothing', 'flag'],
]);

/** Reads the words after `kubectl`: `exec [-n NS] POD|KIND/NAME [-c CONTAINER] -- COMMAND`, or `run … -- COMMAND`. */
export function readKubectl(all: readonly string[]): KubectlCommand | Problem {
  const end = all.indexOf('--');
  const own = (end < 0 ? all : all.slice(0, end)).map((word) =>
    word.replace(/^(--(?:rm|stdin|tty|attach|command|quiet))=true$/, '$1'),
  );
  const words = end < 0 ? [] : all.slice(end + 1);
  const verb = own.find((word) => word === 'exec' || word === 'run' || word === 'debug');
  if (verb === undefined) return brokenCommand('Of kubectl only exec sends a request: kubectl exec NAME -- curl ….');
  if (words.length === 0) return brokenCommand(`The command to run stands after --: kubectl ${verb} NAME -- curl ….`);
  const line = readOptions(
    'kubectl',
    own.filter((word) => word !== verb),
    KUBECTL,
  );
  if ('code' in line) return line;
  const [target] = line.words;
  if (target === undefined) return brokenCommand(`kubectl ${verb} needs the name of a pod, or KIND/NAME.`);
  if (verb !== 'exec')
    return { from: null, words, left: [`the pod that kubectl ${verb} would start, which is not in the manifests`] };
  const namespace = valuesOf(line, 'namespace').at(-1) ?? 'default';
  const container = has(line, 'container') ? `:${valuesOf(line, 'container').at(-1) ?? ''}` : '';
  const [kind, name] = target.includes('/') ? target.split('/') : ['pod', target];
  return { from: `${kind}/${namespace}/${name}${container}`, words, left: [] };
}
