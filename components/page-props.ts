import type { Replies } from '../lib/messaging/messages.ts';
import type { Choice } from '../lib/platform/page-choices.ts';
import type { Feature } from '../lib/protocol/vocabulary.ts';
import type { ServiceName } from '../lib/services/names.ts';
import type { Strips } from '../lib/status/strips.ts';
import type { View } from '../lib/status/view.ts';

/** What became of a one-click report; null when the background did not answer. */
export type ReportResult = Replies['report']['result'] | null;

/** What became of another server's address; null when the background did not answer. */
export type ServerResult = Replies['useServer']['result'] | null;

/** What the popup may ask for: the only way out of the components. */
export interface PopupActions {
  report(service: string, feature: Feature): Promise<ReportResult>;
  allowServer(origin: string): Promise<boolean>;
  /** To be told once that a service is back. To be called straight from a click. @param alone whether it fails only here */
  wishForReturn(service: string, wanted: boolean, alone: boolean): Promise<boolean>;
  /** Asks the browser for hosts. To be called straight from a click. */
  allowHosts(hosts: readonly string[]): Promise<boolean>;
}

/** What any page may ask for. */
export interface Actions extends PopupActions {
  choose(given: boolean): Promise<Choice>;
  clearHistory(): Promise<boolean>;
  /** Talks to another server from now on; null for the usual one. To be called straight from a click. */
  useServer(origin: string | null): Promise<ServerResult>;
  /** @param tag null for the browser's language */
  setLanguage(tag: string | null): Promise<boolean>;
  /** @returns all that is kept in this browser as JSON, null when that did not work */
  exportData(): Promise<string | null>;
  eraseData(): Promise<boolean>;
  /** Gives the hosts of a chatbot back to the browser. */
  stopWatching(service: string): Promise<boolean>;
}

/** The languages that there are. */
export interface Languages {
  readonly available: readonly string[];
  /** The one chosen in the settings; null for the browser's. */
  readonly chosen: string | null;
  /** The one that the browser's language comes to. */
  readonly usual: string;
}

/** What every page of the extension is drawn from. */
export interface PageProps<A = Actions> {
  /** Null when the background wrote none yet, or none that can be read. */
  readonly view: View | null;
  /** Everyone's last 24 hours; null while the history was not read. */
  readonly strips: Strips | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** For the first picture: what nobody sees yet may follow once it is painted. */
  readonly isOpening?: boolean;
  readonly services: readonly ServiceName[];
  readonly languages: Languages;
  /** The origin of the server that the build reports to. */
  readonly usualServer: string;
  readonly actions: A;
}
