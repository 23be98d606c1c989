import { actions, useApp } from '#store';
import { CommandText, CopyIcon, PrintedCommand } from '#views/common';

/** What shows the same on a real cluster, to copy; what a node's own shell runs opens to what it would print there. */
export function Commands({ commands }: { readonly commands: readonly string[] }) {
  const after = useApp((state) => state.run.answer);
  const printer = { print: actions.printed, after };
  if (commands.length === 0) return null;
  return (
    <>
      <h3 className="label">On a real cluster</h3>
      {commands.map((command) => {
        const own = onNode(command);
        if (own) return <PrintedCommand key={command} printer={printer} {...own} shown={command} />;
        return (
          <div className="command" key={command}>
            <CommandText text={command} />
            <CopyIcon text={command} label={`Copy ${command}`} />
          </div>
        );
      })}
    </>
  );
}

/** `on NODE: COMMAND` read apart. */
function onNode(line: string): { readonly node: string; readonly command: string } | null {
  const [, node, command] = /^on '?([^\s':]+)'?: (.+)$/.exec(line) ?? [];
  return node === undefined || command === undefined ? null : { node, command };
}
