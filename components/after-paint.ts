/** A tab that is out of sight paints nothing. Milliseconds. */
const PATIENCE_MS = 300;

/** @returns a promise kept once the document has shown its first content */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const painted = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) finish();
    });
    const timer = setTimeout(finish, PATIENCE_MS);
    function finish(): void {
      painted.disconnect();
      clearTimeout(timer);
      resolve();
    }
    painted.observe({ type: 'paint', buffered: true });
  });
}
