import type { Replies } from '../lib/messaging/messages.ts';
import type { Choice } from '../lib/platform/page-api.ts';
import type { Feature } from '../lib/protocol/vocabulary.ts';
import type { ServiceName } from '../lib/services/names.ts';
import type { View } from '../lib/status/view.ts';

/** What became of a one-click report; null when the background did not answer. */
export type ReportResult = Replies['report']['result'] | null;

/** What a page may ask for: the only way out of the components. */
export interface Actions {
  report(service: string, feature: Feature): Promise<ReportResult>;
  choose(given: boolean): Promise<Choice>;
  clearHistory(): Promise<boolean>;
  allowServer(origin: string): Promise<boolean>;
  /** Asks the browser for hosts. To be called straight from a click. */
  allowHosts(hosts: readonly string[]): Promise<boolean>;
  /** Gives the hosts of a chatbot back to the browser. */
  stopWatching(service: string): Promise<boolean>;
}

/** What every page of the extension is drawn from. */
export interface PageProps {
  /** Null when the background wrote none yet, or none that can be read. */
  readonly view: View | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly services: readonly ServiceName[];
  readonly actions: Actions;
}
