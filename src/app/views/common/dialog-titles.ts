import type { DialogName } from '#store';

/** What the dialogs are called, also before they are there. */
export const DIALOG_TITLES: Readonly<Record<DialogName, string>> = {
  share: 'Share',
  gallery: 'Gallery',
  open: 'Open',
  keys: 'Keys',
  request: 'Request',
  palette: 'Commands',
};
