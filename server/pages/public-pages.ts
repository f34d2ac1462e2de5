import type { Service } from '../../lib/services/schema.ts';
import { PublicFile } from '../http/public-file.ts';
import type { Archive } from '../judge/archive.ts';
import type { Board } from '../judge/board.ts';
import { badge } from './badge.ts';
import { allChanges, feed } from './feed.ts';
import { homePage } from './home-page.ts';
import type { Html } from './layout.ts';
import { servicePage } from './service-page.ts';
import { PAGE_POLICY } from './style.ts';

const PAGE = {
  type: 'text/html; charset=utf-8',
  cacheControl: 'public, max-age=15, stale-while-revalidate=60',
  contentPolicy: PAGE_POLICY,
} as const;
const BADGE = { type: 'image/svg+xml; charset=utf-8', cacheControl: 'public, max-age=60' } as const;
const FEED = {
  type: 'application/atom+xml; charset=utf-8',
  cacheControl: 'public, max-age=300',
} as const;

/** Everything for people, rendered once per change of what it shows. */
export interface PublicPages {
  home(): Promise<PublicFile>;
  /** Null for a service that is not in the list. */
  service(id: string): Promise<PublicFile | null>;
  badge(id: string): Promise<PublicFile | null>;
  feed(): Promise<PublicFile>;
}

interface Kept {
  readonly version: string;
  readonly file: Promise<PublicFile>;
}

/** @returns pages made from what the board and the archive say when they are asked for */
export function createPublicPages(
  services: readonly Service[],
  board: Pick<Board, 'status' | 'file' | 'changes'>,
  archive: Pick<Archive, 'history' | 'file' | 'transitions'>,
): PublicPages {
  const byId = new Map(services.map((service) => [service.id, service]));
  const kept = new Map<string, Kept>();

  const render = (
    name: string,
    kind: Omit<typeof PAGE, 'contentPolicy'> | typeof BADGE | typeof FEED,
    make: () => Html,
  ) => {
    const version = board.file().digest + archive.file().digest;
    const held = kept.get(name);
    if (held?.version === version) return held.file;
    const file = Promise.resolve(make()).then(
      (text) => new PublicFile({ ...kind, text: text.toString() }),
    );
    kept.set(name, { version, file });
    return file;
  };

  return {
    home: () => render('/', PAGE, () => homePage(services, board.status(), archive.history())),
    async service(id) {
      const service = byId.get(id);
      const own = board.status().services[id];
      const history = archive.history().services[id];
      if (service === undefined || own === undefined || history === undefined) return null;
      return render(`/s/${id}`, PAGE, () => servicePage(service, board.status(), own, history));
    },
    async badge(id) {
      const service = byId.get(id);
      const own = board.status().services[id];
      if (service === undefined || own === undefined) return null;
      return render(`/badge/${id}`, BADGE, () => badge(service.name, own.state));
    },
    feed: () =>
      render('/feed', FEED, () =>
        feed(services, allChanges(archive.transitions(), board.changes())),
      ),
  };
}
