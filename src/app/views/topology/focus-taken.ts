/** A button of a box, counted within it. */
interface Focused {
  readonly box: string;
  readonly button: number;
}

/** What had the focus in a picture that went away. */
let left: Focused | null = null;

/** Keeps which box has the focus, before the picture that it stands in goes away. Boxes are marked with `data-id`. */
export function leaveFocus(picture: Element): void {
  const { activeElement } = document;
  const box = picture.contains(activeElement) ? activeElement?.closest<HTMLElement>('[data-id]') : null;
  if (!box?.dataset.id) return;
  left = { box: box.dataset.id, button: buttonsOf(box).findIndex((one) => one === activeElement) };
}

/** Gives the focus to the same box of the picture that stands there instead, unless it has gone elsewhere. */
export function takeFocus(picture: Element): void {
  const wanted = left;
  left = null;
  if (wanted === null || document.activeElement !== document.body) return;
  const box = picture.querySelector(`[data-id="${CSS.escape(wanted.box)}"]`);
  if (box) buttonsOf(box)[wanted.button]?.focus({ preventScroll: true });
}

function buttonsOf(box: Element): readonly HTMLElement[] {
  return Array.from(box.querySelectorAll<HTMLElement>('button'));
}
