import { Component, createContext, type ReactNode, use } from 'react';
import { NotFetched } from '#worker';

type Kept = 'kept' | 'not kept';

/**
 * Whether this browser keeps the text, which a page that is loaded again would show, and what writes now what was typed
 * last; the page says it around its parts.
 */
export const TextKept = createContext<{ readonly kept: Kept; readonly keepNow: () => Promise<Kept> }>({
  kept: 'not kept',
  keepNow: async () => 'not kept',
});

interface Props {
  /** What the part is called, for the sentence; `null` for one that nobody looks at: nothing is drawn in its place. */
  readonly part: string | null;
  /** What stands around the sentence where it is not said in the place of the part. */
  readonly around?: ((said: ReactNode) => ReactNode) | undefined;
  readonly children: ReactNode;
}

/** What a part of the page failed with. */
interface Failed {
  readonly kind: 'fault' | 'fetch';
  readonly message: string;
}

/** Keeps a fault in one part of the page from taking the others down; the user's text lives in the store and stays. */
export class Boundary extends Component<Props, { readonly failed: Failed | null }> {
  override state: { readonly failed: Failed | null } = { failed: null };

  static getDerivedStateFromError(thrown: unknown): { readonly failed: Failed } {
    const kind = thrown instanceof NotFetched ? 'fetch' : 'fault';
    return { failed: { kind, message: thrown instanceof Error ? thrown.message : String(thrown) } };
  }

  override componentDidCatch(thrown: unknown): void {
    if (thrown instanceof NotFetched) thrown.forget();
  }

  override render() {
    const { failed } = this.state;
    const { part, around = (said) => said, children } = this.props;
    if (failed === null) return children;
    if (part === null) return null;
    return around(
      <div className="boundary" role="alert">
        {failed.kind === 'fetch' ? <FetchFailed part={part} {...failed} /> : <Fault part={part} {...failed} />}
        <button type="button" className="button" onClick={() => this.setState({ failed: null })}>
          Try again
        </button>
        <LoadAgain />
      </div>,
    );
  }
}

interface Told {
  readonly part: string;
  readonly message: string;
}

function Fault({ part, message }: Told) {
  return (
    <p>
      {part} met a fault of the program and cannot be shown. Your text is unchanged. <BeforeLoading />
      <span className="faint"> {message}</span>
    </p>
  );
}

function FetchFailed({ part, message }: Told) {
  return (
    <p>
      {part} could not be fetched. Your text is unchanged. <BeforeLoading />
      <span className="faint"> {message}</span>
    </p>
  );
}

/** What loading the page again does to the text. It may help: a browser may refuse to fetch a part twice. */
function BeforeLoading() {
  return use(TextKept).kept === 'kept'
    ? 'If trying again does not help, load the page again: this browser keeps your text.'
    : 'Before you load the page again, copy your text: this browser does not keep it.';
}

/**
 * Loads the page again when what was typed last has been written. Where that fails the page stays as it is and says so
 * (`TextKept`); then a press loads it all the same.
 */
function LoadAgain() {
  const { kept, keepNow } = use(TextKept);
  const load = async () => {
    const written = await keepNow();
    if (written === 'kept' || kept === 'not kept') location.reload();
  };
  return (
    <button type="button" className="button" onClick={() => void load()}>
      Load the page again
    </button>
  );
}
