import { type ReactNode, useId, useState } from 'react';
import { Icon } from '#views/common';

/** A part of the node: its heading, what prints the same on a real node, and the part itself. */
export function Part({
  title,
  commands,
  children,
}: {
  readonly title: string;
  readonly commands: readonly string[];
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="node-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
      {commands.map((command) => (
        <Command key={command} command={command} />
      ))}
    </section>
  );
}

function Command({ command }: { readonly command: string }) {
  const [state, setState] = useState<'as-is' | 'copied'>('as-is');
  const copy = () => {
    void navigator.clipboard.writeText(command).then(
      () => setState('copied'),
      () => setState('as-is'),
    );
  };
  return (
    <p className="node-command">
      <code>{command}</code>
      <button type="button" className="button plain square" aria-label={`Copy ${command}`} title="Copy" onClick={copy}>
        {state === 'copied' ? '✓' : <Icon name="copy" />}
      </button>
    </p>
  );
}
