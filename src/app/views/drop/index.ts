export { DropTarget } from './drop-target.tsx';
export { FileButtons } from './file-buttons.tsx';
export { FilesTold } from './files-told.tsx';
