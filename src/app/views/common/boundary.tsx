import { Component, type ReactNode } from 'react';

interface Props {
  /** What the part is called, for the sentence; `null` for one that nobody looks at: nothing is drawn in its place. */
  readonly part: string | null;
  readonly children: ReactNode;
}

/** Keeps a fault in one part of the page from taking the others down; the user's text lives in the store and stays. */
export class Boundary extends Component<Props, { readonly failed: string | null }> {
  override state: { readonly failed: string | null } = { failed: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { failed: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render() {
    if (this.state.failed === null) return this.props.children;
    if (this.props.part === null) return null;
    return (
      <div className="boundary" role="alert">
        <p>
          {this.props.part} met a fault of the program and cannot be shown. Your text is unchanged.
          <span className="faint"> {this.state.failed}</span>
        </p>
        <button type="button" className="button" onClick={() => this.setState({ failed: null })}>
          Try again
        </button>
      </div>
    );
  }
}
