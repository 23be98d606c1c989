import { type ComponentType, use } from 'react';

/** A part of the page could not be fetched: there is no network, or the server has another version of the page by now. */
export class NotFetched extends Error {
  /** Lets the part be asked for once more when it is drawn the next time. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.forget = forget;
  }
}

/** A part of the page that is fetched when it is first drawn, or ahead of that. */
export type LatePart<P extends object> = ComponentType<P> & {
  /** Fetches it before it is drawn. A failure is forgotten: drawing asks again. */
  readonly ahead: () => Promise<'fetched' | 'failed'>;
};

/**
 * Makes a part of the page of an import. What has been fetched is drawn at once, without the fallback of the Suspense
 * around it. A part that could not be fetched throws `NotFetched`, and can be asked for again: React.lazy would keep the
 * failure. So do browsers that have not followed whatwg/html#10327, which is why the page can be loaded again as well.
 */
export function late<P extends object>(fetch: () => Promise<ComponentType<P>>): LatePart<P> {
  let fetched: ComponentType<P> | null = null;
  let coming: Promise<void> | null = null;
  const forget = () => {
    coming = null;
  };
  async function get(): Promise<void> {
    try {
      fetched = await fetch();
    } catch (error) {
      throw new NotFetched(error, forget);
    }
  }
  function start(): Promise<void> {
    coming ??= get();
    return coming;
  }
  function Late(props: P) {
    if (fetched === null) use(start());
    const Part = fetched;
    return Part === null ? null : <Part {...props} />;
  }
  async function ahead(): Promise<'fetched' | 'failed'> {
    try {
      await start();
      return 'fetched';
    } catch {
      forget();
      return 'failed';
    }
  }
  return Object.assign(Late, { ahead });
}
