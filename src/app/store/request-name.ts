import type { TypedRequest } from '#worker';

/** What a request is called if nobody says otherwise: `api to db:5432`, `client looks up web.shop A`. */
export function nameFor({ from, method, target }: TypedRequest): string {
  const sender = from.split('/').at(-1) ?? from;
  const where = target.replace(/^[a-z]+:\/\//i, '');
  return method === 'DNS' ? `${sender} looks up ${where}` : `${sender} to ${where}`;
}

/** The name, or the first with a number behind it that is not taken. */
export function freeName(base: string, taken: readonly string[]): string {
  let name = base;
  for (let number = 2; taken.includes(name); number++) name = `${base} ${number}`;
  return name;
}
