import * as z from 'zod/mini';
import type { Service } from '../services/schema.ts';
import {
  type PageMessage,
  pageMessageSchema,
  type Replies,
  type UiMessage,
  uiMessageSchema,
} from './messages.ts';
import { type Self, type Sender, speakerOf } from './sender.ts';

type Reply = Replies[keyof Replies];

/** Who answers: facts from pages, requests from the extension's own pages. */
export interface Receivers {
  /** @param path of the document as it was loaded, where it is known */
  readonly fromPage: (
    message: PageMessage,
    service: Service,
    host: string,
    path?: string,
  ) => Promise<Reply>;
  readonly fromUi: (message: UiMessage) => Promise<Reply>;
}

/**
 * Hands a message to the one who answers it, if its sender may send such a message and it has the right form.
 * @returns null when nobody answers
 */
export function receive(
  message: unknown,
  sender: Sender,
  self: Self,
  services: readonly Service[],
  receivers: Receivers,
): Promise<Reply> | null {
  const speaker = speakerOf(sender, self, services);
  if (speaker?.type === 'ui') {
    const parsed = z.safeParse(uiMessageSchema, message);
    return parsed.success ? receivers.fromUi(parsed.data) : null;
  }
  if (speaker?.type === 'page') {
    const parsed = z.safeParse(pageMessageSchema, message);
    const { service, host, path } = speaker;
    return parsed.success ? receivers.fromPage(parsed.data, service, host, path) : null;
  }
  return null;
}
