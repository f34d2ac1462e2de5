interface ExpectedPage {
  readonly id?: string | undefined;
  readonly names: readonly string[];
}

/** What a document says of the page it belongs to. What it leaves out is undefined. */
export interface ToldPage {
  readonly id?: string | number | undefined;
  readonly name?: string | undefined;
  /** The page's address, or only its host. */
  readonly url?: string | undefined;
}

function hostOf(address: string): string | null {
  const text = address.includes('://') ? address : `https://${address}`;
  return URL.parse(text)?.host ?? null;
}

/**
 * Whose page is it? Hosts get reused and pages abandoned, so everything a document tells of its page
 * must be as expected.
 * @param documentUrl where the document is expected: its page is on the same host
 */
export function isExpectedPage(
  told: ToldPage,
  expected: ExpectedPage,
  documentUrl: string,
): boolean {
  const { id, name, url } = told;
  if (expected.id !== undefined && id !== undefined && String(id) !== expected.id) return false;
  if (name !== undefined && !expected.names.some((known) => known === name)) return false;
  return url === undefined || hostOf(url) === new URL(documentUrl).host;
}
