export { DropOverlay } from './drop-overlay.tsx';
export { FileButtons } from './file-buttons.tsx';
export { FilesTold } from './files-told.tsx';
export { readDropped } from './read-files.ts';
