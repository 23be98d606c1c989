import './theme.css';
import './controls.css';

export { Dialog } from './dialog.tsx';
export { Fragments } from './fragments.tsx';
export { Icon, type IconName } from './icons.tsx';
export { LayerMark } from './layers.tsx';
export { useDark, useNarrow, useReducedMotion } from './surroundings.ts';
export {
  count,
  endpoint,
  isGood,
  LAYER_WORDS,
  OUTCOME_WORDS,
  payloadText,
  refText,
  shareText,
  shortName,
  shortRef,
} from './names.ts';
