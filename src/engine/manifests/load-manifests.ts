import { readManifests } from './load.ts';
import type { Manifests } from './model.ts';
import type { PasteReader } from './paste-reader.ts';
import { contentSpan, hasLostDashes, isFlat } from './paste/lost-indentation.ts';
import { isProse } from './paste/prose.ts';
import { recognisePaste } from './paste/recognise.ts';
import { reindent } from './paste/reindent.ts';

/** Reads whatever people paste: shell lines, fences and prose around YAML, missing `---`, lost indentation. */
export const everyPaste: PasteReader = {
  recognise: recognisePaste,
  isFlat,
  isProse,
  hasLostDashes: (body) => hasLostDashes(body) && reindent(body) !== null,
  contentSpan,
};

/** `readManifests` with everything that is known about pastes. */
export function loadManifests(text: string, previous?: Manifests): Manifests {
  return readManifests(text, previous, everyPaste);
}
