export { KeysDialog } from './keys-dialog.tsx';
export { OpenDialog } from './open-dialog.tsx';
export { Topbar, useTheme } from './topbar.tsx';
