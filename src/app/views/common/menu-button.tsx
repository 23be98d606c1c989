import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import './menu.css';

/** An entry of a menu. `keys` is how the same is done without it. */
export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly keys?: string;
  readonly off?: boolean;
  /** Of several that exclude one another, whether it is the one in force. */
  readonly chosen?: 'yes' | 'no';
  readonly run: () => void;
}

const ITEM = '[role^=menuitem]:not(:disabled)';

/** A button that opens a menu under it: arrows move, Enter chooses, Escape goes back to the button. */
export function MenuButton({
  name,
  className,
  items,
  children,
}: {
  readonly name: string;
  readonly className: string;
  readonly items: readonly MenuItem[];
  readonly children: ReactNode;
}) {
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (place === null) return;
    menu.current?.querySelector<HTMLElement>(ITEM)?.focus();
    const close = (event: Event) => {
      const isInside = event.target instanceof Node && menu.current?.contains(event.target);
      if (event.type !== 'pointerdown' || !isInside) setPlace(null);
    };
    addEventListener('pointerdown', close);
    addEventListener('resize', close);
    return () => {
      removeEventListener('pointerdown', close);
      removeEventListener('resize', close);
    };
  }, [place]);

  const open = () => {
    const { left, bottom } = button.current?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
    setPlace({ left: Math.max(8, Math.min(left, innerWidth - 268)), top: bottom + 4 });
  };
  const close = () => {
    setPlace(null);
    button.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const all = [...(menu.current?.querySelectorAll<HTMLElement>(ITEM) ?? [])];
    const at = all.findIndex((one) => one === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') setPlace(null);
    if (event.key === 'Escape') close();
    if (to !== undefined) all[to % all.length]?.focus();
    if (to !== undefined || event.key === 'Escape') event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <button
        type="button"
        ref={button}
        className={className}
        aria-label={name}
        title={name}
        aria-haspopup="menu"
        aria-expanded={place !== null}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => (place === null ? open() : close())}
      >
        {children}
      </button>
      {place === null ? null : (
        <>
          {/* What lies beside an open menu is not pressed by a finger that misses it. */}
          <div className="menu-cover" />
          <div className="menu" role="menu" tabIndex={-1} aria-label={name} ref={menu} style={place} onKeyDown={onKey}>
            {items.map((item) => (
              <button
                type="button"
                role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked={item.chosen === undefined ? undefined : item.chosen === 'yes'}
                key={item.id}
                tabIndex={-1}
                disabled={item.off === true}
                onClick={() => {
                  close();
                  item.run();
                }}
              >
                <span>{item.label}</span>
                {item.keys === undefined ? null : <kbd>{item.keys}</kbd>}
              </button>
            ))}
          </div>
        </>
      )}
    </>
  );
}
