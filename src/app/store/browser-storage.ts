/** A storage of the browser, or `null` where there is none or the user forbids it: even asking for it throws then. */
export function openStorage<T>(get: () => T | undefined): T | null {
  try {
    return get() ?? null;
  } catch {
    return null;
  }
}
