/**
 * Whether a text has `hopscope` at its top level, so that it is a scenario and no manifests, without reading it as YAML: a
 * line of its own, or a key of a JSON object.
 */
export function hasScenarioKey(text: string): boolean {
  if (/(?:^\uFEFF?|[\r\n])(?:hopscope|"hopscope"|'hopscope')[ \t]*:/.test(text)) return true;
  if (!/^\uFEFF?\s*\{/.test(text) || !text.includes('"hopscope"')) return false;
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && 'hopscope' in value;
  } catch {
    return false;
  }
}
