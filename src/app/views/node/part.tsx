import { type ReactNode, useId } from 'react';
import { PrintedCommand } from '#views/common';
import { actions, useApp } from '#store';

/** A part of the node: its heading, what prints the same on a real node, and the part itself. */
export function Part({
  title,
  node,
  commands,
  children,
}: {
  readonly title: string;
  readonly node: string;
  readonly commands: readonly string[];
  readonly children: ReactNode;
}) {
  const id = useId();
  const after = useApp((state) => state.run.answer);
  const printer = { print: actions.printed, after };
  return (
    <section className="node-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
      {commands.map((command) => (
        <PrintedCommand key={command} printer={printer} node={node} command={command} />
      ))}
    </section>
  );
}
