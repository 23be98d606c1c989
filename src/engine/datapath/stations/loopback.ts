import type { Ip } from '#net';

/** 127.0.0.0/8 and ::1: addresses that never leave the kernel they are used in. */
export function isLoopback(address: Ip): boolean {
  return address.startsWith('127.') || address === '::1';
}
