import type { Fraction } from '#trace';
import { fraction, minus, times } from '#trace';

/** A share as an expectation states it: `0.25` or `1/3`, read exactly. `null` if it is none. */
function readShare(share: number | string): Fraction | null {
  const text = String(share);
  const parts = /^(\d+)\/(\d+)$/.exec(text);
  if (parts !== null)
    return BigInt(parts[2] ?? '0') === 0n ? null : fraction(BigInt(parts[1] ?? '0'), BigInt(parts[2] ?? '1'));
  const decimal = /^(\d*)(?:\.(\d+))?(?:e-(\d+))?$/i.exec(text);
  if (decimal === null || text === '') return null;
  const digits = decimal[2] ?? '';
  return fraction(BigInt(`${decimal[1] ?? ''}${digits}`), 10n ** BigInt(digits.length + Number(decimal[3] ?? 0)));
}

/**
 * Whether a share is the one stated. Fractions compare exactly, decimals too if the share is one; a share that no decimal
 * can state (1/3) may differ from the decimal by half a hundredth.
 */
export function isShare(actual: Fraction, stated: number | string): boolean {
  const wanted = readShare(stated);
  if (wanted === null) return false;
  if (wanted.part * actual.of === actual.part * wanted.of) return true;
  if (String(stated).includes('/') || terminates(actual)) return false;
  const difference = minus(actual, wanted);
  const distance = { ...difference, part: difference.part < 0n ? -difference.part : difference.part };
  const scaled = times(distance, fraction(200n, 1n));
  return scaled.part <= scaled.of;
}

function terminates({ of }: Fraction): boolean {
  let rest = of;
  for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
  return rest === 1n;
}
