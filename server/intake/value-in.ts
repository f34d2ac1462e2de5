/** @returns the value of a key in a minute, made when it is first asked for */
export function valueIn<T>(
  minutes: Map<number, Map<string, T>>,
  minute: number,
  key: string,
  make: () => T,
): T {
  const own = minutes.get(minute) ?? new Map<string, T>();
  minutes.set(minute, own);
  const value = own.get(key) ?? make();
  own.set(key, value);
  return value;
}
