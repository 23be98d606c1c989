const PARTS = [
  ['picture', '.topology'],
  ['hop and verdict', '.inspector-panel'],
  ['strip of hops', '.player'],
  ['text', '.editor'],
] as const;

/** Ways past what stands before: seen only when they have the focus. They are no links, whose address would be read as a shared text. */
export function SkipLinks() {
  return (
    <nav className="skip-links" aria-label="Skip to">
      {PARTS.map(([name, selector]) => (
        <button key={name} type="button" className="button" onClick={() => goTo(selector)}>
          To the {name}
        </button>
      ))}
    </nav>
  );
}

function goTo(selector: string): void {
  const part = document.querySelector<HTMLElement>(selector);
  if (!part) return;
  if (!part.hasAttribute('tabindex')) part.tabIndex = -1;
  part.scrollIntoView({ block: 'nearest' });
  part.focus();
}
