import { useState } from 'react';
import { Icon, PrintedCommand } from '#views/common';

/** What shows the same on a real cluster, to copy; what a node's own shell runs opens to what it would print there. */
export function Commands({ commands }: { readonly commands: readonly string[] }) {
  const [copied, setCopied] = useState<string | null>(null);
  if (commands.length === 0) return null;
  const copy = (command: string) => {
    void navigator.clipboard.writeText(command).then(
      () => setCopied(command),
      () => setCopied(null),
    );
  };
  return (
    <>
      <h3 className="label">On a real cluster</h3>
      {commands.map((command) => {
        const own = onNode(command);
        if (own) return <PrintedCommand key={command} {...own} shown={command} />;
        return (
          <div className="command" key={command}>
            <code>{command}</code>
            <button
              type="button"
              className="button plain square"
              aria-label={`Copy ${command}`}
              title="Copy"
              onClick={() => copy(command)}
            >
              {copied === command ? '✓' : <Icon name="copy" />}
            </button>
          </div>
        );
      })}
      <output className="visually-hidden">{copied === null ? '' : 'Copied'}</output>
    </>
  );
}

/** `on NODE: COMMAND` read apart. */
function onNode(line: string): { readonly node: string; readonly command: string } | null {
  const [, node, command] = /^on '?([^\s':]+)'?: (.+)$/.exec(line) ?? [];
  return node === undefined || command === undefined ? null : { node, command };
}
