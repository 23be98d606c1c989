/** What a field of a text may hold, for completion and hovers. It judges nothing: what is wrong, the engine says. */
export type Shape =
  | { readonly kind: 'fields'; readonly about: string; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'choice'; readonly about: string; readonly values: readonly string[] }
  | { readonly kind: 'value'; readonly about: string };

export function fields(of: Readonly<Record<string, Shape>>, about = ''): Shape {
  return { kind: 'fields', about, fields: of };
}

export function list(of: Shape): Shape {
  return { kind: 'list', of };
}

export function value(about: string): Shape {
  return { kind: 'value', about };
}

export function choice(about: string, ...values: readonly string[]): Shape {
  return { kind: 'choice', about, values };
}

export function yesOrNo(about: string): Shape {
  return choice(about, 'true', 'false');
}

/** What stands in front of a shape's fields, lists taken off. */
export function inner(shape: Shape): Shape {
  return shape.kind === 'list' ? inner(shape.of) : shape;
}

export function aboutOf(shape: Shape): string {
  const bare = inner(shape);
  return bare.kind === 'list' ? '' : bare.about;
}
