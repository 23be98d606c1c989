import './theme.css';
import './controls.css';

export { ADD_SAMPLES_ID } from './add-samples.ts';
export { Boundary, TextKept } from './boundary.tsx';
export { Coming, Place } from './coming.tsx';
export { CommandText } from './command-text.tsx';
export { CopyIcon } from './copy-icon.tsx';
export { cuts } from './cuts.ts';
export { Dialog } from './dialog.tsx';
export { DIALOG_TITLES } from './dialog-titles.ts';
export { Fragments } from './fragments.tsx';
export { Icon, type IconName } from './icons.tsx';
export { TakesLong } from './takes-long.tsx';
export { MenuButton } from './menu-button.tsx';
export { movedAt } from './motion.ts';
export { late } from './late.tsx';
export { LayerMark } from './layers.tsx';
export { type KeyGroup, PAGE_KEYS, isSingle, type PageKey, pageKey } from './page-keys.ts';
export { PrintedCommand } from './printed-command.tsx';
export { SenderSelect } from './sender-select.tsx';
export { COPY_WORDS, useCopy } from './use-copy.ts';
export { useEscape } from './use-escape.ts';
export { useDark, useNarrow, useReducedMotion } from './surroundings.ts';
export {
  count,
  endpoint,
  LAYER_WORDS,
  layerWord,
  outcomeText,
  payloadText,
  shareText,
  shortRef,
} from './names.ts';
