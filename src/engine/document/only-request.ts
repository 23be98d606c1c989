import { patchScenario } from './patch-scenario.ts';
import { readScenario } from './read-scenario.ts';

/** A scenario's text with one request only, and nothing of what is expected of others. */
export function onlyRequest(text: string, name: string): string {
  const { requests } = readScenario(text).scenario;
  let now = text;
  const drop = (path: readonly (string | number)[]): void => {
    const edit = patchScenario(now, path, undefined);
    if (edit.kind === 'edited') now = edit.text;
  };
  for (let index = requests.length - 1; index >= 0; index--)
    if (requests[index]?.name !== name) drop(['requests', index]);
  for (const key of ['reachability', 'objects', 'commands']) drop([key]);
  return now;
}
