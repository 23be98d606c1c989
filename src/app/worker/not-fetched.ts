/** What browsers say of a module that does not come: Chromium, Firefox, Safari (also of one of another type); and Vite of a style. */
const LOST =
  /dynamically imported module|Importing a module script failed|not a valid JavaScript MIME type|Unable to preload CSS/i;

/** A part of the page could not be fetched: there is no network, or the server has another version of the page by now. */
export class NotFetched extends Error {
  /** Lets the part be asked for once more when it is drawn the next time. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void = () => undefined) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.forget = forget;
  }
}

/**
 * Fetches a part of the page, as `import()` does. Throws `NotFetched` where it does not come; what comes and fails while it
 * is run fails with its own fault. The rejections of both are alike but for their words (HTML, "fetch an import() module
 * script graph"; ECMA-262, "ContinueDynamicImport").
 */
export async function fetchPart<T>(fetch: () => Promise<T>, forget?: () => void): Promise<T> {
  try {
    return await fetch();
  } catch (error) {
    throw error instanceof Error && LOST.test(error.message) ? new NotFetched(error, forget) : error;
  }
}
