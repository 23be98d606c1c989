import { type FieldPath, isJsonObject, isList, type Json } from '#source';

/**
 * A value with one field set, or with `undefined` removed; objects and lists on the way are made, an index one past the end
 * appends. `null` if the path leads through a scalar, past a list's end, or to something else than what is there.
 */
export function setField(
  value: Json | undefined,
  path: FieldPath,
  field: Json | undefined,
): { readonly value: Json | undefined } | null {
  const [step, ...rest] = path;
  if (step === undefined) return { value: field };
  if (field === undefined && (value === undefined || value === null)) return { value };
  if (typeof step === 'number') {
    const list = value ?? [];
    if (!isList(list) || step < 0 || step > list.length) return null;
    const inner = setField(list[step], rest, field);
    if (inner === null) return null;
    return {
      value: [...list.slice(0, step), ...(inner.value === undefined ? [] : [inner.value]), ...list.slice(step + 1)],
    };
  }
  const object = value ?? {};
  if (!isJsonObject(object)) return null;
  const inner = setField(Object.hasOwn(object, step) ? object[step] : undefined, rest, field);
  if (inner === null) return null;
  const others = Object.entries(object).filter(([key]) => key !== step);
  return { value: Object.fromEntries(inner.value === undefined ? others : [...others, [step, inner.value]]) };
}

/** Whether two values are the same; the order of an object's keys does not count. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (!isJsonObject(a)) return Object.is(a, b);
  if (!isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
