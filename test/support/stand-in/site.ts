import type { Endpoint } from './scenario.ts';

/** One chatbot as the stand-in plays it: where it lives, what it answers when all is well, how it streams. */
export interface Site {
  readonly host: string;
  /** The page's file and script in `pages/`. */
  readonly page: string;
  /** @returns what this request asks for, null for nothing known */
  endpointOf(method: string, path: string): Endpoint | null;
  /** The body of a JSON endpoint when all is well. */
  bodies: Readonly<Partial<Record<Endpoint, object>>>;
  /** Server-sent events of one answer, without their end. */
  streamWords(text: string): readonly string[];
  /** The event that says an answer is complete. */
  readonly streamEnd: string;
  /** An error inside a stream whose status was 200. */
  streamError(message: string): string;
}

/** A server-sent event; `name` only where the site names its events. */
export function sseEvent(data: string | object, name?: string): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return `${name ? `event: ${name}\n` : ''}data: ${text}\n\n`;
}

/** Splits a text behind each blank, as tokens arrive. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*/g) ?? [];
}
