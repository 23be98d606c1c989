import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { actions, type Theme, useApp } from '#store';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** On a narrow page: what else can be done, behind one button. */
export function MoreMenu() {
  const [state, setState] = useState<'open' | 'closed'>('closed');
  const theme = useApp((app) => app.panes.theme);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => setState('closed');
  useEffect(() => {
    if (state === 'closed') return undefined;
    menu.current?.querySelector('button')?.focus();
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Node && !menu.current?.contains(target) && !button.current?.contains(target)) close();
    };
    addEventListener('pointerdown', onPress);
    return () => removeEventListener('pointerdown', onPress);
  }, [state]);

  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      close();
      button.current?.focus();
    }
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const items = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = items.findIndex((one) => one === document.activeElement);
    items.at((at + by + items.length) % items.length)?.focus();
  };
  const choose = (run: () => void) => () => {
    close();
    button.current?.focus();
    run();
  };
  return (
    <div
      className="topbar-more"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) close();
      }}
    >
      <button
        ref={button}
        type="button"
        className="button plain square"
        aria-label="More"
        aria-haspopup="menu"
        aria-expanded={state === 'open'}
        aria-controls={id}
        onClick={() => setState(state === 'open' ? 'closed' : 'open')}
      >
        ⋯
      </button>
      {state === 'open' ? (
        <div ref={menu} id={id} role="menu" aria-label="More" tabIndex={-1} className="topbar-menu" onKeyDown={onKey}>
          <button type="button" role="menuitem" onClick={choose(() => actions.openDialog('gallery'))}>
            Gallery
          </button>
          <button type="button" role="menuitem" onClick={choose(() => actions.openDialog('open'))}>
            Open
          </button>
          <button type="button" role="menuitem" onClick={choose(() => actions.openDialog('keys'))}>
            Keys
          </button>
          {THEMES.map((one) => (
            <button
              key={one}
              type="button"
              role="menuitemradio"
              aria-checked={one === theme}
              onClick={choose(() => actions.setTheme(one))}
            >
              Colours: {one}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
