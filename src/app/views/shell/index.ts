export { usePageKeys } from './listen-keys.ts';
export { usePastedText } from './pasted-text.ts';
export { SkipLinks } from './skip-links.tsx';
export { VerdictLine } from './verdict-line.tsx';
export { Welcome } from './welcome.tsx';
export { DialogComing, DialogFrame } from './dialog-coming.tsx';
export { useDraggedFiles } from './dragged-files.ts';
