export { GalleryDialog } from './gallery-dialog.tsx';
export { KeysDialog } from './keys-dialog.tsx';
export { OpenDialog } from './open-dialog.tsx';
export { PaletteDialog } from './palette-dialog.tsx';
