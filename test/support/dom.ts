import { JSDOM } from 'jsdom';

/** @returns a document of its own, scripts never run */
export function documentOf(html: string): Document {
  return new JSDOM(html).window.document;
}
