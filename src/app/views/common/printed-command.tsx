import { useId, useState } from 'react';
import { CommandText } from './command-text.tsx';
import { CopyIcon } from './copy-icon.tsx';
import { count } from './names.ts';
import './printed-command.css';
import { type Printer, usePrinted } from './use-printed.ts';

declare module 'react' {
  interface CSSProperties {
    readonly '--indent'?: number;
  }
}

/**
 * A command as it is typed on a real node, to copy; opened, what it would print in this model after the run that is shown.
 * `shown` stands in its place where it says more than the command, such as the node.
 */
export function PrintedCommand(props: {
  readonly printer: Printer;
  readonly node: string;
  readonly command: string;
  readonly shown?: string;
}) {
  const { printer, node, command, shown } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="printed-command-part">
      <p className="printed-command" data-shell={shown === undefined ? 'root' : undefined}>
        <button
          type="button"
          className="printed-command-open"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-label={`What ${shown ?? command} prints`}
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> <CommandText text={shown ?? command} />
        </button>
        <CopyIcon text={shown ?? command} label={`Copy ${shown ?? command}`} />
      </p>
      {open ? <Printout id={id} printer={printer} node={node} command={command} /> : null}
    </div>
  );
}

function Printout(props: {
  readonly id: string;
  readonly printer: Printer;
  readonly node: string;
  readonly command: string;
}) {
  const { id, printer, node, command } = props;
  const state = usePrinted(printer, node, command);
  switch (state.kind) {
    case 'waiting':
      return (
        <output id={id} className="quiet printed-output-wait">
          Printing…
        </output>
      );
    case 'failed':
      return (
        <output id={id} className="quiet printed-output-wait">
          {state.sentence}
        </output>
      );
    case 'printed': {
      const { text, more } = state.printed;
      return (
        <div id={id} className="printed-output">
          {text === '' ? (
            <p className="quiet">It prints nothing.</p>
          ) : (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls has to be reachable by keys
            <section className="printed-output-text" tabIndex={0} aria-label={`Output of ${command}`}>
              <Lines text={text} />
            </section>
          )}
          <p className="printed-output-foot">
            <span className="faint">
              As this model would print it.{more > 0 ? ` And ${count(more, 'more line')}.` : ''}
            </span>
            {text === '' ? null : <CopyIcon text={text} label={`Copy the output of ${command}`} />}
          </p>
        </div>
      );
    }
  }
}

/** Lines as they are printed; one that is longer than the room goes on indented, deeper than it begins. */
function Lines({ text }: { readonly text: string }) {
  return (
    <pre>
      {text
        .replace(/\n$/, '')
        .split('\n')
        .map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines of one text have no identity but their place
          <span key={index} style={{ '--indent': line.length - line.trimStart().length }}>
            {`${line}\n`}
          </span>
        ))}
    </pre>
  );
}
