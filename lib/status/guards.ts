/** Whether a value from outside is what it should be. */
export type Guard<T> = (value: unknown) => value is T;

export const isText: Guard<string> = (value) => typeof value === 'string';
export const isFlag: Guard<boolean> = (value) => typeof value === 'boolean';
export const isNumber: Guard<number> = (value): value is number => Number.isFinite(value);
export const isIsoTime: Guard<string> = (value): value is string =>
  isText(value) && !Number.isNaN(Date.parse(value));

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns a guard for one of these words */
export function oneOf<T extends string | number>(words: readonly T[]): Guard<T> {
  return (value): value is T => words.some((word) => word === value);
}

/** @returns a guard that also takes null */
export function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

/** @returns a guard that also takes a missing key */
export function orMissing<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

/** @returns a guard for a list of such values */
export function listOf<T>(guard: Guard<T>): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(guard);
}

/** @returns a guard for an object with any keys and such values */
export function mapOf<T>(guard: Guard<T>): Guard<Record<string, T>> {
  return (value): value is Record<string, T> =>
    isObject(value) && Object.values(value).every(guard);
}

/** @returns a guard for an object that has at least these keys; the compiler wants each key of `T` */
export function shapeOf<T>(fields: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  const entries: readonly [string, Guard<unknown>][] = Object.entries(fields);
  return (value): value is T =>
    isObject(value) && entries.every(([key, guard]) => guard(value[key]));
}
