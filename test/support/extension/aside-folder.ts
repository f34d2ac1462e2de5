/** @returns the folder below `.output` of the builds that report to this origin, so that no two runs share one */
export function asideFolder(origin: string): string {
  return `test-${new URL(origin).port}`;
}
