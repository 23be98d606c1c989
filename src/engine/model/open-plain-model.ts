import type { PasteReader } from '#manifests';
import { Model, scenarioIn } from './model.ts';

/**
 * `openModel` for a text that is plain YAML, which most are, without the code that reads everything else. `null`: the text
 * holds documents that only `openModel` can judge.
 */
export function openPlainModel(text: string): Model | null {
  let isPlain = true;
  const asked = <T>(answer: T): T => {
    isPlain = false;
    return answer;
  };
  const pastes: PasteReader = {
    recognise: () => asked(null),
    isFlat: () => asked(false),
    isProse: () => asked(false),
    hasLostDashes: () => asked(false),
    contentSpan: (unit) => unit,
  };
  const model = new Model(scenarioIn(text), null, pastes);
  return isPlain ? model : null;
}
