/** Width and height that a picture may take on a sheet of A4, in CSS pixels. */
const SHEET = { w: 690, h: 860 };

/**
 * Tells the print style how large the picture is, so that all of it stands on one sheet whatever part the screen shows:
 * the pane keeps its size (nothing is laid out anew), and its content is scaled.
 */
export function measurePicture(): void {
  const viewport = document.querySelector<HTMLElement>('.react-flow__viewport');
  const pane = viewport?.closest<HTMLElement>('.canvas');
  if (!viewport || !pane || matchMedia('print').matches) return;
  const origin = viewport.getBoundingClientRect();
  const zoom = new DOMMatrix(getComputedStyle(viewport).transform).a || 1;
  const rects = [...viewport.querySelectorAll('.react-flow__node')].map((one) => one.getBoundingClientRect());
  const width = Math.max(1, ...rects.map((rect) => (rect.right - origin.left) / zoom)) + 12;
  const height = Math.max(1, ...rects.map((rect) => (rect.bottom - origin.top) / zoom)) + 12;
  const scale = Math.min(1, SHEET.w / width, SHEET.h / height);
  const set = (name: string, value: number) => document.documentElement.style.setProperty(name, String(value));
  set('--print-scale', scale);
  set('--print-height', height * scale);
  set('--pane-width', pane.clientWidth);
  set('--pane-height', pane.clientHeight);
}
