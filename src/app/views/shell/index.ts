export { usePageKeys } from './listen-keys.ts';
export { SkipLinks } from './skip-links.tsx';
export { VerdictLine } from './verdict-line.tsx';
export { Welcome } from './welcome.tsx';
export { DialogComing, DialogFrame } from './dialog-coming.tsx';
export { useDraggedFiles } from './dragged-files.ts';
