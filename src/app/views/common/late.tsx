import { type ComponentType, use } from 'react';
import { fetchPart } from '#worker';

/** A part of the page that is fetched when it is first drawn, or ahead of that. */
export type LatePart<P extends object> = ComponentType<P> & {
  /** Fetches it before it is drawn. A failure is forgotten: drawing asks again. */
  readonly ahead: () => Promise<'fetched' | 'failed'>;
};

/**
 * Makes a part of the page of an import. What has been fetched is drawn at once, without the fallback of the Suspense
 * around it. A part that could not be fetched throws `NotFetched`, and can be asked for again: React.lazy would keep the
 * failure. So do browsers that have not followed whatwg/html#10327, which is why the page can be loaded again as well. What
 * comes and fails while it is run throws its own fault.
 */
export function late<P extends object>(fetch: () => Promise<ComponentType<P>>): LatePart<P> {
  let fetched: ComponentType<P> | null = null;
  let coming: Promise<void> | null = null;
  const forget = () => {
    coming = null;
  };
  async function get(): Promise<void> {
    fetched = await fetchPart(fetch, forget);
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
