import { everyPaste } from '#manifests';
import { Model, scenarioIn } from './model.ts';

/**
 * Opens a text: a scenario if it has a top-level `hopscope:`, else manifests. Never throws on a user's input.
 * `moreManifests` are texts of files that the scenario names; they follow its own manifests as documents.
 */
export function openModel(text: string, previous: Model | null = null, moreManifests: readonly string[] = []): Model {
  const read = scenarioIn(text);
  const { scenario } = read;
  if (moreManifests.length === 0) return new Model(read, previous, everyPaste);
  const manifests = [scenario.manifests, ...moreManifests].filter((one) => one.trim() !== '').join('\n---\n');
  return new Model({ ...read, scenario: { ...scenario, manifests } }, previous, everyPaste);
}
