import { describe, expect, it } from 'vitest';
import { fetchPart, NotFetched } from './not-fetched.ts';

const failing = (error: unknown) => fetchPart(() => Promise.reject(error)).catch((thrown: unknown) => thrown);

describe('a part of the page', () => {
  it('is what was fetched', async () => {
    expect(await fetchPart(() => Promise.resolve('part'))).toBe('part');
  });

  it.each([
    { browser: 'Chromium', says: 'Failed to fetch dynamically imported module: http://a/assets/drop-1.js' },
    { browser: 'Firefox', says: 'error loading dynamically imported module: http://a/assets/drop-1.js' },
    { browser: 'Safari', says: 'Importing a module script failed.' },
    { browser: 'Safari, of a page in its place', says: "'text/html' is not a valid JavaScript MIME type." },
    { browser: 'Vite, of a style', says: 'Unable to preload CSS for /assets/drop-1.css' },
  ])('could not be fetched where it does not come, in the words of $browser; the cause is kept', async ({ says }) => {
    const cause = new TypeError(says);
    const thrown = await failing(cause);
    expect(thrown).toBeInstanceOf(NotFetched);
    expect(thrown).toMatchObject({ message: says, cause });
  });

  it('that comes and fails while it is run fails with its own fault', async () => {
    const fault = new TypeError('undefined is not a function');
    expect(await failing(fault)).toBe(fault);
  });
});
