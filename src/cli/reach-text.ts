import type { Session } from '#engine';

type Table = ReturnType<Session['reachAll']>;

/** The matrix as text: a row a sender, a column a receiver, numbered; `.` may connect, `X` may not. */
export function reachText({ protocol, port, pods, rows }: Table): string {
  if (pods.length === 0) return 'There are no pods.';
  const width = Math.max(...pods.map((pod) => pod.length));
  const digits = String(pods.length).length;
  const columns = Array.from({ length: digits }, (_, digit) =>
    pods.map((_pod, index) => String(index + 1).padStart(digits)[digit] ?? ' ').join(' '),
  );
  const closed = pods.reduce((sum, pod) => sum + (rows[pod] ?? '').split('').filter((cell) => cell === 'X').length, 0);
  const parties = pods.length === 1 ? '1 sender and receiver' : `${pods.length} senders and receivers`;
  return [
    `${protocol} ${port}: ${parties}, ${closed} of ${pods.length ** 2} ways closed`,
    `a row is a sender, a column the receiver of that number; . may connect, X may not`,
    '',
    ...columns.map((line) => `${' '.repeat(digits + width + 4)}${line}`),
    ...pods.map((pod, index) => {
      const cells = (rows[pod] ?? '').split('').join(' ');
      return `${String(index + 1).padStart(digits)}  ${pod.padEnd(width)}  ${cells}`;
    }),
  ].join('\n');
}
