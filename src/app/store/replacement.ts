/** Whether one manifests text took another's place: it names objects, and none that the other names; or it is empty. */
export function isReplacement(before: string, after: string): boolean {
  if (before.trim() === '') return false;
  if (after.trim() === '') return true;
  const old = namesIn(before);
  const now = namesIn(after);
  return old.size > 0 && now.size > 0 && [...now].every((name) => !old.has(name));
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\bname["']?:\s*["']?([^\s,"'{}]+)/g)].flatMap(([, name]) => name ?? []));
}
