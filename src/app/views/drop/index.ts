export { DropTarget } from './drop-target.tsx';
export { FileButtons } from './file-buttons.tsx';
