/** @returns whether a version such as `1.2.10` is another one or newer; missing parts are 0 */
export function isAtLeast(version: string, other: string): boolean {
  const [have, want] = [version, other].map((text) => text.split('.').map(Number));
  for (let index = 0; index < 4; index += 1) {
    const difference = (have?.[index] ?? 0) - (want?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
